import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isMysql } from '../dialect';
import { factsPerTransaction } from './change';
import { conditionsOf } from './conditions';
import { aside, spans } from './cover';
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
	after: '@after',
	upTo: '@upTo',
	/** As many as a transaction changes at the most. */
	ids: '@ids',
} as const;

export type SlotValues = Readonly<
	Record< Exclude< keyof typeof slots, 'ids' >, number >
> & { ids: readonly number[] };

/** Text of SQL, and what its parameters are. */
export type Statement = { text: string; parameters: readonly unknown[] };

/** What it takes to count a day of a rollup. */
export type RebuildStatement = keyof ReturnType< typeof statementsOf >;

type Sign = 'as they are' | 'less';

type Rollup = {
	dataset: Dataset;
	rollup: string;
	zone: Zone;
	db: Kysely< FactsSchema >;
};

/** Each when it is first needed: text takes longer to be put together than most of it takes to run. */
export function writeStatements(
	about: Rollup
): ( name: RebuildStatement ) => Statement {
	const statements = statementsOf( about );
	const written = new Map< RebuildStatement, Statement >();
	return ( name ) => {
		const known = written.get( name );
		if ( known !== undefined ) {
			return known;
		}
		const { sql: text, parameters } = statements[ name ]().compile(
			about.db
		);
		const statement = { text, parameters };
		written.set( name, statement );
		return statement;
	};
}

function statementsOf( about: Rollup ) {
	const { dataset, rollup } = about;
	const table = sql.table( rollupTable( dataset, rollup ) );
	const of = ( span: number ) =>
		sql`from ${ table } where site = ${ slots.site } and span = ${ span } and day = ${ slots.day }`;
	const ofDay = of( spans.day );
	const columns = columnsOf( about );
	const less = columnsOf( about, 'less' );
	const moment = sql.ref( dataset.moment ?? '' );
	const ids = Array.from( { length: factsPerTransaction }, () => slots.ids );
	const changed = sql`${ duringDay( moment ) } and id in ( ${ sql.join( ids ) } )`;
	const ofSecond = sql`${ moment } = ${ slots.from } and id > ${ slots.after } and id <= ${ slots.upTo }`;
	return {
		isThere: () => sql`select 1 ${ ofDay } limit 1`,
		deleteDay: () => sql`delete ${ ofDay }`,
		/** From the facts. */
		insertDay: () => sql`
			insert into ${ table } ( site, span, day, ${ columns } )
			select ${ slots.site }, ${ spans.day }, ${ slots.day }, fresh.* from ( ${ freshOf( about ) } ) as fresh
		`,
		/** Adds the rows of the day to those of a longer span. */
		addDay: () => addingOf( about, sql`select ${ columns } ${ ofDay }` ),
		/** Adds what the facts say, less the rows of the day. */
		addChanges: () =>
			addingOf(
				about,
				sql`${ freshOf( about ) } union all select ${ less } ${ ofDay }`
			),
		/** Adds what the facts of some moments say. */
		addMoments: () => addingOf( about, freshOf( about ) ),
		/** Adds what some of the facts of one second say. */
		addOfSecond: () => addingOf( about, freshOf( about, ofSecond ) ),
		/** Adds what some of the facts of the day say. */
		addFacts: () => addingOf( about, freshOf( about, changed ) ),
		/** Takes it away. */
		takeFacts: () => addingOf( about, freshOf( about, changed ), 'less' ),
		/** Adds what was counted aside, less the rows of the day. */
		addAside: () =>
			addingOf(
				about,
				sql`select ${ columns } ${ of( aside ) } union all select ${ less } ${ ofDay }`
			),
		/** What was counted aside becomes the rows of the day. */
		bringIn: () =>
			sql`update ${ table } set span = ${ spans.day } where site = ${ slots.site } and span = ${ aside } and day = ${ slots.day }`,
		deleteAside: () => sql`delete ${ of( aside ) }`,
	};
}

/** The parameters of a statement for one day. */
export function fillSlots(
	{ parameters }: Statement,
	values: SlotValues
): unknown[] {
	let given = 0;
	return parameters.map( ( one ) => {
		switch ( one ) {
			case slots.after:
				return values.after;
			case slots.upTo:
				return values.upTo;
			case slots.ids:
				// Fewer than there is room for: the last of them again.
				return values.ids[ given++ ] ?? values.ids.at( -1 ) ?? 0;
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

function duringDay( moment: RawBuilder< unknown > ): RawBuilder< unknown > {
	return sql`${ moment } >= ${ slots.from } and ${ moment } < ${ slots.until }`;
}

/** What facts say, those of the day if no others are named, in the order of the columns. */
function freshOf(
	{ dataset, rollup, zone }: Rollup,
	which = duringDay( sql.ref( dataset.moment ?? '' ) )
): RawBuilder< unknown > {
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
		where site = ${ slots.site } and ${ which }
			${ conditionsOf( where ) }
		${ grouped }
	`;
}

/** What comes to nothing stays, as nothing: to look for it would take longer than to leave it. */
function addingOf(
	{ db, dataset, rollup }: Rollup,
	rows: RawBuilder< unknown >,
	sign: Sign = 'as they are'
): RawBuilder< unknown > {
	const table = sql.table( rollupTable( dataset, rollup ) );
	const totals = totalsOf( dataset ).map( ( name ) => sql.ref( name ) );
	const dimensions = dimensionsOf( dataset, rollup ).map( ( name ) =>
		sql.ref( name )
	);
	const sums = totals.map( ( total ) =>
		sign === 'less' ? sql`-sum( ${ total } )` : sql`sum( ${ total } )`
	);
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
	sign: Sign = 'as they are'
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
