import { describe, expect, it } from 'vitest';
import { createSyncDesk } from '../../../sidecar/sync-desk';
import {
	addPosts,
	comment,
	countRollup,
	followed,
	pagesAsked,
	post,
	prepared,
	readPost,
} from './copied-site';
import type { SmallSite } from './small-site';

const noon = Date.parse( '2026-11-23T12:00:00Z' );
const day = 24 * 3600 * 1000;

async function site450() {
	const parts = await prepared();
	addPosts( parts.site, 1, 450 );
	parts.site.comments.set( 9, comment( 9 ) );
	const clock = { now: noon };
	const desk = createSyncDesk( {
		facts: parts.facts,
		clock: () => clock.now,
	} );
	return { ...parts, clock, state: () => desk.state( parts.site.home ) };
}

/** Posts can be compared, and not copied. */
function breakPages( site: SmallSite ) {
	site.onAsked = ( route ) => {
		site.broken = route === 'facts' ? [ 'posts' ] : [];
	};
}

function comparedRanges( { asked }: SmallSite ) {
	return asked
		.filter( ( { route } ) => route === 'ranges' )
		.map( ( { claims } ) => claims.dataset );
}

describe( 'when site and facts last agreed', () => {
	it( 'is not told before every fact was compared, though all was copied just now', async () => {
		const { site, clock, follow, state } = await site450();
		const following = follow( clock );
		await following.idle();
		expect( ( await state() ).asOf ).not.toBeNull();
		expect( ( await state() ).lastAgreed ).toBeNull();

		await following.poll();
		expect( comparedRanges( site ) ).toEqual( [ 'comments', 'posts' ] );
		expect( await state() ).toMatchObject( {
			lastAgreed: '2026-11-23T12:00:00.000Z',
		} );
	} );

	it( 'is not told while a dataset was never copied to its end', async () => {
		const { site, clock, follow, state } = await site450();
		breakPages( site );
		const following = follow( clock );
		await following.idle();
		await following.poll();
		clock.now += day;
		await following.poll();

		expect( comparedRanges( site ) ).toEqual( [] );
		expect( ( await state() ).lastAgreed ).toBeNull();
		site.onAsked = () => undefined;
		site.broken = [];
		await following.poll();
		await following.poll();
		expect( ( await state() ).lastAgreed ).not.toBeNull();
	} );

	it( 'stays what it was while a database that was put back is copied again, and what is shown stays', async () => {
		const { site, clock, facts, follow, state } = await site450();
		site.log( 'posts', 450 );
		const following = await followed( follow, clock );
		const before = await state();
		breakPages( site );
		site.changes = [];
		clock.now += day;
		await following.poll();
		await following.poll();

		expect( await state() ).toMatchObject( {
			state: 'following',
			asOf: before.asOf,
			lastAgreed: before.lastAgreed,
			datasets: [
				{ id: 'comments', state: 'following' },
				{ id: 'posts', state: 'following', count: 450 },
			],
		} );

		// Meanwhile its changes are counted.
		site.posts.set( 451, post( 451 ) );
		site.log( 'posts', 451 );
		await following.poll();
		expect( await countRollup( facts ) ).toBe( 451 );

		site.onAsked = () => undefined;
		site.broken = [];
		await following.poll();
		expect( ( await state() ).asOf ).toBe( '2026-11-24T12:00:00.000Z' );
	} );
} );

describe( 'a dataset that is offered again', () => {
	it( 'is copied from its first id, and shown when all of it is here', async () => {
		const { site, clock, facts, follow, state } = await site450();
		const following = await followed( follow, clock );
		site.description.datasets = [ 'comments' ];
		await following.poll();
		site.posts.set( 3, post( 3, { words: 7 } ) );
		breakPages( site );
		site.description.datasets = [ 'posts', 'comments' ];
		await following.poll();
		expect( await state() ).toMatchObject( {
			state: 'filling',
			datasets: [ { id: 'comments' }, { id: 'posts', state: 'filling' } ],
		} );

		const compared = comparedRanges( site ).length;
		site.onAsked = () => undefined;
		site.broken = [];
		await following.poll();
		expect( comparedRanges( site ) ).toHaveLength( compared );
		expect( pagesAsked( site, 'posts' ).at( -1 ) ).toBe( 0 );
		expect( await readPost( facts, 3 ) ).toMatchObject( { words: 7 } );
		expect( ( await state() ).state ).toBe( 'following' );
	} );
} );
