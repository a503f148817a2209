import { afterEach, describe, expect, it } from 'vitest';
import { createReports } from '../../../sidecar/reports/reports';
import { openTestFacts } from '../sync/following';
import { comment, openReports, post } from './site-with-reports';

type Open = Awaited< ReturnType< typeof openReports > >;
const opened: Array< Pick< Open, 'close' > > = [];
const yesterday = '2026-11-22T10:00:00Z';

afterEach( async () => {
	await Promise.all( opened.splice( 0 ).map( ( { close } ) => close() ) );
} );

async function open( ...asked: Parameters< typeof openReports > ) {
	const site = await openReports( ...asked );
	opened.push( site );
	return site;
}

describe( 'a report document', () => {
	it( 'is empty when neither the period nor the one before has a fact', async () => {
		const { ask } = await open( { posts: [ post( yesterday ) ] } );

		const { state, summary } = await ask(
			'publishing',
			'from=2010-01-01&to=2010-01-31'
		);

		expect( state ).toBe( 'empty' );
		expect( summary ).toBe( 'No posts in this period.' );
	} );

	it( 'is filling, with progress, until the first copy agrees', async () => {
		const facts = await openTestFacts();
		opened.push( { close: () => facts.close() } );
		const reports = createReports( {
			facts,
			people: async () => ( {} ),
			clock: () => Date.parse( yesterday ),
		} );

		const { document } = await reports.prepare( {
			site: 'https://example.com',
			report: 'publishing',
			search: '',
			locale: 'en',
			viewer: { user: 1, grants: [ 'view' ] },
		} );

		expect( document.state ).toBe( 'filling' );
		expect( document.progress ).toEqual( {
			done: 0,
			total: 0,
			secondsLeft: null,
		} );
	} );

	it( 'turns stale by itself five minutes after the facts last agreed', async () => {
		const open1 = await open( { posts: [ post( yesterday ) ] } );
		const before = await open1.ask( 'publishing' );

		open1.clock.now += 5 * 60_000 + 1;
		const after = await open1.ask( 'publishing' );

		expect( [ before.state, after.state ] ).toEqual( [ 'ready', 'stale' ] );
		expect( after.asOf ).toBe( before.asOf );
	} );

	it( 'says how many rows were skipped', async () => {
		const { ask } = await open( {
			posts: [ post( yesterday ), post( yesterday, { words: 'many' } ) ],
		} );

		const { skipped, source } = await ask( 'publishing' );

		expect( [ skipped, source.count ] ).toEqual( [ 1, 1 ] );
	} );

	it( 'speaks English with the numbers of its reader', async () => {
		const { ask } = await open( {
			posts: Array.from( { length: 1234 }, () => post( yesterday ) ),
		} );

		const { summary } = await ask( 'publishing', 'compare=none' );

		expect( summary ).toBe(
			'1,234 posts. Most on Sunday 22 Nov (1,234). Today is not over yet.'
		);
	} );

	it( 'speaks Korean as a Korean would', async () => {
		const posts = [
			...Array.from( { length: 12 }, () => post( yesterday ) ),
			...Array.from( { length: 10 }, () =>
				post( '2026-10-10T10:00:00Z' )
			),
		];
		const { ask } = await open( { posts } );

		const document = await ask( 'publishing', '', 'ko-KR' );

		expect( document.locale ).toBe( 'ko-KR' );
		expect( document.title ).toBe( '발행' );
		expect( document.period.label ).toBe( '10월 27일 ~ 11월 23일' );
		expect( document.summary ).toBe(
			'발행한 글은 모두 12개로, 직전 28일보다 20% 늘었습니다. 11월 22일 일요일에 가장 많았습니다(12개). 오늘은 아직 집계 중입니다.'
		);
	} );

	it( 'speaks English to a reader of another language, and says so', async () => {
		const { ask } = await open( {} );

		const { locale, title } = await ask( 'publishing', '', 'fr-FR' );

		expect( [ locale, title ] ).toEqual( [ 'en', 'Publishing' ] );
	} );

	it( 'names posts by their titles and people by what the site says', async () => {
		const { ask } = await open(
			{
				posts: [ post( yesterday, { title: 'Bread', author: 7 } ) ],
				comments: [
					comment( yesterday ),
					comment( yesterday, { post: 99 } ),
				],
			},
			{
				people: async ( _site, ids ) => ( {
					[ String( ids[ 0 ] ) ]: 'Jin Park',
				} ),
			}
		);

		const publishing = await ask( 'publishing' );
		const comments = await ask( 'comments' );

		expect( publishing.people ).toEqual( { 7: 'Jin Park' } );
		expect( publishing.tables[ 1 ]?.rows[ 0 ]?.[ 0 ] ).toEqual( {
			person: 7,
		} );
		expect(
			comments.tables[ 2 ]?.rows.map( ( [ label ] ) => label )
		).toEqual( [ 'Bread', 'Deleted post #99' ] );
	} );

	it( 'comes without names when the site does not tell them', async () => {
		const { ask } = await open(
			{ posts: [ post( yesterday ) ] },
			{ people: async () => null }
		);

		const document = await ask( 'publishing' );

		expect( document ).not.toHaveProperty( 'people' );
		expect( document.state ).toBe( 'ready' );
	} );

	it( 'keeps people as ids for the site itself', async () => {
		const { reports, site } = await open(
			{ posts: [ post( yesterday ) ] },
			{ people: async () => ( { 1: 'Jin Park' } ) }
		);

		const document = await reports.document( {
			site: site.home,
			report: 'publishing',
			query: new URLSearchParams(),
			viewer: { user: 1, grants: [ 'view' ] },
			act: 'open',
			locale: 'en',
		} );

		expect( JSON.stringify( document ) ).not.toContain( 'Jin' );
	} );
} );
