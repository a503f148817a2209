import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../sidecar/sync/pace';
import { addPosts, pagesAsked, post, prepared, readPost } from './copied-site';

const quick: Pace = { rows: () => 100, rest: () => 0 };

describe( 'a long copy', () => {
	it( 'lets changes in between, as soon as the site has said so', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 3000 );
		const following = follow( { now: Date.now() }, quick );
		const asked: string[] = [];
		const pinged = new Promise< void >( ( resolve ) => {
			site.onAsked = ( route ) => {
				asked.push( route );
				if ( asked.length === 6 ) {
					site.posts.set( 1, post( 1, { words: 7 } ) );
					site.log( 'posts', 1 );
					following.announce( site.home );
					resolve();
				}
			};
		} );
		await pinged;
		await following.idle();

		// The page on its way and the one after it, then the changes.
		expect( asked.slice( 6, 10 ) ).toContain( 'changes' );
		expect( await readPost( facts, 1 ) ).toMatchObject( { words: 7 } );
		const pages = pagesAsked( site, 'posts' );
		expect( new Set( pages ).size ).toBe( pages.length );
	} );

	it( 'asks for one page at a time', async () => {
		const { site, follow } = await prepared();
		addPosts( site, 1, 1000 );
		let open = 0;
		let most = 0;
		site.onAsked = async ( route ) => {
			if ( route === 'facts' ) {
				most = Math.max( most, ++open );
				await new Promise( ( resolve ) => setTimeout( resolve, 5 ) );
				open--;
			}
		};
		await follow( { now: Date.now() }, quick ).idle();
		expect( most ).toBe( 1 );
	} );

	it( 'rests as long as its pace says', async () => {
		const { site, follow } = await prepared();
		addPosts( site, 1, 450 );
		const following = follow(
			{ now: Date.now() },
			{ rows: () => 100, rest: () => 250 }
		);
		await following.idle();
		expect( following.rests ).toEqual( [ 250, 250, 250, 250 ] );
	} );
} );
