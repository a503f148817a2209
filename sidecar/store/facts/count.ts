import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { Condition, FieldValue } from './dataset';
import { group } from './group';
import type { Grouping, Question } from './question';
import type { Source } from './source';
import { sumColumn } from './sums';

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
	/** How many groups have facts, as it was asked for. */
	different: Record< string, number >;
};

export type Ranking = {
	order: Order;
	limit: number;
	/** Groups to be counted on the way, by conditions on their `key`. */
	different?: Readonly< Record< string, readonly Condition[] > >;
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
	const grouped = await group( source, question, grouping );
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
	const grouped = await group(
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
	{ order, limit, different = {} }: Ranking
): Promise< Ranked > {
	const names = Object.keys( question.sums );
	const columns = names.map( ( _name, at ) => sumColumn( at ) );
	const facts = sumColumn( names.length );
	const counts = Object.entries( different ).map( ( [ name, where ] ) => ( {
		name,
		count: sql`case when ${ facts } > 0 ${ conditionsOf( where ) } then 1 else 0 end`,
	} ) );
	const isCounting = counts.length > 0;
	const some = sql.join(
		columns.map( ( column ) => sql`${ column } <> 0` ),
		sql` or `
	);
	const grouped = await group(
		source,
		{
			...question,
			sums: {
				...question.sums,
				...( isCounting && { [ allOfThem ]: { total: 'facts' } } ),
			},
		},
		{ kind: 'value', field }
	);
	const key = sql.ref( 'key' );
	const addUp = ( value: RawBuilder< unknown > ) =>
		sql`coalesce( sum( ${ value } ), 0 )`;
	// One pass: what is read twice is kept until both have read it.
	const { rows } = await sql< Row >`
		with grouped as ( ${ grouped } having ${ some } ${ isCounting ? sql`or ${ facts } > 0` : sql`` } )
		select * from (
			select 0 as grouped_all, ${ sql.join( [ key, ...columns, ...counts.map( ( _count, at ) => sql`0 as ${ sql.ref( `count_${ at }` ) }` ) ] ) } from grouped
			where ${ some }
			order by ${ orderOf( order, names ) } limit ${ limit }
		) as ranked
		union all
		select 1, ${ sql.join( [
			addUp( sql`case when ${ some } then 1 else 0 end` ),
			...columns.map( addUp ),
			...counts.map( ( { count } ) => addUp( count ) ),
		] ) } from grouped
	`.execute( source.db );
	const whole = rows.find( ( row ) => Number( row.grouped_all ) === 1 );
	return {
		rows: rows
			.filter( ( row ) => row !== whole )
			.map( ( row ) => toCounted( row, question ) ),
		whole: toCounted( whole ?? {}, question ),
		groups: Number( whole?.key ?? 0 ),
		different: Object.fromEntries(
			counts.map( ( { name }, at ) => [
				name,
				Number( whole?.[ `count_${ at }` ] ?? 0 ),
			] )
		),
	};
}

/** A name that no sum has. */
const allOfThem = ' facts';

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
