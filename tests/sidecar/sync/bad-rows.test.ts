import { describe, expect, it } from 'vitest';
import { addPosts, countRows, post, prepared } from './copied-site';

describe( 'a row that is not what its dataset declares', () => {
	it.each( [
		[ 'a field of another type', { ...post( 2 ), words: '12' } ],
		[ 'a field that is missing', { ...post( 2 ), status: undefined } ],
		[ 'an id that is no number', { ...post( 2 ), id: 'two' } ],
		[ 'a moment beyond all calendars', { ...post( 2 ), at: 1e15 } ],
		[ 'no object at all', 7 ],
	] )(
		'skips a row with %s, counts it, and takes the others',
		async ( _name, row ) => {
			const { site, facts, follow } = await prepared();
			addPosts( site, 1, 3 );
			site.posts.set( 2, row );
			const following = follow();
			await following.idle();

			expect( await countRows( facts, 'facts_posts' ) ).toBe( 2 );
			expect( await countRows( facts, 'skipped' ) ).toBe( 1 );
		}
	);

	it( 'forgets a skipped row once the site has mended it', async () => {
		const { site, facts, follow } = await prepared();
		site.posts.set( 2, { ...post( 2 ), words: -1 } );
		const following = follow();
		await following.idle();

		site.posts.set( 2, post( 2 ) );
		site.log( 'posts', 2 );
		await following.poll();

		expect( await countRows( facts, 'facts_posts' ) ).toBe( 1 );
		expect( await countRows( facts, 'skipped' ) ).toBe( 0 );
	} );
} );
