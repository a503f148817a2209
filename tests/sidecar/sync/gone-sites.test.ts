import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { forgetGoneSites } from '../../../sidecar/store/facts/gone-sites';
import {
	addPosts,
	countRollup,
	countRows,
	dayAt,
	post,
	prepared,
} from './copied-site';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC( 2026, 10, 23 );
const elsewhere = 'https://elsewhere.example';

/** A site of 250 posts, one of them on a day of its own, and another that can't be read. */
async function copied() {
	const parts = await prepared();
	addPosts( parts.site, 1, 250 );
	parts.site.posts.set( 5, post( 5, { at: dayAt( '2026-11-01' ) } ) );
	parts.site.posts.set( 251, { id: 251 } );
	const following = parts.follow();
	await following.idle();
	return { ...parts, following };
}

function forget(
	facts: Facts,
	homes: readonly string[],
	at: number,
	signal = new AbortController().signal
) {
	return forgetGoneSites( facts, { homes, now: at, signal } );
}

/** A second site of which nothing may go: a copy of the first under another home. */
async function addNeighbour( { db }: Facts ) {
	const { site, ...row } = await db
		.selectFrom( 'sites' )
		.selectAll()
		.executeTakeFirstOrThrow();
	await db
		.insertInto( 'sites' )
		.values( { ...row, home: elsewhere } )
		.execute();
	const posts = await db.selectFrom( 'facts_posts' ).selectAll().execute();
	await db
		.insertInto( 'facts_posts' )
		.values( posts.map( ( post ) => ( { ...post, site: site + 1 } ) ) )
		.execute();
}

/** Rows of every table but `shapes` and those of migrations, where there are any. */
async function countAll( { db, datasets }: Facts ) {
	const tables = [ ...datasets.values() ].flatMap( ( { id, rollups } ) => [
		`facts_${ id }` as const,
		...Object.keys( rollups ).map(
			( rollup ) => `rollup_${ id }__${ rollup }` as const
		),
	] );
	const counts: Record< string, number > = {};
	for ( const table of [
		...tables,
		...( [ 'sites', 'copies', 'skipped', 'dirty_days' ] as const ),
	] ) {
		const { rows } = await sql< { count: number } >`
			select count( * ) as count from ${ sql.table( table ) }
		`.execute( db );
		const count = rows[ 0 ]?.count ?? 0;
		if ( count > 0 ) {
			counts[ table ] = count;
		}
	}
	return counts;
}

describe( 'forgetGoneSites', () => {
	it( 'keeps the facts of a site for 60 days after it left the settings', async () => {
		const { site, facts } = await copied();
		await forget( facts, [ site.home ], now );
		const before = await countAll( facts );
		await forget( facts, [ elsewhere ], now + 60 * day );
		expect( await countAll( facts ) ).toEqual( before );
		await forget( facts, [ elsewhere ], now + 60 * day + 1 );
		expect( await countAll( facts ) ).toEqual( {} );
	} );

	it( 'notes a site that stands in the settings each day', async () => {
		const { site, facts } = await copied();
		for ( let days = 0; days < 100; days += 2 ) {
			await forget( facts, [ site.home ], now + days * day );
		}
		await forget( facts, [ elsewhere ], now + 110 * day );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 250 );
	} );

	it( 'begins to count when it first looks', async () => {
		const { facts } = await copied();
		await forget( facts, [ elsewhere ], now );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 250 );
	} );

	it( 'touches nothing of another site', async () => {
		const { site, facts } = await copied();
		await forget( facts, [ site.home ], now );
		await addNeighbour( facts );
		await forget( facts, [ elsewhere ], now + 61 * day );
		expect( await countAll( facts ) ).toEqual( {
			facts_posts: 250,
			sites: 1,
		} );
	} );

	it( 'deletes a hundred facts in a transaction', async () => {
		const { site, facts } = await copied();
		await forget( facts, [ site.home ], now );
		expect( await stopAfter( facts, 'facts_posts', 250 ) ).toBe( 150 );
	} );

	it( 'copies a site anew that is named again before all is deleted', async () => {
		const { site, facts, following } = await copied();
		await forget( facts, [ site.home ], now );
		await stopAfter( facts, 'facts_posts', 250 );
		site.posts.delete( 5 );
		await following.poll();
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 249 );
		expect( await countRollup( facts ) ).toBe( 249 );
		await forget( facts, [ site.home ], now + 61 * day );
		await forget( facts, [ elsewhere ], now + 62 * day );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 249 );
	} );
} );

/** Stops after the first transaction in which rows of that table went; answers how many are left. */
async function stopAfter(
	facts: Facts,
	table: 'facts_posts',
	full: number
): Promise< number > {
	for ( let wanted = 1; wanted < 20; wanted++ ) {
		const stopping = new AbortController();
		let transactions = 0;
		await forget(
			{
				...facts,
				requireDuty() {
					if ( ++transactions === wanted ) {
						stopping.abort();
					}
				},
			},
			[ elsewhere ],
			now + 61 * day,
			stopping.signal
		);
		const left = await countRows( facts, table );
		if ( left < full ) {
			return left;
		}
	}
	throw new Error( 'Nothing was deleted.' );
}
