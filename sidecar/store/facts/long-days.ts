import { sql } from 'kysely';
import { factsTable } from './dataset';
import type { DayOfDataset } from './day-sums';

/** Facts of a day: those of some moments, or of one second those with some ids. */
export type Slice =
	| { kind: 'moments'; from: number; until: number }
	/** after < id <= upTo */
	| { kind: 'second'; from: number; after: number; upTo: number };

/** As many as are counted in one transaction. */
const factsAtOnce = 500;

/** Whether a day has more facts than are counted at once. */
export async function isLongDay( place: DayOfDataset ): Promise< boolean > {
	const { zone, day } = place;
	const further = await momentBehind(
		place,
		zone.startOf( day ),
		zone.startOf( day + 1 )
	);
	return further !== null;
}

/** All facts of a day, each in one slice, and no more than are counted at once in any. */
export async function* slicesOf(
	place: DayOfDataset
): AsyncGenerator< Slice, void, undefined > {
	const { zone, day } = place;
	const until = zone.startOf( day + 1 );
	let from = zone.startOf( day );
	for (;;) {
		const next = await momentBehind( place, from, until );
		if ( next === null ) {
			yield { kind: 'moments', from, until };
			return;
		}
		if ( next > from ) {
			yield { kind: 'moments', from, until: next };
			from = next;
		} else {
			yield* slicesOfSecond( place, from );
			from += 1;
		}
	}
}

/** An import may date everything the same. */
async function* slicesOfSecond(
	place: DayOfDataset,
	from: number
): AsyncGenerator< Slice, void, undefined > {
	for ( let after = 0; ; ) {
		const upTo = await lastIdOf( place, from, after );
		yield {
			kind: 'second',
			from,
			after,
			upTo: upTo ?? Number.MAX_SAFE_INTEGER,
		};
		if ( upTo === null ) {
			return;
		}
		after = upTo;
	}
}

/** The moment of the first fact beyond those that are counted at once. */
async function momentBehind(
	{ db, site, dataset }: DayOfDataset,
	from: number,
	until: number
): Promise< number | null > {
	const moment = sql.ref( dataset.moment ?? '' );
	const { rows } = await sql< { found: number } >`
		select ${ moment } as found from ${ sql.table( factsTable( dataset ) ) }
		where site = ${ site } and ${ moment } >= ${ from } and ${ moment } < ${ until }
		order by ${ moment } limit 1 offset ${ sql.lit( factsAtOnce ) }
	`.execute( db );
	return rows[ 0 ]?.found ?? null;
}

async function lastIdOf(
	{ db, site, dataset }: DayOfDataset,
	at: number,
	after: number
): Promise< number | null > {
	const moment = sql.ref( dataset.moment ?? '' );
	const { rows } = await sql< { found: number } >`
		select id as found from ${ sql.table( factsTable( dataset ) ) }
		where site = ${ site } and ${ moment } = ${ at } and id > ${ after }
		order by id limit 1 offset ${ sql.lit( factsAtOnce - 1 ) }
	`.execute( db );
	return rows[ 0 ]?.found ?? null;
}
