import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
	aside,
	type Span,
	spans,
	startOfSpan,
} from '../../../sidecar/store/facts/cover';
import { createZone } from '../../../sidecar/store/facts/days';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { askResync } from '../../../sidecar/store/facts/resyncs';
import { rebuildRollups } from '../../../sidecar/store/facts/rollups';
import { countRows, dayAt, post, prepared } from './copied-site';
import type { SmallSite } from './small-site';

const at = dayAt( '2026-11-10' );
const day = Math.floor( at / 86_400 );
const sums = [ 'facts', 'words', 'comments' ];

/** A day of 2,000 posts, more than half of them of the same second, between two short days. */
async function withLongDay() {
	const parts = await prepared();
	for ( let id = 1; id <= 2000; id++ ) {
		add( parts.site, id, { at: id % 5 > 1 ? at : at - id } );
	}
	add( parts.site, 2003, { at: at + 1 } );
	add( parts.site, 2001, { at: at - 86_400 } );
	add( parts.site, 2002, { at: at + 86_400 } );
	const following = parts.follow();
	await following.idle();
	return { ...parts, following };
}

function add( site: SmallSite, id: number, different: object = {} ) {
	const row = { author: id % 3, words: id, at, ...different };
	site.posts.set( id, post( id, row ) );
	site.log( 'posts', id );
}

async function rowsOf( { db }: Facts, rows: ReturnType< typeof sql > ) {
	const { rows: found } = await sql< Record< string, unknown > >`
		select status, type, author, ${ sql.raw( sums.join( ', ' ) ) } from ( ${ rows } ) as counted
		where facts <> 0 order by status, type, author
	`.execute( db );
	return found.map( ( row ) =>
		Object.values( row ).map( ( value ) => String( value ) )
	);
}

/** Of some days by the facts themselves. */
function counted( facts: Facts, from: number, until: number ) {
	return rowsOf(
		facts,
		sql`select status, type, author, count( * ) as facts, sum( words ) as words, sum( comments ) as comments
			from ${ sql.table( 'facts_posts' ) } where at >= ${ from * 86_400 } and at < ${ until * 86_400 }
			group by status, type, author`
	);
}

function kept( facts: Facts, span: number, start: number ) {
	return rowsOf(
		facts,
		sql`select * from ${ sql.table( 'rollup_posts__all' ) } where span = ${ span } and day = ${ start }`
	);
}

async function expectCounted( facts: Facts ) {
	for ( const one of [ day - 1, day, day + 1 ] ) {
		expect( await kept( facts, spans.day, one ) ).toEqual(
			await counted( facts, one, one + 1 )
		);
	}
	for ( const span of Object.keys( spans ) as Span[] ) {
		const start = startOfSpan( span, day );
		// No fact lies outside these three days.
		const from = span === 'day' ? start : Math.max( start, day - 1 );
		const last = span === 'third' || span === 'day' ? day : day + 1;
		expect( await kept( facts, spans[ span ], start ) ).toEqual(
			await counted( facts, from, last + 1 )
		);
	}
	expect( await kept( facts, aside, day ) ).toEqual( [] );
}

async function keyOf( { db }: Facts ): Promise< number > {
	const { site } = await db
		.selectFrom( 'sites' )
		.select( 'site' )
		.executeTakeFirstOrThrow();
	return site;
}

/** As after a change of the timezone. Answers the key of the site. */
async function dirtyAgain( facts: Facts ): Promise< number > {
	const site = await keyOf( facts );
	await facts.db
		.insertInto( 'dirty_days' )
		.values( { site, dataset: 'posts', day } )
		.execute();
	return site;
}

function listDirty( { db }: Facts ) {
	return db.selectFrom( 'dirty_days' ).select( 'day' ).execute();
}

describe( 'a day of more facts than one transaction may read', () => {
	it( 'is counted right, also where one second has most of them', async () => {
		const { facts } = await withLongDay();
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 2003 );
		await expectCounted( facts );
	} );

	it( 'is counted anew in transactions of 500 facts, also where one second has most', async () => {
		const { facts } = await withLongDay();
		const key = await dirtyAgain( facts );
		let transactions = 0;
		await rebuildRollups(
			{ ...facts, requireDuty: () => void transactions++ },
			key,
			createZone( 'UTC' ) ?? expect.unreachable(),
			new AbortController().signal
		);
		// One before the slices, one for each of two rollups, and one after.
		expect( transactions ).toBeGreaterThanOrEqual( 2000 / 500 + 4 );
		expect( transactions ).toBeLessThan( 2000 / 500 + 8 );
		await expectCounted( facts );
	} );

	it( 'is counted on by what changes, comes, leaves and goes, and not anew', async () => {
		const { site, facts, following } = await withLongDay();
		add( site, 7, { words: 9000 } );
		add( site, 8, { author: 77 } );
		add( site, 9, { at: at + 86_400 } );
		add( site, 10, { at: at - 86_400, status: 'draft' } );
		add( site, 2001 );
		add( site, 3000 );
		for ( const id of [ 11, 12 ] ) {
			site.posts.delete( id );
			site.log( 'posts', id );
		}
		let transactions = 0;
		facts.requireDuty = () => void transactions++;
		expect( await following.poll() ).toBe( 60_000 );

		await expectCounted( facts );
		// Of 2,000 facts it takes more to be counted anew.
		expect( transactions ).toBeLessThan( 18 );
	} );

	it( 'is counted on by many changes at once', async () => {
		const { site, facts, following } = await withLongDay();
		for ( let id = 1; id <= 2000; id += 3 ) {
			add( site, id, { words: 1, author: 5, at } );
		}
		for ( let id = 2; id <= 2000; id += 3 ) {
			site.posts.delete( id );
			site.log( 'posts', id );
		}
		expect( await following.poll() ).toBe( 60_000 );
		await expectCounted( facts );
	} );

	it( 'is counted on by a second copy that finds most of it gone', async () => {
		const { site, facts, following } = await withLongDay();
		for ( let id = 1; id <= 1200; id++ ) {
			if ( id % 4 === 0 ) {
				site.posts.set( id, post( id, { at, words: 1, author: 9 } ) );
			} else {
				site.posts.delete( id );
			}
		}
		const posts = facts.datasets.get( 'posts' ) ?? expect.unreachable();
		await askResync(
			facts,
			await keyOf( facts ),
			posts,
			{ after: 0, upTo: null },
			0
		);
		expect( await following.poll() ).toBe( 60_000 );

		expect( await countRows( facts, 'facts_posts' ) ).toBe( 1103 );
		await expectCounted( facts );
	} );

	it( 'becomes short, and long again', async () => {
		const { site, facts, following } = await withLongDay();
		for ( let id = 1; id <= 1900; id++ ) {
			site.posts.delete( id );
			site.log( 'posts', id );
		}
		expect( await following.poll() ).toBe( 60_000 );
		await expectCounted( facts );
		for ( let id = 1; id <= 1500; id++ ) {
			add( site, id );
		}
		expect( await following.poll() ).toBe( 60_000 );
		await expectCounted( facts );
	} );

	it.each( [ 3, 5, 7, 8, 9, 10, 11 ] )(
		'is counted once though we were stopped in it, at transaction %i',
		async ( stopped ) => {
			const { site, facts, following } = await withLongDay();
			await dirtyAgain( facts );
			add( site, 7, { words: 9000 } );
			const before = await kept( facts, spans.day, day );
			let transactions = 0;
			facts.requireDuty = () => {
				if ( ++transactions === stopped ) {
					throw new Error( 'Killed.' );
				}
			};
			expect( await following.poll() ).toBe( 1000 );
			const isThere = await kept( facts, spans.day, day );
			expect( [
				before,
				await counted( facts, day, day + 1 ),
			] ).toContainEqual( isThere );

			expect( await following.poll() ).toBe( 60_000 );
			await expectCounted( facts );
			expect( await listDirty( facts ) ).toEqual( [] );
		}
	);
} );
