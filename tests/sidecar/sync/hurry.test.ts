import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../sidecar/sync/pace';
import {
	addPosts,
	comment,
	countRollup,
	followed,
	post,
	prepared,
	readPost,
} from './copied-site';
import type { SmallSite } from './small-site';

const now = Date.parse( '2026-11-23T12:00:00Z' );
const day = 24 * 3600 * 1000;
const hundreds: Pace = { rows: () => 100, rest: () => 0 };
const resting: Pace = { rows: () => 100, rest: () => 250 };

/** What was asked after so many questions, each as its route and, of facts, their dataset. */
function askedAfter( { asked }: SmallSite, questions: number ): string[] {
	return asked
		.slice( questions )
		.map( ( { route, claims } ) =>
			route === 'facts' ? String( claims.dataset ) : route
		);
}

describe( 'a site that has news while it is copied', () => {
	it( 'is asked for its changes as soon as it says so, also in a rest and with other datasets to copy', async () => {
		const { site, follow } = await prepared();
		addPosts( site, 1, 500 );
		site.comments.set( 9, comment( 9 ) );
		const following = follow( { now }, resting );
		let before = 0;
		following.onRest = async ( signal ) => {
			following.onRest = () => undefined;
			before = site.asked.length;
			const isOver = new Promise( ( resolve ) =>
				signal.addEventListener( 'abort', resolve )
			);
			following.announce( site.home );
			await isOver;
		};
		await following.idle();
		expect( askedAfter( site, before )[ 0 ] ).toBe( 'changes' );
	} );

	it( 'is asked no more of any dataset first, where a page was on its way', async () => {
		const { site, follow } = await prepared();
		addPosts( site, 1, 500 );
		site.comments.set( 9, comment( 9 ) );
		const following = follow( { now }, hundreds );
		let before = 0;
		site.onAsked = ( route ) => {
			const { claims } = site.asked.at( -1 ) ?? {};
			if ( route === 'facts' && claims?.after === 100 ) {
				before = site.asked.length;
				site.onAsked = () => undefined;
				following.announce( site.home );
			}
		};
		await following.idle();
		expect( askedAfter( site, before )[ 0 ] ).toBe( 'changes' );
	} );

	it( 'is asked for them every ten seconds though it says nothing', async () => {
		const { site, follow } = await prepared();
		addPosts( site, 1, 1000 );
		const clock = { now, steady: 0 };
		site.onAsked = ( route ) => {
			clock.steady += route === 'facts' ? 3000 : 0;
		};
		await follow( clock, hundreds ).idle();
		const asked = askedAfter( site, 0 ).join( ' ' );
		expect( asked ).toContain( 'changes posts posts posts' );
		expect( asked ).not.toMatch( /(?:posts ?){6}/ );
	} );

	it( 'has nothing counted of a first copy before its end', async () => {
		const { site, facts, follow } = await prepared();
		addPosts( site, 1, 500 );
		const clock = { now, steady: 0 };
		const seen: number[] = [];
		site.onAsked = async () => {
			if ( askedAfter( site, 0 ).at( -1 ) === 'posts' ) {
				clock.steady += 3000;
				seen.push( await countRollup( facts ) );
			}
		};
		await follow( clock, hundreds ).idle();
		expect( Math.max( ...seen ) ).toBe( 0 );
		expect( await countRollup( facts ) ).toBe( 500 );
	} );

	it.each( [ 'news', 'a long round' ] )(
		'has a range that differs copied to its end, whatever: %s',
		async ( what ) => {
			const { site, facts, follow } = await prepared();
			addPosts( site, 1, 500 );
			const clock = { now, steady: 0 };
			let rows = 500;
			const pace: Pace = { rows: () => rows, rest: () => 0 };
			const following = await followed(
				( at ) => follow( at, pace ),
				clock
			);
			site.posts.set( 450, post( 450, { words: 7 } ) );
			clock.now += day;
			site.onAsked = ( route ) => {
				if ( site.asked.at( -1 )?.claims.dataset !== 'posts' ) {
					return;
				}
				if ( route === 'ranges' ) {
					rows = 100;
				} else if ( route === 'facts' ) {
					site.onAsked = () => undefined;
					if ( what === 'news' ) {
						following.announce( site.home );
					} else {
						clock.steady += 60_000;
					}
				}
			};
			await following.poll();
			expect( await readPost( facts, 450 ) ).toMatchObject( {
				words: 7,
			} );
		}
	);
} );

describe( 'a rest between two pages', () => {
	it( 'ends when we are stopped', async () => {
		const { site, follow } = await prepared();
		addPosts( site, 1, 500 );
		const following = follow( { now }, resting );
		const stopped = new Promise< void >( ( resolve ) => {
			following.onRest = async ( signal ) => {
				const isOver = new Promise( ( over ) =>
					signal.addEventListener( 'abort', over )
				);
				void following.stop().then( resolve );
				await isOver;
			};
		} );
		await stopped;
		expect( askedAfter( site, 0 ).at( -1 ) ).toBe( 'posts' );
	} );
} );
