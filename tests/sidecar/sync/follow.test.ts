import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { SiteFault } from '../../../sidecar/sync/ask-site';
import {
	addPosts,
	comment,
	countRollup,
	countRows,
	dayAt,
	followed,
	pagesAsked,
	post,
	prepared,
	readPost,
	rollupDays,
} from './copied-site';

describe( 'startSync', () => {
	it( 'copies every fact of every dataset by pages of 2,000', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 4500 );
		site.comments.set( 9, comment( 9 ) );

		await follow().idle();

		expect( await countRows( facts, 'facts_posts' ) ).toBe( 4500 );
		expect( await countRows( facts, 'facts_comments' ) ).toBe( 1 );
		expect( pagesAsked( site, 'posts' ) ).toEqual( [ 0, 2000, 4000 ] );
	} );

	it( 'goes on where it was stopped in the middle of the first copy', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 4500 );
		const first = follow();
		const stopped = new Promise< void >( ( resolve ) => {
			site.onAsked = ( route ) => {
				if (
					route === 'facts' &&
					pagesAsked( site, 'posts' ).length === 2
				) {
					void first.stop().then( resolve );
				}
			};
		} );
		await stopped;
		site.onAsked = () => undefined;
		const asked = pagesAsked( site, 'posts' ).length;

		await follow().idle();

		expect( pagesAsked( site, 'posts' )[ asked ] ).toBe( 2000 );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 4500 );
	} );

	it( 'takes in what changed while the first copy was on its way', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 2500 );
		site.onAsked = ( route ) => {
			if ( route === 'facts' && ! site.posts.has( 9000 ) ) {
				site.posts.set( 9000, post( 9000 ) );
				site.posts.set( 1, post( 1, { words: 7 } ) );
				site.log( 'posts', 9000 );
				site.log( 'posts', 1 );
			}
		};

		await follow().idle();

		expect( await countRows( facts, 'facts_posts' ) ).toBe( 2501 );
		expect( await readPost( facts, 1 ) ).toMatchObject( { words: 7 } );
	} );

	it( 'follows a change and a deletion at a ping', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		const following = await followed( follow );

		site.posts.set( 2, post( 2, { status: 'draft' } ) );
		site.posts.delete( 3 );
		site.log( 'posts', 2 );
		site.log( 'posts', 3 );
		await following.ping( site.home );

		expect( await readPost( facts, 2 ) ).toMatchObject( {
			status: 'draft',
		} );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 2 );
		expect( following.news.at( -1 ) ).toEqual( {
			kind: 'changed',
			site: site.home,
		} );
	} );

	it( 'looks again three seconds after a ping, for the rest of a burst', async () => {
		const { site, follow } = await prepared();
		const following = follow();
		expect( await following.idle() ).toBe( 60_000 );

		expect( await following.ping( site.home ) ).toBe( 3000 );
		expect( await following.poll() ).toBe( 60_000 );
	} );

	it( 'moves a fact to its new day and leaves nothing on the old', async () => {
		const { site, facts, follow } = await prepared();
		site.posts.set( 1, post( 1, { at: dayAt( '2026-11-10' ) } ) );
		const following = await followed( follow );

		site.posts.set( 1, post( 1, { at: dayAt( '2026-11-03' ) } ) );
		site.log( 'posts', 1 );
		await following.poll();

		expect( await rollupDays( facts ) ).toEqual( [ '2026-11-03' ] );
	} );

	it( 'stays the same when the site tells young changes again', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		const following = await followed( follow );
		site.log( 'posts', 2 );
		site.retellsFrom = 0;

		await following.poll();
		await following.poll();

		expect( await countRows( facts, 'facts_posts' ) ).toBe( 3 );
		expect( await countRollup( facts ) ).toBe( 3 );
	} );

	it( 'takes a change that was committed late, below the cursor', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		site.changes.push( { seq: 10, dataset: 'posts', id: 1 } );
		const following = await followed( follow );

		site.posts.set( 2, post( 2, { words: 77 } ) );
		site.changes.unshift( { seq: 9, dataset: 'posts', id: 2 } );
		site.retellsFrom = 0;
		await following.poll();

		expect( await readPost( facts, 2 ) ).toMatchObject( { words: 77 } );
		expect( await readCursor( facts ) ).toBe( 10 );
	} );

	it( 'reads a long change log to its head', async () => {
		const { site, facts, follow } = await prepared();
		const following = await followed( follow );
		addPosts( site, 1, 4500 );
		for ( let id = 1; id <= 4500; id++ ) {
			site.changes.push( { seq: id, dataset: 'posts', id } );
		}

		await following.poll();

		expect( await countRows( facts, 'facts_posts' ) ).toBe( 4500 );
	} );

	it( 'waits longer each time a site does not answer, then a minute', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		site.failing = 503;
		const following = follow();
		const waits = [ await following.idle() ];
		for ( let round = 0; round < 7; round++ ) {
			waits.push( await following.poll() );
		}
		site.failing = null;

		expect( waits ).toEqual( [
			1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
		] );
		await following.poll();
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 3 );
		site.failing = 503;
		expect( await following.poll() ).toBe( 1000 );
	} );

	it( 'counts every day anew when the site moves to another timezone', async () => {
		const { site, facts, follow } = await prepared();
		site.posts.set( 1, post( 1, { at: dayAt( '2026-11-10' ) } ) );
		const following = follow();
		await following.idle();
		const before = await rollupDays( facts );

		site.description.timezone = 'Asia/Seoul';
		await following.poll();

		expect( before ).toEqual( [ '2026-11-10' ] );
		expect( await rollupDays( facts ) ).toEqual( [ '2026-11-11' ] );
	} );

	it( 'says of no time that all agrees before the days of another timezone are counted', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3 );
		const following = follow();
		await following.idle();
		expect( await readAgreed( facts ) ).not.toBeNull();

		site.description.timezone = 'Asia/Seoul';
		let transactions = 0;
		facts.requireDuty = () => {
			if ( ++transactions > 2 ) {
				throw new SiteFault( 'stopped' );
			}
		};
		await following.poll();
		expect( await readAgreed( facts ) ).toBeNull();
	} );

	it( 'hears what it is told while it counts many days', async () => {
		const { site, facts, follow } = await prepared();
		for ( let id = 1; id <= 2000; id++ ) {
			const at = dayAt( '2026-11-10' ) - id * 86_400;
			site.posts.set( id, post( id, { at } ) );
		}
		let heard = 0;
		const telling = setInterval( () => heard++, 1 );
		let heardBefore = 0;
		site.onAsked = () => {
			heardBefore = heard;
		};
		await follow().idle();
		clearInterval( telling );
		expect( await countRollup( facts ) ).toBe( 2000 );
		expect( heard - heardBefore ).toBeGreaterThan( 10 );
	} );

	it( 'stops while it counts many days, and says of no time that all agrees before it has counted the rest', async () => {
		const { site, facts, follow } = await prepared();
		for ( let id = 1; id <= 300; id++ ) {
			const at = dayAt( '2026-11-10' ) - id * 86_400;
			site.posts.set( id, post( id, { at } ) );
		}
		const following = follow();
		let transactions = 0;
		const stopped = new Promise< void >( ( resolve ) => {
			facts.requireDuty = () => {
				// Before it the last page is written.
				if ( ++transactions === 6 ) {
					void following.stop().then( resolve );
				}
			};
		} );
		site.onAsked = () => {
			transactions = 0;
		};
		await stopped;
		const left = await facts.db
			.selectFrom( 'dirty_days' )
			.selectAll()
			.execute();
		expect( left ).not.toEqual( [] );
		expect( await readAgreed( facts ) ).toBeNull();

		await follow().idle();
		expect( await readAgreed( facts ) ).not.toBeNull();
		expect( await countRollup( facts ) ).toBe( 300 );
	} );

	it( 'keeps nothing of what it was told before it was halted for long', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 1 );
		const following = follow();
		await following.idle();
		const cursor = await readCursor( facts );

		addPosts( site, 2, 2 );
		site.log( 'posts', 2 );
		site.onAsked = () => {
			facts.requireDuty = () => {
				throw new SiteFault( 'another process is on duty' );
			};
		};
		expect( await following.poll() ).toBe( 1000 );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 1 );
		expect( await readCursor( facts ) ).toBe( cursor );
	} );

	it( 'does not put back the cursor that another process has moved', async () => {
		const { site, facts, follow } = await prepared();
		const following = follow();
		await following.idle();

		site.log( 'posts', 2 );
		site.onAsked = async () => {
			await facts.db
				.updateTable( 'sites' )
				.set( { cursor: 50 } )
				.execute();
		};
		expect( await following.poll() ).toBe( 1000 );
		expect( await readCursor( facts ) ).toBe( 50 );
	} );

	it.each( [
		[ 'at its first copy', null ],
		[ 'after a restored backup', 900 ],
	] )(
		'begins no copy anew that another process has begun, %s',
		async ( _when, before ) => {
			const { site, facts, follow } = await prepared();
			addPosts( site, 1, 1 );
			site.log( 'posts', 1 );
			const following = follow();
			await following.idle();
			const setCursor = ( cursor: number | null ) =>
				facts.db.updateTable( 'sites' ).set( { cursor } ).execute();
			await setCursor( before );

			site.onAsked = async () => {
				await setCursor( 50 );
			};
			expect( await following.poll() ).toBe( 1000 );
			expect( await readCursor( facts ) ).toBe( 50 );
			expect( pagesAsked( site, 'posts' ) ).toEqual( [ 0 ] );
		}
	);
} );

async function readCursor( { db }: Facts ): Promise< number | null > {
	const row = await db
		.selectFrom( 'sites' )
		.select( 'cursor' )
		.executeTakeFirstOrThrow();
	return row.cursor;
}

async function readAgreed( { db }: Facts ): Promise< number | null > {
	const row = await db
		.selectFrom( 'sites' )
		.select( 'agreed_at' )
		.executeTakeFirstOrThrow();
	return row.agreed_at;
}
