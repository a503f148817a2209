import { describe, expect, it } from 'vitest';
import { addPosts, followed, prepared, readPost, post } from './copied-site';

describe( 'the wait for the next look at a site', () => {
	it( 'is none after a ping that came while it was asked', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		const following = await followed( follow );
		site.onAsked = () => {
			site.onAsked = () => undefined;
			following.announce( site.home );
		};
		expect( await following.poll() ).toBe( 60_000 );
		site.posts.set( 2, post( 2, { words: 7 } ) );
		site.log( 'posts', 2 );

		expect( await following.idle() ).toBe( 3000 );
		expect( await readPost( facts, 2 ) ).toMatchObject( { words: 7 } );
	} );

	it.each( [
		[ 0, [ 500, 1000, 2000 ] ],
		[ 0.5, [ 750, 1500, 3000 ] ],
		[ 1, [ 1000, 2000, 4000 ] ],
	] )(
		'after failures is another for each site, between the half and all: by chance %d',
		async ( chance, expected ) => {
			const { site, follow } = await prepared();
			site.failing = 503;
			const following = follow( undefined, undefined, () => chance );
			expect( [
				await following.idle(),
				await following.poll(),
				await following.poll(),
			] ).toEqual( expected );
		}
	);

	it( 'ends when we are stopped, also in the middle of an answer, without a warning', async () => {
		const { site, follow } = await prepared();
		const following = follow();
		const stopped = new Promise< void >( ( resolve ) => {
			site.onAsked = () => void following.stop().then( resolve );
		} );
		await stopped;
		expect( following.warnings ).toEqual( [] );
		expect( site.asked ).toHaveLength( 1 );
	} );
} );

describe( 'what keeps the facts from coming in', () => {
	it( 'is told when it is ours, and not when it is the site’s', async () => {
		const { site, facts, follow } = await prepared();
		site.failing = 503;
		const following = follow();
		await following.idle();
		expect( following.news ).toEqual( [] );
		expect( following.warnings ).toHaveLength( 1 );

		site.failing = null;
		facts.requireDuty = () => {
			throw new Error( 'The disk is full.' );
		};
		await following.poll();
		expect( following.news ).toEqual( [
			{
				kind: 'failed',
				site: site.home,
				reason: 'Error: The disk is full.',
			},
		] );
	} );

	it( 'is no fault of a dataset when there is no answer at all', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		site.onAsked = ( route ) => {
			if ( route === 'facts' ) {
				void site.close();
			}
		};
		expect( await follow().idle() ).toBe( 1000 );
		const faults = await facts.db
			.selectFrom( 'copies' )
			.select( 'fault' )
			.execute();
		expect( faults.map( ( { fault } ) => fault ) ).toEqual( [
			null,
			null,
		] );
	} );

	it( 'is forgotten once a dataset can be read again', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		site.broken = [ 'posts' ];
		const following = follow();
		await following.idle();
		const readFault = () =>
			facts.db
				.selectFrom( 'copies' )
				.select( 'fault' )
				.where( 'dataset', '=', 'posts' )
				.executeTakeFirstOrThrow();
		expect( ( await readFault() ).fault ).toContain( '500' );
		site.broken = [];
		await following.poll();
		expect( await readFault() ).toEqual( { fault: null } );
	} );

	it.each( [
		[
			'a change log that does not lead on',
			async ( {
				site,
				follow,
			}: Awaited< ReturnType< typeof prepared > > ) => {
				for ( let id = 1; id <= 2500; id++ ) {
					site.changes.push( { seq: id, dataset: 'posts', id } );
				}
				const following = await followed( follow );
				site.retellsFrom = 0;
				return following.poll();
			},
		],
		[
			'a page that leads back',
			async ( {
				site,
				follow,
			}: Awaited< ReturnType< typeof prepared > > ) => {
				site.leadsBack = true;
				return follow().idle();
			},
		],
	] )( 'may be %s: it is not asked for ever', async ( _what, meet ) => {
		const parts = await prepared();
		addPosts( parts.site, 1, 2500 );
		expect( await meet( parts ) ).toBe( 1000 );
	} );
} );
