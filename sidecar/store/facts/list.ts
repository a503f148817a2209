import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { DayRange } from './question';
import type { Condition, FieldValue } from './dataset';
import { group } from './group';
import type { Source } from './source';
import { sumColumn } from './sums';

/** A column of listed facts; one refers to others by their ids. */
export type ListColumn = { id: string } & (
	| { field: string }
	| {
			/** Of another dataset, by the field that names this fact. */
			sum: {
				source: Source;
				by: string;
				total: string;
				days: DayRange;
				where: readonly Condition[];
			};
	  }
	| { quotient: { of: string; per: string; times: number } }
);

export type ListedRow = { id: number; values: FieldValue[] };

export type Listed = { rows: ListedRow[]; count: number };

export type List = {
	where: readonly Condition[];
	columns: readonly ListColumn[];
	/** A column's id, with `-` before it for descending. What has no value comes last. */
	sort: string;
	/** In the texts of the facts; empty finds all. */
	search: string;
	limit: number;
	offset: number;
};

/** A page of the facts there are, whatever their day. */
export async function listFacts(
	source: Source,
	list: List
): Promise< Listed > {
	const { where, columns, limit, offset } = list;
	const listed = sql`
		select id, ${ sql.join( selectedOf( columns ) ) }
		from ( select * from ${ source.rows } ${ conditionsOf( where ) } ) as facts
		${ sql.join( await joinsOf( columns ), sql` ` ) }
		where 1 = 1 ${ searchOf( source, columns, list.search ) }
	`;
	const { rows } = await sql< Record< string, FieldValue > >`
		select * from ( ${ listed } ) as listed
		order by ${ orderOf( list ) }, id limit ${ limit } offset ${ offset }
	`.execute( source.db );
	// On SQLite nothing waits, and both go through all of them.
	await nextTurn();
	const { rows: counted } = await sql< { number: number } >`
		select count( * ) as ${ sql.ref( 'number' ) } from ( ${ listed } ) as listed
	`.execute( source.db );
	return {
		rows: rows.map( ( row ) => ( {
			id: Number( row.id ),
			values: columns.map( ( column, at ) =>
				'field' in column
					? ( row[ `column_${ at }` ] ?? null )
					: toNumber( row[ `column_${ at }` ] )
			),
		} ) ),
		count: Number( counted[ 0 ]?.number ?? 0 ),
	};
}

/** MySQL gives what was divided as text. */
function toNumber( value: FieldValue | undefined ): number | null {
	return value === null || value === undefined ? null : Number( value );
}

function selectedOf( columns: readonly ListColumn[] ): RawBuilder< unknown >[] {
	return columns.map(
		( column, at ) =>
			sql`${ expressionOf( column, columns ) } as ${ sql.ref( `column_${ at }` ) }`
	);
}

function expressionOf(
	column: ListColumn,
	columns: readonly ListColumn[]
): RawBuilder< unknown > {
	if ( 'field' in column ) {
		return fieldOf( column.field );
	}
	if ( 'sum' in column ) {
		return sql`coalesce( ${ sql.ref( joinName( column, columns ) ) }.${ sumColumn( 0 ) }, 0 )`;
	}
	const { of, per, times } = column.quotient;
	const named = ( id: string ) => {
		const found = columns.find( ( one ) => one.id === id );
		if ( found === undefined || 'quotient' in found ) {
			throw new Error( `${ id } is no column to divide by or of.` );
		}
		return expressionOf( found, columns );
	};
	const divisor = named( per );
	return sql`case when ${ divisor } > 0 then ${ named( of ) } * ${ times } * 1.0 / ${ divisor } end`;
}

/** What is joined has fields of the same name. `facts` is no table, so it takes no prefix of tables. */
function fieldOf( field: string ): RawBuilder< unknown > {
	return sql`facts.${ sql.ref( field ) }`;
}

async function joinsOf(
	columns: readonly ListColumn[]
): Promise< RawBuilder< unknown >[] > {
	const joins: RawBuilder< unknown >[] = [];
	for ( const column of columns ) {
		if ( 'sum' in column ) {
			const { source, by, total, days, where } = column.sum;
			const grouped = await group(
				source,
				{ days, where, sums: { sum: { total } } },
				{ kind: 'value', field: by }
			);
			const name = sql.ref( joinName( column, columns ) );
			joins.push(
				sql`left join ( ${ grouped } ) as ${ name } on ${ name }.${ sql.ref( 'key' ) } = facts.id`
			);
		}
	}
	return joins;
}

function joinName(
	column: ListColumn,
	columns: readonly ListColumn[]
): string {
	return `joined_${ columns.indexOf( column ) }`;
}

function searchOf(
	{ dataset }: Source,
	columns: readonly ListColumn[],
	search: string
): RawBuilder< unknown > {
	const texts = columns.flatMap( ( column ) =>
		'field' in column && dataset.fields[ column.field ]?.kind === 'text'
			? [
					sql`${ fieldOf( column.field ) } like ${ patternOf( search ) } escape '!'`,
				]
			: []
	);
	return search === '' || texts.length === 0
		? sql``
		: sql`and ( ${ sql.join( texts, sql` or ` ) } )`;
}

function patternOf( search: string ): string {
	return `%${ search.replace( /[!%_]/g, '!$&' ) }%`;
}

function orderOf( { sort, columns }: List ): RawBuilder< unknown > {
	const isDescending = sort.startsWith( '-' );
	const id = isDescending ? sort.slice( 1 ) : sort;
	const at = columns.findIndex( ( column ) => column.id === id );
	const column = sql.ref( `column_${ Math.max( at, 0 ) }` );
	const last = sql`case when ${ column } is null then 1 else 0 end`;
	return isDescending
		? sql`${ last }, ${ column } desc`
		: sql`${ last }, ${ column }`;
}
