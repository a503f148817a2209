import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isMysql } from '../dialect';
import type { Facts, FactsSchema } from './facts';
import type { Dataset, FieldValue, RollupTable } from './dataset';
import { factsTable, rollupTable } from './dataset';
import type { Day } from './days';
import { patiently } from '../patiently';

/** Facts whose field is, or is not, one of these. */
export type Condition = { field: string } & (
	{ is: readonly FieldValue[] } | { not: readonly FieldValue[] }
);

/** What is added up day by day: `facts` counts them, any other name is a total of the dataset. */
export type Addend = { total: string; where?: readonly Condition[] };

/** What a column of the answer holds. */
export type Counting =
	| ( { kind: 'sum' } & Addend )
	/** How many different values a field has. */
	| { kind: 'distinct'; field: string; where?: readonly Condition[] };

export type Question = {
	site: number;
	dataset: Dataset;
	/** Both inclusive; null counts all days there are. */
	days: { from: Day; to: Day } | null;
	where: readonly Condition[];
	columns: Readonly< Record< string, Counting > >;
	/** One row for each day, or for each value of a field; without it one row. */
	by?: string | undefined;
	/** The rows with the most in this column. */
	top?: { column: string; limit: number };
};

export type Counted = {
	key: string | number;
	columns: Record< string, number >;
};

/** Runs `work` on one state of the facts, whatever the worker commits meanwhile. */
export function readFacts< Result >(
	facts: Facts,
	work: ( snapshot: Facts ) => Promise< Result >
): Promise< Result > {
	return patiently( () =>
		facts.db.connection().execute( async ( db ) => {
			await beginReading( db );
			try {
				return await work( { ...facts, db } );
			} finally {
				// Nothing was written; what failed badly was rolled back already.
				await sql`rollback`.execute( db ).catch( () => undefined );
			}
		} )
	);
}

async function beginReading( db: Kysely< FactsSchema > ): Promise< void > {
	if ( isMysql( db ) ) {
		await sql`set transaction isolation level repeatable read`.execute(
			db
		);
		await sql`start transaction with consistent snapshot, read only`.execute(
			db
		);
	} else {
		// An ordinary transaction would take the worker's lock to write.
		await sql`begin deferred`.execute( db );
	}
}

export async function countFacts(
	db: Kysely< FactsSchema >,
	question: Question
): Promise< Counted[] > {
	const { site, days, where, columns, by } = question;
	const selected = Object.entries( columns ).map(
		( [ name, counting ] ) =>
			sql`${ countingOf( counting ) } as ${ sql.ref( name ) }`
	);
	const key = by === undefined ? sql`0` : sql.ref( by );
	const within =
		days === null
			? sql``
			: sql`and day between ${ days.from } and ${ days.to }`;
	const { rows } = await sql< Record< string, FieldValue > >`
		select ${ key } as ${ sql.ref( 'key' ) }, ${ sql.join( selected ) }
		from ${ sql.table( rollupFor( question ) ) }
		where site = ${ site } ${ within } ${ conditionsOf( where ) }
		${ orderOf( question ) }
	`.execute( db );
	return rows.map( ( row ) => ( {
		key: row.key ?? 0,
		columns: Object.fromEntries(
			Object.keys( columns ).map( ( name ) => [
				name,
				Number( row[ name ] ),
			] )
		),
	} ) );
}

function orderOf( { by, top }: Question ): RawBuilder< unknown > {
	if ( by === undefined ) {
		return sql``;
	}
	const key = sql.ref( by );
	if ( top === undefined ) {
		return sql`group by ${ key } order by ${ key }`;
	}
	const most = sql.ref( top.column );
	return sql`
		group by ${ key } having ${ most } > 0
		order by ${ most } desc, ${ key } limit ${ top.limit }
	`;
}

/** A text field of some facts, by id. */
export async function readTexts(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: Dataset,
	field: string,
	ids: readonly number[]
): Promise< Map< number, string > > {
	if ( ids.length === 0 ) {
		return new Map();
	}
	const rows = await db
		.selectFrom( factsTable( dataset ) )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'id', 'in', ids )
		.execute();
	return new Map(
		rows.map( ( row ) => [
			Number( row.id ),
			String( row[ field ] ?? '' ),
		] )
	);
}

export async function countSkipped(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: Dataset
): Promise< number > {
	const { count } = await db
		.selectFrom( 'skipped' )
		.select( ( { fn } ) => fn.countAll().as( 'count' ) )
		.where( 'site', '=', site )
		.where( 'dataset', '=', dataset.id )
		.executeTakeFirstOrThrow();
	return Number( count );
}

function rollupFor( { dataset, where, columns, by }: Question ): RollupTable {
	const countings = Object.values( columns );
	const needed = [
		...[
			...where,
			...countings.flatMap( ( { where: own = [] } ) => own ),
		].map( ( condition ) => condition.field ),
		...countings.flatMap( ( counting ) =>
			counting.kind === 'distinct' ? [ counting.field ] : []
		),
		...( by === undefined || by === 'day' ? [] : [ by ] ),
	];
	for ( const [ rollup, fields ] of Object.entries( dataset.rollups ) ) {
		if ( needed.every( ( field ) => fields.includes( field ) ) ) {
			return rollupTable( dataset, rollup );
		}
	}
	throw new Error(
		`No rollup of ${ dataset.id } is by ${ needed.join( ', ' ) }.`
	);
}

function countingOf( counting: Counting ): RawBuilder< unknown > {
	const conditions = conditionsOf( counting.where ?? [] );
	if ( counting.kind === 'distinct' ) {
		const field = sql.ref( counting.field );
		return sql`count( distinct case when 1 = 1 ${ conditions } then ${ field } end )`;
	}
	const total = sql.ref( counting.total );
	return sql`coalesce( sum( case when 1 = 1 ${ conditions } then ${ total } else 0 end ), 0 )`;
}

function conditionsOf( where: readonly Condition[] ): RawBuilder< unknown > {
	return where.length === 0
		? sql``
		: sql.join( where.map( conditionOf ), sql` ` );
}

function conditionOf( condition: Condition ): RawBuilder< unknown > {
	const field = sql.ref( condition.field );
	return 'is' in condition
		? sql`and ${ field } in ( ${ sql.join( condition.is ) } )`
		: sql`and ${ field } not in ( ${ sql.join( condition.not ) } )`;
}
