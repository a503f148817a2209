import { describe, expect, it } from 'vitest';
import { createSyncDesk } from '../../../sidecar/sync-desk';
import {
	addPosts,
	comment,
	countRollup,
	countRows,
	dayAt,
	pagesAsked,
	post,
	prepared,
	readPost,
} from './copied-site';

const now = Date.parse( '2026-11-23T12:00:00Z' );

async function copied() {
	const parts = await prepared();
	addPosts( parts.site, 1, 4500 );
	const following = parts.follow();
	await following.idle();
	await following.poll();
	const desk = createSyncDesk( { facts: parts.facts, clock: () => now } );
	return { ...parts, following, desk };
}

describe( 'a re-sync', () => {
	it( 'copies the range again at the next look, and empties nothing meanwhile', async () => {
		const { site, facts, following, desk } = await copied();
		site.posts.set( 2500, post( 2500, { words: 7 } ) );
		site.posts.set( 10, post( 10, { words: 7 } ) );
		const before = pagesAsked( site, 'posts' ).length;

		const ordered = await desk.order( site.home, {
			dataset: 'posts',
			ids: { from: 2001, to: 3000 },
		} );
		const seen: number[] = [];
		site.onAsked = async () => {
			seen.push( await countRollup( facts ) );
		};
		await following.ping( site.home );

		expect( ordered ).toMatchObject( [
			{
				dataset: 'posts',
				from: 2001,
				to: 3000,
				progress: { total: 1000 },
			},
		] );
		expect( pagesAsked( site, 'posts' ).slice( before ) ).toEqual( [
			2000,
		] );
		expect( await readPost( facts, 2500 ) ).toMatchObject( { words: 7 } );
		expect( await readPost( facts, 10 ) ).toMatchObject( { words: 100 } );
		expect( Math.min( ...seen ) ).toBe( 4500 );
		expect( ( await desk.state( site.home ) ).resyncs ).toEqual( [] );
	} );

	it( 'goes on in another process where one was stopped', async () => {
		const { site, facts, following, follow, desk } = await copied();
		await desk.order( site.home, { dataset: 'posts' } );
		const before = pagesAsked( site, 'posts' ).length;
		const stopped = new Promise< void >( ( resolve ) => {
			site.onAsked = ( route ) => {
				if (
					route === 'facts' &&
					pagesAsked( site, 'posts' ).length === before + 2
				) {
					void following.stop().then( resolve );
				}
			};
		} );
		void following.ping( site.home );
		await stopped;
		site.onAsked = () => undefined;
		const [ left ] = ( await desk.state( site.home ) ).resyncs;
		expect( left?.progress ).toMatchObject( { done: 2000, total: 4500 } );
		expect( left?.progress.secondsLeft ).not.toBeNull();

		await follow().idle();

		expect( pagesAsked( site, 'posts' ).slice( before ) ).toEqual( [
			0, 2000, 2000, 4000,
		] );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 4500 );
		expect( ( await desk.state( site.home ) ).resyncs ).toEqual( [] );
	} );

	it( 'of days takes in what is missing here between their neighbours', async () => {
		const { site, facts, following, desk } = await copied();
		[ 5001, 5002, 5003, 5004 ].forEach( ( id, index ) =>
			site.posts.set(
				id,
				post( id, { at: dayAt( `2026-12-0${ index + 1 }` ) } )
			)
		);
		for ( const id of [ 5001, 5004 ] ) {
			site.log( 'posts', id );
		}
		await following.poll();
		expect( await readPost( facts, 5002 ) ).toBeUndefined();

		const [ ordered ] = await desk.order( site.home, {
			dataset: 'posts',
			days: { from: '2026-12-02', to: '2026-12-03' },
		} );
		await following.poll();

		expect( ordered ).toMatchObject( { from: 5002, to: 5003 } );
		expect( await readPost( facts, 5002 ) ).toBeDefined();
		expect( await readPost( facts, 5003 ) ).toBeDefined();
	} );

	it( 'waits until what is missing is here, and ends where the site offers its dataset no longer', async () => {
		const { site, following, desk } = await copied();
		const at = site.asked.length;
		await desk.order( site.home, { dataset: 'posts' } );
		await desk.order( site.home, { dataset: 'comments' } );
		site.tables.set( 'terms', new Map() );
		site.description.datasets = [ 'posts', 'terms' ];
		await following.poll();

		const pages = site.asked
			.slice( at )
			.filter( ( { route } ) => route === 'facts' )
			.map( ( { claims } ) => claims.dataset );
		expect( [ ...new Set( pages ) ] ).toEqual( [ 'terms', 'posts' ] );
		expect( ( await desk.state( site.home ) ).resyncs ).toEqual( [] );
	} );

	it( 'of everything is one of each dataset, asked for once', async () => {
		const { site, desk } = await copied();
		await desk.order( site.home, {} );
		const ordered = await desk.order( site.home, {} );
		expect( ordered.map( ( { dataset } ) => dataset ) ).toEqual( [
			'posts',
			'comments',
		] );
	} );

	it.each( [
		[
			'a dataset the site does not have',
			{ dataset: 'orders' },
			'dataset_missing',
		],
		[
			'a day that is none',
			{ days: { from: '2026-02-30' } },
			'period_wrong',
		],
		[
			'days backwards',
			{ days: { from: '2026-02-02', to: '2026-02-01' } },
			'period_backwards',
		],
		[ 'ids backwards', { ids: { from: 5, to: 4 } }, 'resync_wrong' ],
		[ 'days and ids', { ids: { from: 5 }, days: {} }, 'resync_wrong' ],
	] )( 'is refused for %s', async ( _what, order, code ) => {
		const { site, desk } = await prepared().then( async ( parts ) => {
			await parts.follow().idle();
			return {
				...parts,
				desk: createSyncDesk( {
					facts: parts.facts,
					clock: () => now,
				} ),
			};
		} );
		await expect( desk.order( site.home, order ) ).rejects.toMatchObject( {
			code,
		} );
	} );
} );

describe( 'the state of the sync', () => {
	it( 'says what is here, what was skipped and why', async () => {
		const { site, following, desk } = await copied();
		site.posts.set( 7, { ...post( 7 ), words: -1 } );
		site.posts.set( 8, 'nothing' );
		site.log( 'posts', 7 );
		await following.poll();

		expect( await desk.state( site.home ) ).toMatchObject( {
			state: 'following',
			asOf: '2026-11-23T12:00:00.000Z',
			lastAgreed: '2026-11-23T12:00:00.000Z',
			datasets: [
				{ id: 'comments', state: 'following', count: 0, skipped: 0 },
				{ id: 'posts', state: 'following', count: 4500, skipped: 1 },
			],
			skipped: [
				{ dataset: 'posts', id: 7, reason: 'words is not a count' },
			],
			wrong: [],
		} );
	} );

	it( 'is never of the future', async () => {
		const { site, facts } = await copied();
		const desk = createSyncDesk( {
			facts,
			clock: () => now - 3_600_000,
		} );
		expect( await desk.state( site.home ) ).toMatchObject( {
			asOf: '2026-11-23T11:00:00.000Z',
			lastAgreed: '2026-11-23T11:00:00.000Z',
		} );
	} );

	it( 'tells how far a first copy is and how long it still takes', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 4500 );
		const desk = createSyncDesk( { facts, clock: () => now } );
		expect( ( await desk.state( site.home ) ).state ).toBe( 'unreached' );
		const following = follow();
		const stopped = new Promise< void >( ( resolve ) => {
			site.onAsked = ( route ) => {
				if (
					route === 'facts' &&
					pagesAsked( site, 'posts' ).length === 2
				) {
					void following.stop().then( resolve );
				}
			};
		} );
		await stopped;
		const { state, datasets } = await desk.state( site.home );
		const posts = datasets.find( ( { id } ) => id === 'posts' );
		expect( state ).toBe( 'filling' );
		expect( posts ).toMatchObject( {
			state: 'filling',
			progress: { done: 2000, total: 4500 },
		} );
		expect( posts?.progress?.secondsLeft ).toBeGreaterThanOrEqual( 1 );
	} );

	it( 'knows from the first page on how much there is of every dataset', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		[ 7, 8, 9 ].forEach( ( id ) => site.comments.set( id, comment( id ) ) );
		const desk = createSyncDesk( { facts, clock: () => now } );
		const following = follow();
		const seen: unknown[] = [];
		site.onAsked = async ( route ) => {
			if (
				route === 'facts' &&
				pagesAsked( site, 'posts' ).length === 1
			) {
				site.onAsked = () => undefined;
				const { datasets } = await desk.state( site.home );
				seen.push( ...datasets.map( ( { progress } ) => progress ) );
			}
		};
		await following.idle();
		expect( seen ).toMatchObject( [ { total: 3 }, { total: 3 } ] );
	} );

	it( 'goes on with the others when one dataset cannot be read', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		site.broken = [ 'comments' ];
		await follow().idle();
		const desk = createSyncDesk( { facts, clock: () => now } );
		const { datasets } = await desk.state( site.home );
		expect( datasets ).toMatchObject( [
			{ id: 'comments', state: 'filling' },
			{ id: 'posts', state: 'following', count: 3, fault: null },
		] );
		expect( datasets[ 0 ]?.fault ).toContain( '500' );
	} );
} );
