import { sql } from 'kysely';
import { type Costs, type Extent, spans, startOfSpan } from './cover';
import { rollupTable } from './dataset';
import { addMonths } from './days';
import type { Source } from './source';

/** What a rollup holds: the years that it has sums of, and how many rows those are. */
export type Kept = { extent: Extent; costs: Costs };

/** A source lives as long as the one state of the facts that a document is made from. */
const extents = new WeakMap< Source, Map< string, Extent | null > >();

/** What they say need not be new: they decide how something is counted, not what. */
const costs = new Map< string, { costs: Costs; until: number } >();
const costsAtMost = 1000;
const costsHold = 600_000;

/** Where there is nothing to count them by. */
const usualCosts: Costs = {
	day: 1,
	third: 2,
	month: 2.5,
	quarter: 2.8,
	year: 3,
	ever: 3.2,
};

/** Counting more would take as long as it spares. */
const rowsAtMost = 20_000;

/** Null where it has no sums at all. */
export async function keptIn(
	source: Source,
	rollup: string
): Promise< Kept | null > {
	const ofSource =
		extents.get( source ) ?? new Map< string, Extent | null >();
	extents.set( source, ofSource );
	const known = ofSource.get( rollup );
	const extent =
		known === undefined ? await readExtent( source, rollup ) : known;
	ofSource.set( rollup, extent );
	return extent === null
		? null
		: { extent, costs: await costsOf( source, rollup, extent ) };
}

async function readExtent(
	source: Source,
	rollup: string
): Promise< Extent | null > {
	// Of both at once SQLite would read every row between them.
	const years = sql`${ sumsOf( source, rollup ) } and span = ${ spans.year }`;
	const { rows } = await sql< { low: number | null; high: number | null } >`
		select ( select min( day ) ${ years } ) as low, ( select max( day ) ${ years } ) as high
	`.execute( source.db );
	const [ row ] = rows;
	return row === undefined || row.low === null || row.high === null
		? null
		: { from: row.low, to: addMonths( row.high, 12 ) - 1 };
}

async function costsOf(
	source: Source,
	rollup: string,
	extent: Extent
): Promise< Costs > {
	const name = `${ source.rollups } ${ source.dataset.id } ${ rollup }`;
	const known = costs.get( name );
	if ( known !== undefined && performance.now() < known.until ) {
		return known.costs;
	}
	const found = await countRows( source, rollup, extent );
	if ( costs.size >= costsAtMost ) {
		costs.clear();
	}
	costs.set( name, { costs: found, until: performance.now() + costsHold } );
	return found;
}

/** By the sums that the middle of all days is in. */
async function countRows(
	source: Source,
	rollup: string,
	{ from, to }: Extent
): Promise< Costs > {
	const middle = Math.floor( ( from + to ) / 2 );
	const count = async ( span: keyof Costs ) => {
		const { rows } = await sql< { number: number } >`
			select count( * ) as ${ sql.ref( 'number' ) } from (
				select 1 as one ${ sumsOf( source, rollup ) }
				and span = ${ spans[ span ] } and day = ${ startOfSpan( span, middle ) }
				limit ${ rowsAtMost }
			) as counted
		`.execute( source.db );
		return Number( rows[ 0 ]?.number ?? 0 );
	};
	const found = {
		day: await count( 'day' ),
		third: await count( 'third' ),
		month: await count( 'month' ),
		quarter: await count( 'quarter' ),
		year: await count( 'year' ),
		ever: await count( 'ever' ),
	};
	return found.day > 0 ? found : usualCosts;
}

function sumsOf( { dataset, rollups }: Source, rollup: string ) {
	return sql`from ${ sql.table( rollupTable( dataset, rollup ) ) } where site = ${ rollups }`;
}
