import { describe, expect, it } from 'vitest';
import { createSyncDesk } from '../../../sidecar/sync-desk';
import {
	addPosts,
	countRows,
	followed,
	post,
	prepared,
	readPost,
} from './copied-site';
import type { Following } from './following';
import type { SmallSite } from './small-site';

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

	it.each( [
		[
			'its change log tells of it',
			async ( { site, following }: Mending ) => {
				site.log( 'posts', 2 );
				await following.poll();
			},
		],
		[
			'it is copied again',
			async ( { site, following, facts }: Mending ) => {
				const desk = createSyncDesk( { facts, clock: () => 0 } );
				await desk.order( site.home, { dataset: 'posts' } );
				await following.poll();
			},
		],
	] )(
		'is no longer told of once the site has mended it and %s',
		async ( _how, bring ) => {
			const { site, facts, follow } = await prepared();
			addPosts( site, 1, 3 );
			const following = await followed( follow );
			const compared = rangesAsked( site );
			site.posts.set( 2, { ...post( 2 ), words: -1 } );
			site.log( 'posts', 2 );
			await following.poll();
			expect( await countRows( facts, 'skipped' ) ).toBe( 1 );

			site.posts.set( 2, post( 2, { words: 7 } ) );
			await bring( { site, facts, following } );

			expect( await readPost( facts, 2 ) ).toMatchObject( { words: 7 } );
			expect( await countRows( facts, 'skipped' ) ).toBe( 0 );
			expect( rangesAsked( site ) ).toBe( compared );
		}
	);
} );

type Mending = Pick<
	Awaited< ReturnType< typeof prepared > >,
	'site' | 'facts'
> & { following: Following };

/** Every night all is compared, and that finds a mended row as well. */
function rangesAsked( { asked }: SmallSite ): number {
	return asked.filter( ( { route } ) => route === 'ranges' ).length;
}
