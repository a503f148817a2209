import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isMysql } from '../dialect';
import { conditionsOf } from './conditions';
import { spans } from './cover';
import type { Dataset } from './dataset';
import { factsTable, rollupTable } from './dataset';
import type { Zone } from './days';
import type { FactsSchema } from './facts';
import { monthOfMoment } from './month-of-moment';
import { totalOf } from './sums';

/** Where a value goes that differs from day to day. */
const slots = {
	site: '@site',
	day: '@day',
	from: '@from',
	until: '@until',
	span: '@span',
	start: '@start',
} as const;

export type SlotValues = Readonly< Record< keyof typeof slots, number > >;

/** Text of SQL, and what its parameters are. */
export type Statement = { text: string; parameters: readonly unknown[] };

/** What it takes to count one day of a rollup anew. */
export type RebuildStatements = {
	isThere: Statement;
	deleteDay: Statement;
	/** From the facts. */
	insertDay: Statement;
	/** Adds the rows of the day to those of a longer span. */
	addDay: Statement;
	/** Adds what the facts say, less the rows of the day. */
	addChanges: Statement;
};

type Rollup = {
	dataset: Dataset;
	rollup: string;
	zone: Zone;
	db: Kysely< FactsSchema >;
};

/** Text takes longer to be put together than most of it takes to run. */
export function writeStatements( about: Rollup ): RebuildStatements {
	const { db, dataset, rollup } = about;
	const table = sql.table( rollupTable( dataset, rollup ) );
	const ofDay = sql`from ${ table } where site = ${ slots.site } and span = ${ spans.day } and day = ${ slots.day }`;
	const columns = columnsOf( about );
	const write = ( raw: RawBuilder< unknown > ): Statement => {
		const { sql: text, parameters } = raw.compile( db );
		return { text, parameters };
	};
	return {
		isThere: write( sql`select 1 ${ ofDay } limit 1` ),
		deleteDay: write( sql`delete ${ ofDay }` ),
		insertDay: write( sql`
			insert into ${ table } ( site, span, day, ${ columns } )
			select ${ slots.site }, ${ spans.day }, ${ slots.day }, fresh.* from ( ${ freshOf( about ) } ) as fresh
		` ),
		addDay: write( addingOf( about, sql`select ${ columns } ${ ofDay }` ) ),
		addChanges: write(
			addingOf(
				about,
				sql`${ freshOf( about ) } union all select ${ columnsOf( about, 'less' ) } ${ ofDay }`
			)
		),
	};
}

/** The parameters of a statement for one day. */
export function fillSlots(
	{ parameters }: Statement,
	values: SlotValues
): unknown[] {
	return parameters.map( ( one ) => {
		switch ( one ) {
			case slots.site:
				return values.site;
			case slots.day:
				return values.day;
			case slots.from:
				return values.from;
			case slots.until:
				return values.until;
			case slots.span:
				return values.span;
			case slots.start:
				return values.start;
			default:
				return one;
		}
	} );
}

/** What the facts of the day say, in the order of the columns. */
function freshOf( { dataset, rollup, zone }: Rollup ): RawBuilder< unknown > {
	const moment = sql.ref( dataset.moment ?? '' );
	const { where = [] } = dataset.rollups[ rollup ] ?? {};
	const dimensions = dimensionsOf( dataset, rollup ).map( ( name ) => {
		const derived = dataset.derived?.[ name ];
		return derived === undefined
			? sql.ref( name )
			: sql`${ monthOfMoment( sql.ref( derived.of ), zone ) } as ${ sql.ref( name ) }`;
	} );
	const sums = [
		sql`count( * ) as facts`,
		...Object.entries( dataset.totals ).map(
			( [ name, total ] ) =>
				sql`${ totalOf( total ) } as ${ sql.ref( name ) }`
		),
	];
	const by = dimensions.map( ( _dimension, at ) => sql.lit( at + 1 ) );
	const grouped =
		by.length === 0
			? sql`having count( * ) > 0`
			: sql`group by ${ sql.join( by ) }`;
	return sql`
		select ${ sql.join( [ ...dimensions, ...sums ] ) }
		from ${ sql.table( factsTable( dataset ) ) }
		where site = ${ slots.site }
			and ${ moment } >= ${ slots.from } and ${ moment } < ${ slots.until }
			${ conditionsOf( where ) }
		${ grouped }
	`;
}

/** What comes to nothing stays, as nothing: to look for it would take longer than to leave it. */
function addingOf(
	{ db, dataset, rollup }: Rollup,
	rows: RawBuilder< unknown >
): RawBuilder< unknown > {
	const table = sql.table( rollupTable( dataset, rollup ) );
	const totals = totalsOf( dataset ).map( ( name ) => sql.ref( name ) );
	const dimensions = dimensionsOf( dataset, rollup ).map( ( name ) =>
		sql.ref( name )
	);
	const sums = totals.map( ( total ) => sql`sum( ${ total } )` );
	const adding = totals.map( ( total ) =>
		isMysql( db )
			? sql`${ total } = ${ table }.${ total } + values( ${ total } )`
			: sql`${ total } = ${ table }.${ total } + excluded.${ total }`
	);
	const grouped =
		dimensions.length === 0
			? sql``
			: sql`group by ${ sql.join( dimensions ) }`;
	const some = sums.map( ( sum ) => sql`${ sum } <> 0` );
	return sql`
		insert into ${ table } ( site, span, day, ${ columnsOf( { dataset, rollup } ) } )
		select ${ slots.site }, ${ slots.span }, ${ slots.start }, ${ sql.join( [ ...dimensions, ...sums ] ) }
		from ( ${ rows } ) as changes
		${ grouped } having ${ sql.join( some, sql` or ` ) }
		${ isMysql( db ) ? sql`on duplicate key update` : sql`on conflict do update set` }
		${ sql.join( adding ) }
	`;
}

function columnsOf(
	{ dataset, rollup }: Pick< Rollup, 'dataset' | 'rollup' >,
	sign: 'as they are' | 'less' = 'as they are'
): RawBuilder< unknown > {
	return sql.join( [
		...dimensionsOf( dataset, rollup ).map( ( name ) => sql.ref( name ) ),
		...totalsOf( dataset ).map( ( name ) =>
			sign === 'less' ? sql`-${ sql.ref( name ) }` : sql.ref( name )
		),
	] );
}

function dimensionsOf( dataset: Dataset, rollup: string ): readonly string[] {
	return dataset.rollups[ rollup ]?.by ?? [];
}

function totalsOf( dataset: Dataset ): string[] {
	return [ 'facts', ...Object.keys( dataset.totals ) ];
}
