import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sumFacts } from '../../../sidecar/store/facts/comparison';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { createZone } from '../../../sidecar/store/facts/days';
import { builtInDatasets } from '../../../sidecar/sync/datasets';
import { isComparisonDue, nightOf } from '../../../sidecar/sync/night';
import { readFact } from '../../../sidecar/sync/read-fact';
import {
	addPosts,
	countRollup,
	countRows,
	pagesAsked,
	post,
	prepared,
	readPost,
} from './copied-site';

const hour = 3600 * 1000;
const firstNoon = Date.parse( '2026-11-23T12:00:00Z' );

async function compared() {
	const parts = await prepared();
	const clock = { now: firstNoon };
	addPosts( parts.site, 1, 4500 );
	const following = parts.follow( clock );
	await following.idle();
	await following.poll();
	return { ...parts, clock, following };
}

async function readSite( { db }: Facts ) {
	return db
		.selectFrom( 'sites' )
		.select( [ 'compared_at', 'comparing_since', 'edition' ] )
		.executeTakeFirstOrThrow();
}

describe( 'the nightly comparison', () => {
	it( 'says when it last found everything the same', async () => {
		const { site, facts } = await compared();
		expect( ( await readSite( facts ) ).compared_at ).toBe( firstNoon );
		expect( pagesAsked( site, 'posts' ) ).toEqual( [ 0, 2000, 4000 ] );
	} );

	it( 'says when it was begun, for what changed meanwhile may be unseen', async () => {
		const { site, facts, clock, following } = await compared();
		clock.now += 24 * hour;
		const begun = clock.now;
		site.onAsked = ( route ) => {
			if ( route === 'ranges' ) {
				clock.now += hour;
			}
		};
		await following.poll();
		await following.poll();

		expect( clock.now ).toBeGreaterThan( begun );
		expect( ( await readSite( facts ) ).compared_at ).toBe( begun );
	} );

	it( 'finds what no hook tells, and copies only the ranges that differ', async () => {
		const { site, facts, clock, following } = await compared();
		site.posts.set( 2500, post( 2500, { author: 9 } ) );
		site.posts.delete( 2600 );
		site.posts.set( 2700, post( 2700, { title: 'Straight by SQL' } ) );
		clock.now += 24 * hour;
		const asked = pagesAsked( site, 'posts' ).length;

		await following.poll();

		expect( await readPost( facts, 2500 ) ).toMatchObject( { author: 9 } );
		expect( await readPost( facts, 2600 ) ).toBeUndefined();
		expect( await readPost( facts, 2700 ) ).toMatchObject( {
			title: 'Straight by SQL',
		} );
		expect( pagesAsked( site, 'posts' ).slice( asked ) ).toEqual( [
			2000,
		] );
		expect( await countRollup( facts ) ).toBe( 4499 );
		expect( ( await readSite( facts ) ).compared_at ).toBe( clock.now );
	} );

	it( 'finds a fact that was deleted here', async () => {
		const { facts, clock, following } = await compared();
		await facts.db
			.deleteFrom( 'facts_posts' )
			.where( 'id', '=', 77 )
			.execute();
		clock.now += 24 * hour;
		await following.poll();
		expect( await readPost( facts, 77 ) ).toBeDefined();
	} );

	it( 'goes on where it was stopped', async () => {
		const { site, clock, facts, following, follow } = await compared();
		clock.now += 24 * hour;
		site.posts.set( 4400, post( 4400, { author: 9 } ) );
		const rangesAsked = () =>
			site.asked
				.filter(
					( { route, claims } ) =>
						route === 'ranges' && claims.dataset === 'posts'
				)
				.map( ( { claims } ) => claims.after );
		const before = rangesAsked().length;
		const stopped = new Promise< void >( ( resolve ) => {
			site.onAsked = ( route ) => {
				if (
					route === 'ranges' &&
					rangesAsked().length === before + 2
				) {
					void following.stop().then( resolve );
				}
			};
		} );
		void following.poll();
		await stopped;
		site.onAsked = () => undefined;
		await follow( clock ).idle();
		expect( rangesAsked().slice( before ) ).toEqual( [
			0, 2000, 2000, 4000,
		] );
		expect( await readPost( facts, 4400 ) ).toMatchObject( { author: 9 } );
	} );

	it( 'has not agreed while a dataset could not be compared', async () => {
		const { site, facts, clock, following } = await compared();
		clock.now += 24 * hour;
		site.broken = [ 'comments' ];
		await following.poll();
		const { compared_at: comparedAt } = await readSite( facts );
		expect( comparedAt ).toBe( firstNoon );
		const { fault } = await facts.db
			.selectFrom( 'copies' )
			.select( 'fault' )
			.where( 'dataset', '=', 'comments' )
			.executeTakeFirstOrThrow();
		expect( fault ).toContain( '500' );

		site.broken = [];
		await following.poll();
		expect( ( await readSite( facts ) ).compared_at ).toBe(
			firstNoon + 24 * hour
		);
	} );

	it( 'takes in a skipped row when it is mended, and is not kept by it', async () => {
		const { site, facts, clock, following } = await compared();
		site.posts.set( 3, { ...post( 3 ), words: -1 } );
		clock.now += 24 * hour;
		await following.poll();
		expect( await countRows( facts, 'skipped' ) ).toBe( 1 );
		expect( ( await readSite( facts ) ).compared_at ).toBe( clock.now );
		site.posts.set( 3, post( 3 ) );
		clock.now += 24 * hour;
		await following.poll();
		expect( await countRows( facts, 'skipped' ) ).toBe( 0 );
	} );
} );

describe( 'isComparisonDue', () => {
	const seoul = createZone( 'Asia/Seoul' );
	const due = ( now: string, comparedAt: string | null, isSmall = false ) =>
		seoul !== null &&
		isComparisonDue( {
			home: 'https://example.com',
			zone: seoul,
			comparedAt: comparedAt === null ? null : Date.parse( comparedAt ),
			isSmall,
			now: Date.parse( now ),
		} );

	it.each( [
		[
			'at five in the morning there',
			true,
			'2026-11-22T20:00:00Z',
			'2026-11-21T20:00:00Z',
		],
		[
			'a second time in one night',
			false,
			'2026-11-22T20:30:00Z',
			'2026-11-22T20:00:00Z',
		],
		[
			'at noon there',
			false,
			'2026-11-23T03:00:00Z',
			'2026-11-21T20:00:00Z',
		],
		[
			'at noon after two nights without',
			true,
			'2026-11-23T03:00:00Z',
			'2026-11-20T20:00:00Z',
		],
		[
			'at noon, never compared and large',
			false,
			'2026-11-23T03:00:00Z',
			null,
		],
		[
			'after a clock had been ahead',
			true,
			'2026-11-22T20:00:00Z',
			'2037-01-01T00:00:00Z',
		],
	] )( '%s: %s', ( _when, expected, now, comparedAt ) => {
		expect( due( now, comparedAt ) ).toBe( expected );
	} );

	it( 'at any hour for a small site', () => {
		expect( due( '2026-11-23T03:00:00Z', null, true ) ).toBe( true );
	} );

	it( 'begins at another minute for each site, between one and four', () => {
		const now = Date.parse( '2026-11-23T12:00:00Z' );
		const utc = createZone( 'UTC' );
		const begins = [ 'a', 'b', 'c', 'd' ].map(
			( name ) =>
				utc && nightOf( utc, `https://${ name }.example`, now ).begin
		);
		expect( new Set( begins ).size ).toBe( 4 );
		for ( const begin of begins ) {
			const hours = new Date( Number( begin ) ).getUTCHours();
			expect( hours ).toBeGreaterThanOrEqual( 1 );
			expect( hours ).toBeLessThan( 4 );
		}
	} );
} );

describe( 'the checksum of a range', () => {
	const samples: Array< {
		name: string;
		dataset: string;
		facts: object[];
		count: number;
		last: number;
		checksum: string;
	} > = JSON.parse(
		readFileSync(
			new URL( '../../contract/ranges.json', import.meta.url ),
			'utf8'
		)
	).samples;

	it.each( samples )( 'is that of the samples: $name', ( sample ) => {
		const dataset = builtInDatasets.find(
			( { id } ) => id === sample.dataset
		);
		if ( dataset === undefined ) {
			throw new Error( `No dataset ${ sample.dataset }.` );
		}
		const rows = sample.facts.map( ( row ) => {
			const fact = readFact( dataset, row );
			if ( typeof fact === 'string' ) {
				throw new Error( fact );
			}
			return fact;
		} );
		const { count, last, checksum } = sample;
		expect( sumFacts( dataset, rows ) ).toEqual( {
			count,
			last,
			checksum,
		} );
	} );
} );
