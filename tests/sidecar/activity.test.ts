import { describe, expect, it, onTestFinished } from 'vitest';
import { createActivity } from '../../sidecar/activity';
import type {
	ActivityAnswer,
	ActivityKind,
} from '../../sidecar/contract/activity';
import { Refusal } from '../../sidecar/errors';
import { openStore } from '../../sidecar/store/store';
import { Browser } from './browser';
import { type Gatehouse, makeFolder, startGatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';
import { storeIn } from './test-store';

const firefox =
	'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

/** User 1 with every grant. */
async function administrator( gatehouse: Gatehouse ): Promise< Browser > {
	const browser = new Browser( gatehouse );
	const wps = makeVerifier();
	await browser.signIn( {
		sub: '1',
		wps,
		state: makeState( {
			user: 1,
			live: [ wps ],
			grants: [ 'view', 'export', 'publish', 'manage' ],
		} ),
	} );
	return browser;
}

/** User 7, who may not manage. */
async function editor( gatehouse: Gatehouse ): Promise< Browser > {
	const browser = new Browser( gatehouse );
	await browser.signIn();
	return browser;
}

async function read( browser: Browser, query = '' ): Promise< ActivityAnswer > {
	await browser.gatehouse.activity.write();
	const response = await browser.fetch( `/api/activity${ query }` );
	expect( response.status ).toBe( 200 );
	return response.json();
}

async function kindsOf(
	browser: Browser,
	query = ''
): Promise< ActivityKind[] > {
	const { activity } = await read( browser, query );
	return activity.map( ( { kind } ) => kind );
}

describe( 'the activity', () => {
	it( 'says who did what, when, and roughly from where', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		await browser.fetch( '/api/reports/publishing', {
			headers: { 'user-agent': firefox },
		} );
		const { activity, people, keptDays, timezone } = await read( browser );
		expect( activity[ 0 ] ).toMatchObject( {
			at: gatehouse.clock.now / 1000,
			kind: 'report-opened',
			user: 7,
			report: 'publishing',
			device: 'Firefox, Linux',
			address: '127.0.0.0/24',
		} );
		expect( activity[ 1 ] ).toMatchObject( { kind: 'signed-in', user: 7 } );
		expect( people ).toEqual( { 7: '=Person 7' } );
		expect( { keptDays, timezone } ).toEqual( {
			keptDays: 90,
			timezone: 'Asia/Seoul',
		} );
	} );

	it( 'keeps neither names nor tokens', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		await browser.renew();
		const { activity } = await read( browser );
		const text = JSON.stringify( activity );
		expect( text ).not.toContain( '김하늘' );
		for ( const { value } of browser.cookies.values() ) {
			expect( text ).not.toContain( value );
		}
	} );

	it( 'notes a report once an hour for each session', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		const open = () => browser.fetch( '/api/reports/publishing' );
		await open();
		await open();
		await browser.renew();
		await open();
		const opened = '?kind=report-opened';
		expect( await kindsOf( browser, opened ) ).toHaveLength( 1 );
		gatehouse.clock.now += 60 * 60_000;
		await browser.renew();
		await open();
		expect( await kindsOf( browser, opened ) ).toHaveLength( 2 );
	} );

	it( 'notes a report that lay ready as well', async () => {
		let isWarm = false;
		const gatehouse = await startGatehouse( {
			reports: {
				warm: () => ( isWarm ? warmReport : undefined ),
			},
		} );
		const browser = await editor( gatehouse );
		await browser.fetch( '/api/reports' );
		isWarm = true;
		await browser.fetch( '/api/reports/comments' );
		const { activity } = await read( browser, '?kind=report-opened' );
		expect( activity.map( ( { report } ) => report ) ).toEqual( [
			'comments',
		] );
	} );

	it( 'notes a session once, however often it is handed off', async () => {
		const browser = new Browser( await startGatehouse() );
		const wps = makeVerifier();
		await browser.signIn( { wps } );
		await browser.signIn( { wps } );
		expect( await kindsOf( browser ) ).toEqual( [ 'signed-in' ] );
	} );

	it( 'notes renewals, ends and refusals with their reasons', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		gatehouse.clock.now += 1000;
		await browser.renew();
		const copy = browser.copy();
		gatehouse.clock.now += 1000;
		await browser.post( '/session/end' );
		gatehouse.clock.now += 1000;
		await copy.fetch( '/api/reports' );
		await copy.renew();

		const admin = await administrator( gatehouse );
		const { activity } = await read( admin, '?user=7' );
		expect(
			activity.map( ( { kind, reason, user } ) => [ kind, reason, user ] )
		).toEqual( [
			[ 'refused', 'session_expired', 7 ],
			[ 'ended', 'ended', 7 ],
			[ 'renewed', null, 7 ],
			[ 'signed-in', null, 7 ],
		] );
	} );

	it( 'has the end that WordPress tells of before it is acknowledged', async () => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		const wps = makeVerifier();
		await browser.signIn( { wps } );
		await gatehouse.sessions.applyStates( gatehouse.site.home, [
			makeState( { version: 2, ended: [ wps ] } ),
		] );
		const admin = await administrator( gatehouse );
		const answer = await admin.fetch( '/api/activity?kind=ended' );
		const { activity }: ActivityAnswer = await answer.json();
		expect( activity ).toMatchObject( [
			{ user: 7, reason: 'signed_out' },
		] );
	} );

	it( 'shows people without the permission their own, and refuses more', async () => {
		const gatehouse = await startGatehouse();
		const admin = await administrator( gatehouse );
		const browser = await editor( gatehouse );
		const own = await read( browser );
		expect( own.activity.map( ( { user } ) => user ) ).toEqual( [ 7 ] );
		expect( ( await read( admin ) ).activity ).toHaveLength( 2 );

		const other = await browser.fetch( '/api/activity?user=1' );
		expect( other.status ).toBe( 403 );
		expect( await other.json() ).toMatchObject( {
			code: 'permission_missing',
			parameter: 'user',
		} );
	} );

	it( 'says who reached a limit', async () => {
		const gatehouse = await startGatehouse( {
			environment: { GATEHOUSE_LIMIT_FACTOR: '1' },
		} );
		const browser = await editor( gatehouse );
		for ( let i = 0; i < 31; i++ ) {
			await ( await browser.fetch( '/api/activity.csv' ) ).text();
		}
		const { activity } = await read( browser, '?kind=refused' );
		expect( activity.map( ( { reason } ) => reason ) ).toEqual( [
			'too_many_requests',
		] );
	} );

	it( 'asks the store whether the session still holds', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		const other = await startGatehouse( {
			site: gatehouse.site,
			folder: gatehouse.folder,
			clock: gatehouse.clock,
		} );
		const elsewhere = Object.assign( new Browser( other ), {
			cookies: browser.copy().cookies,
		} );
		await browser.post( '/session/end' );
		const response = await elsewhere.fetch( '/api/activity' );
		expect( response.status ).toBe( 401 );
	} );

	it( 'comes in pages that more activity does not shift', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		for ( let i = 0; i < 60; i++ ) {
			await browser.renew();
		}
		const first = await read( browser );
		await browser.renew();
		const second = await read( browser, `?before=${ first.next }` );
		expect( first.activity ).toHaveLength( 50 );
		expect( second.next ).toBeNull();
		const ids = [ ...first.activity, ...second.activity ].map(
			( { id } ) => id
		);
		expect( new Set( ids ).size ).toBe( 61 );
	} );

	it( 'counts days as the site does, the last one included', async () => {
		const gatehouse = await startGatehouse( {
			// Midnight in Seoul: the first second of 2 January.
			clock: { now: Date.UTC( 2026, 0, 1, 15 ) },
		} );
		const browser = await editor( gatehouse );
		const count = async ( query: string ) =>
			( await kindsOf( browser, query ) ).length;
		expect( await count( '?from=2026-01-02&to=2026-01-02' ) ).toBe( 1 );
		expect( await count( '?to=2026-01-01' ) ).toBe( 0 );
		expect( await count( '?from=2026-01-03' ) ).toBe( 0 );
	} );

	it.each( [
		[ '?kind=slept', 'activity_filter_wrong', 'kind' ],
		[ '?user=me', 'activity_filter_wrong', 'user' ],
		[ '?from=2026-02-30', 'period_wrong', 'from' ],
		[ '?from=2026-02-02&to=2026-02-01', 'period_backwards', 'to' ],
		[ '?before=yesterday', 'page_unknown', 'before' ],
	] )( 'refuses %s, and names it', async ( query, code, parameter ) => {
		const browser = await editor( await startGatehouse() );
		const response = await browser.fetch( `/api/activity${ query }` );
		expect( response.status ).toBe( 400 );
		expect( await response.json() ).toMatchObject( { code, parameter } );
	} );

	it( 'is forgotten after as many days as the settings say', async () => {
		const gatehouse = await startGatehouse( {
			environment: { GATEHOUSE_ACTIVITY_DAYS: '2' },
		} );
		const first = await editor( gatehouse );
		await read( first );
		const day = 24 * 60 * 60_000;
		gatehouse.clock.now += 2 * day;
		await gatehouse.sweep();
		const browser = await editor( gatehouse );
		expect( await kindsOf( browser ) ).toHaveLength( 2 );
		gatehouse.clock.now += 1;
		await gatehouse.sweep();
		expect( await kindsOf( browser ) ).toHaveLength( 1 );
	} );

	it( 'waits for a store that is busy', async () => {
		const store = await openStore( storeIn( await makeFolder() ) );
		onTestFinished( () => store.close() );
		let isBusy = true;
		const activity = createActivity( {
			store: {
				...store,
				commit: ( work ) =>
					isBusy
						? Promise.reject( new Refusal( 'store_busy' ) )
						: store.commit( work ),
			},
			clock: () => 1_000,
			log: { warn: () => undefined },
		} );
		activity.note( {
			site: 's',
			user: 7,
			session: 's',
			kind: 'renewed',
			address: '',
			device: '',
		} );
		await expect( activity.write() ).rejects.toThrow( Refusal );
		isBusy = false;
		await activity.write();
		const everything = {
			site: 's',
			user: null,
			kind: null,
			from: null,
			until: null,
		};
		const { entries } = await activity.page( everything, {
			before: null,
			limit: 10,
		} );
		expect( entries ).toHaveLength( 1 );
	} );

	it( 'holds no more than its memory allows, and says what is missing', async () => {
		const gatehouse = await startGatehouse();
		for ( let i = 0; i < 20_001; i++ ) {
			gatehouse.activity.note( {
				site: gatehouse.site.home,
				user: 7,
				session: 's',
				kind: 'renewed',
				address: '',
				device: '',
			} );
		}
		await gatehouse.activity.write();
		expect( gatehouse.log.join( '' ) ).toContain( '"notes":1' );
	} );
} );

describe( 'GET api/activity.csv', () => {
	it( 'is a file that spreadsheets open without running it', async () => {
		const browser = await editor( await startGatehouse() );
		await read( browser );
		const response = await browser.fetch( '/api/activity.csv?lang=ko' );
		expect( response.headers.get( 'content-type' ) ).toBe(
			'text/csv; charset=utf-8'
		);
		expect( response.headers.get( 'content-disposition' ) ).toBe(
			'attachment; filename="activity-2026-01-01.csv"'
		);
		const bytes = new Uint8Array( await response.arrayBuffer() );
		expect( [ ...bytes.slice( 0, 3 ) ] ).toEqual( [ 0xef, 0xbb, 0xbf ] );
		const [ head, line, end ] = new TextDecoder()
			.decode( bytes )
			.split( '\r\n' );
		expect( head ).toContain( '시각 (Asia/Seoul),사용자 번호,사용자' );
		expect( line ).toMatch( /^2026-01-01 21:00:00,7,'=Person 7,로그인,/ );
		expect( end ).toBe( '' );
	} );

	it( 'has every entry, beyond one page', async () => {
		const gatehouse = await startGatehouse();
		const browser = await editor( gatehouse );
		const note = ( session: string ) =>
			gatehouse.activity.note( {
				site: gatehouse.site.home,
				user: 7,
				session,
				kind: 'renewed',
				address: '',
				device: '',
			} );
		for ( let i = 0; i < 1200; i++ ) {
			note( `s${ i }` );
		}
		await read( browser );
		const response = await browser.fetch(
			'/api/activity.csv?kind=renewed'
		);
		const lines = ( await response.text() ).trim().split( '\r\n' );
		expect( new Set( lines ).size ).toBe( 1201 );
	} );
} );

const warmReport = {
	body: Buffer.from( '{}' ),
	etag: '"one"',
	report: 'comments',
	document: { id: 'comments' },
} as never;
