import { describe, expect, it } from 'vitest';
import {
	addPosts,
	countRollup,
	countRows,
	pagesAsked,
	post,
	prepared,
	readPost,
} from './copied-site';
import type { SmallSite } from './small-site';

/** A site of 2,500 posts, followed to the end of its log. */
async function followed() {
	const parts = await prepared();
	addPosts( parts.site, 1, 2500 );
	const following = parts.follow();
	await following.idle();
	change( parts.site, 1 );
	await following.poll();
	parts.site.asked.length = 0;
	return { ...parts, following };
}

function change( site: SmallSite, id: number, words = 7 ) {
	site.posts.set( id, post( id, { words } ) );
	site.log( 'posts', id );
}

describe( 'a site whose database was put back', () => {
	it.each( [
		[ 'is shorter', 0 ],
		[ 'is as long', 1 ],
		[ 'has grown longer', 40 ],
	] )(
		'is copied anew at the next look, though its log %s',
		async ( _than, changes ) => {
			const { site, facts, following } = await followed();
			const putBack = site.backUp();
			change( site, 5, 55 );
			await following.poll();
			expect( await readPost( facts, 5 ) ).toMatchObject( { words: 55 } );

			putBack();
			for ( let id = 101; id <= 100 + changes; id++ ) {
				change( site, id, 66 );
			}
			await following.poll();

			expect( await readPost( facts, 5 ) ).toMatchObject( {
				words: 100,
			} );
			expect( pagesAsked( site, 'posts' ) ).toEqual( [ 0, 2000 ] );
			await following.poll();
			expect( pagesAsked( site, 'posts' ) ).toHaveLength( 2 );
		}
	);

	it( 'loses what came after the backup, and nothing is emptied meanwhile', async () => {
		const { site, facts, following } = await followed();
		site.posts.delete( 2400 );
		site.log( 'posts', 2400 );
		await following.poll();
		const putBack = site.backUp();
		addPosts( site, 3001, 3010 );
		site.log( 'posts', 3010 );
		await following.poll();

		putBack();
		change( site, 6 );
		change( site, 7 );
		const seen: number[] = [];
		site.onAsked = async () => void seen.push( await countRollup( facts ) );
		await following.poll();

		expect( Math.min( ...seen ) ).toBeGreaterThanOrEqual( 2499 );
		expect( await countRollup( facts ) ).toBe( 2499 );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 2499 );
	} );

	it( 'is noticed between two pages of its log', async () => {
		const { site, facts, following } = await followed();
		addPosts( site, 2501, 4500 );
		for ( let id = 1; id <= 4500; id++ ) {
			change( site, id );
		}
		let changes = 0;
		let putBack = () => {};
		site.onAsked = ( route ) => {
			changes += route === 'changes' ? 1 : 0;
			if ( changes === 2 ) {
				putBack = site.backUp();
				site.posts.set( 3000, post( 3000, { words: 99 } ) );
			} else if ( changes === 3 ) {
				putBack();
				site.onAsked = () => undefined;
			}
		};
		await following.poll();

		expect( await readPost( facts, 3000 ) ).toMatchObject( { words: 7 } );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 4500 );
	} );

	it( 'is noticed though we were stopped while we took in what it told last', async () => {
		const { site, facts, follow, following } = await followed();
		const putBack = site.backUp();
		for ( let id = 1; id <= 300; id++ ) {
			change( site, id );
		}
		let transactions = 0;
		facts.requireDuty = () => {
			if ( ++transactions === 4 ) {
				throw new Error( 'Killed.' );
			}
		};
		await following.poll();
		await following.stop();
		facts.requireDuty = () => undefined;
		expect( await readPost( facts, 50 ) ).toMatchObject( { words: 7 } );
		expect( await readPost( facts, 300 ) ).toMatchObject( { words: 100 } );

		putBack();
		for ( let id = 1001; id <= 1400; id++ ) {
			change( site, id );
		}
		await follow().idle();
		expect( await readPost( facts, 50 ) ).toMatchObject( { words: 100 } );
	} );

	it( 'is copied anew also when only its log was emptied', async () => {
		const { site, facts, following } = await followed();
		site.posts.delete( 2400 );
		site.changes = [];
		await following.poll();
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 2499 );
	} );
} );

describe( 'a site whose database is the same', () => {
	it( 'is only followed, also by who has lost the last of what was told', async () => {
		const { site, facts, following } = await followed();
		const before = await facts.db
			.selectFrom( 'sites' )
			.select( [ 'cursor', 'mark' ] )
			.executeTakeFirstOrThrow();
		change( site, 8 );
		await following.poll();
		change( site, 9 );
		await following.poll();
		await facts.db.updateTable( 'sites' ).set( before ).execute();
		await following.poll();

		expect( pagesAsked( site, 'posts' ) ).toEqual( [] );
		expect( await readPost( facts, 9 ) ).toMatchObject( { words: 7 } );
	} );
} );
