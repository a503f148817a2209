import { type RawBuilder, sql } from 'kysely';
import type { Condition, FieldValue } from './dataset';
import type { Day } from './days';
import { groupFromFacts } from './group-facts';
import { groupFromRollup } from './group-rollup';
import { rollupFor } from './rollup-for';
import type { Source } from './source';
import { type Sum, sumColumn } from './sums';

/** Both inclusive; null counts all there are. */
export type DayRange = { from: Day; to: Day } | null;

export type Question = {
	days: DayRange;
	where: readonly Condition[];
	sums: Readonly< Record< string, Sum > >;
};

/** Facts in groups: of each day, of each month (beside the days left of it), or of each value of a field. */
export type Grouping =
	| { kind: 'all' }
	| { kind: 'day' | 'month' }
	| { kind: 'value'; field: string };

export type Counted = {
	key: string | number | null;
	sums: Record< string, number >;
};

/** Groups with the most of something, and all of them together. */
export type Ranked = {
	rows: Counted[];
	whole: Counted;
	groups: number;
	/** What all rows come to, where a fact counts in several of them. */
	overlap?: Record< string, number >;
};

export type Order = { direction: 'ascending' | 'descending' } & (
	{ by: 'key' } | { by: 'sum'; name: string }
);

/** One row, with 0 where there is nothing. */
export async function countAll(
	source: Source,
	question: Question
): Promise< Record< string, number > > {
	if ( Object.keys( question.sums ).length === 0 ) {
		return {};
	}
	const [ row ] = await countGroups( source, question, { kind: 'all' } );
	return row?.sums ?? {};
}

/** Keys ascend: the first day of a day or a month, or a value. */
export async function countGroups(
	source: Source,
	question: Question,
	grouping: Grouping
): Promise< Counted[] > {
	const grouped = group( source, question, grouping );
	const { rows } = await sql< Row >`${ grouped } ${
		grouping.kind === 'all' ? sql`` : sql`order by 1`
	}`.execute( source.db );
	return rows.map( ( row ) => toCounted( row, question ) );
}

/** How many different values a field has. */
export async function countDistinct(
	source: Source,
	{ days, where }: Omit< Question, 'sums' >,
	field: string
): Promise< number > {
	const grouped = group(
		source,
		{ days, where, sums: { facts: { total: 'facts' } } },
		{ kind: 'value', field }
	);
	const { rows } = await sql< { number: number } >`
		select count( * ) as ${ sql.ref( 'number' ) } from ( ${ grouped } having ${ sumColumn( 0 ) } > 0 ) as ${ sql.ref( 'found' ) }
	`.execute( source.db );
	return Number( rows[ 0 ]?.number ?? 0 );
}

/** Each value of a field that has something in any of the sums is a group. */
export async function rankValues(
	source: Source,
	question: Question,
	field: string,
	{
		order,
		limit,
		offset = 0,
	}: { order: Order; limit: number; offset?: number }
): Promise< Ranked > {
	const names = Object.keys( question.sums );
	const columns = names.map( ( _name, at ) => sumColumn( at ) );
	const some = sql.join(
		columns.map( ( column ) => sql`${ column } <> 0` ),
		sql` or `
	);
	const sums = columns.map(
		( column ) => sql`coalesce( sum( ${ column } ), 0 )`
	);
	const grouped = group( source, question, { kind: 'value', field } );
	const key = sql.ref( 'key' );
	// One pass: what is read twice is kept until both have read it.
	const { rows } = await sql< Row >`
		with grouped as ( ${ grouped } having ${ some } )
		select * from (
			select 0 as grouped_all, ${ key }, ${ sql.join( columns ) } from grouped
			order by ${ orderOf( order, names ) } limit ${ limit } offset ${ offset }
		) as ranked
		union all
		select 1, count( * ), ${ sql.join( sums ) } from grouped
	`.execute( source.db );
	const whole = rows.find( ( row ) => Number( row.grouped_all ) === 1 );
	return {
		rows: rows
			.filter( ( row ) => row !== whole )
			.map( ( row ) => toCounted( row, question ) ),
		whole: toCounted( whole ?? {}, question ),
		groups: Number( whole?.key ?? 0 ),
	};
}

function orderOf(
	order: Order,
	names: readonly string[]
): RawBuilder< unknown > {
	const key = sql.ref( 'key' );
	if ( order.by === 'key' ) {
		return order.direction === 'descending' ? sql`${ key } desc` : key;
	}
	const column = sumColumn( names.indexOf( order.name ) );
	return order.direction === 'ascending'
		? sql`${ column }, ${ key }`
		: sql`${ column } desc, ${ key }`;
}

type Row = Record< string, FieldValue >;

function toCounted( row: Row, { sums }: Question ): Counted {
	return {
		key: row.key ?? null,
		sums: Object.fromEntries(
			Object.keys( sums ).map( ( name, at ) => [
				name,
				Number( row[ `sum_${ at }` ] ?? 0 ),
			] )
		),
	};
}

function group(
	source: Source,
	question: Question,
	grouping: Grouping
): RawBuilder< unknown > {
	const rollup = rollupFor( source, question, grouping );
	return rollup === null
		? groupFromFacts( source, question, grouping )
		: groupFromRollup( source, rollup, question, grouping );
}
