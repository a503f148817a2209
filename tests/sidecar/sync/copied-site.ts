import { sql } from 'kysely';
import { afterEach } from 'vitest';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { formatDay } from '../../../sidecar/store/facts/days';
import type { Pace } from '../../../sidecar/sync/pace';
import {
	type Following,
	openTestFacts,
	startFollowing,
	type TestClock,
} from './following';
import { openSmallSite, type SmallSite } from './small-site';

const now = Date.parse( '2026-11-23T12:00:00Z' );
const closing: Array< () => Promise< void > > = [];

afterEach( async () => {
	for ( const close of closing.splice( 0 ).toReversed() ) {
		await close();
	}
} );

/** A site, a fresh store, and what follows the one into the other; closed after the test. */
export async function prepared() {
	const site = await openSmallSite();
	const facts = await openTestFacts();
	closing.push( () => facts.close(), site.close );
	const follow = (
		clock: TestClock = { now },
		pace?: Pace,
		random?: () => number
	): Following => {
		const following = startFollowing(
			site.home,
			facts,
			clock,
			pace,
			random
		);
		closing.push( following.stop );
		return following;
	};
	return { site, facts, follow };
}

/** Copied, and compared for this night: no comparison finds what comes now. */
export async function followed(
	follow: ( clock?: TestClock ) => Following,
	clock?: TestClock
): Promise< Following > {
	const following = follow( clock );
	await following.idle();
	await following.poll();
	return following;
}

export function post( id: number, different: object = {} ) {
	return {
		id,
		type: 'post',
		status: 'publish',
		author: 1,
		at: now / 1000 - id * 600,
		words: 100,
		comments: 0,
		terms: [],
		title: `Post ${ id }`,
		...different,
	};
}

/** Late in the evening UTC: the next day in Seoul. */
export function dayAt( day: string ): number {
	return Date.parse( `${ day }T20:00:00Z` ) / 1000;
}

export function comment( id: number ) {
	const status = 'approved';
	return {
		id,
		post: 1,
		status,
		kind: 'comment',
		author: 0,
		parent: 0,
		owner: 1,
		answered: null,
		at: 0,
	};
}

export function addPosts( site: SmallSite, from: number, to: number ) {
	for ( let id = from; id <= to; id++ ) {
		site.posts.set( id, post( id ) );
	}
}

export function pagesAsked( site: SmallSite, dataset: string ) {
	return site.asked
		.filter(
			( { route, claims } ) =>
				route === 'facts' &&
				claims.dataset === dataset &&
				// That is only to learn how many there are.
				claims.limit !== 1
		)
		.map( ( { claims } ) => claims.after );
}

export async function countRows(
	{ db }: Facts,
	table: 'facts_posts' | 'facts_comments' | 'skipped'
): Promise< number > {
	const { count } = await db
		.selectFrom( table )
		.select( ( { fn } ) => fn.countAll().as( 'count' ) )
		.executeTakeFirstOrThrow();
	return Number( count );
}

export function readPost( { db }: Facts, id: number ) {
	return db
		.selectFrom( 'facts_posts' )
		.selectAll()
		.where( 'id', '=', id )
		.executeTakeFirst();
}

async function readRollup( { db }: Facts ) {
	const { rows } = await sql< { day: number; facts: number } >`
		select day, sum( facts ) as facts from ${ sql.table( 'rollup_posts__all' ) } where span = 0 group by day
	`.execute( db );
	return rows;
}

export async function countRollup( facts: Facts ): Promise< number > {
	const rows = await readRollup( facts );
	return rows.reduce( ( sum, row ) => sum + row.facts, 0 );
}

export async function rollupDays( facts: Facts ): Promise< string[] > {
	const rows = await readRollup( facts );
	return rows.map( ( { day } ) => formatDay( day ) );
}
