import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { Condition, Dataset, Total } from './dataset';

/** What a column of an answer adds up: `facts` counts them, any other name is a total of the dataset. */
export type Sum = {
	total: string;
	/** Other totals that are added to it, and taken from it. */
	plus?: readonly string[];
	less?: readonly string[];
	where?: readonly Condition[];
	negated?: true;
};

/** By its place: a name could be that of a column, which would go before it. */
export function sumColumn( at: number ): RawBuilder< unknown > {
	return sql.ref( `sum_${ at }` );
}

/** Over rows of a rollup, each with its `_sign`. */
export function sumOfRollup( sum: Sum ): RawBuilder< unknown > {
	const { where = [], negated } = sum;
	const total = together( sum, ( name ) => sql.ref( name ) );
	const signed = sql`${ sql.ref( '_sign' ) } * ${ total }`;
	const value = negated ? sql`-${ signed }` : signed;
	return where.length === 0
		? sql`coalesce( sum( ${ value } ), 0 )`
		: sql`coalesce( sum( case when 1 = 1 ${ conditionsOf( where ) } then ${ value } else 0 end ), 0 )`;
}

/** Over facts themselves. */
export function sumOfFacts(
	dataset: Dataset,
	sum: Sum
): RawBuilder< unknown > {
	const total = together( sum, ( name ) =>
		totalOf( requireTotal( dataset, name ), sum.where )
	);
	return sum.negated ? sql`-${ total }` : total;
}

function together(
	{ total, plus = [], less = [] }: Sum,
	write: ( total: string ) => RawBuilder< unknown >
): RawBuilder< unknown > {
	const further = [
		...plus.map( ( name ) => sql`+ ${ write( name ) }` ),
		...less.map( ( name ) => sql`- ${ write( name ) }` ),
	];
	return further.length === 0
		? write( total )
		: sql`( ${ write( total ) } ${ sql.join( further, sql` ` ) } )`;
}

/** A total of facts in a group of them, or of those alone that fulfil more conditions. */
export function totalOf(
	total: Total,
	further: readonly Condition[] = []
): RawBuilder< unknown > {
	const where = [ ...( total.where ?? [] ), ...further ];
	return where.length === 0
		? sql`coalesce( sum( ${ valueOf( total ) } ), 0 )`
		: sql`coalesce( sum( case when 1 = 1 ${ conditionsOf( where ) } then ${ valueOf( total ) } else 0 end ), 0 )`;
}

export function requireTotal( dataset: Dataset, name: string ): Total {
	const total: Total | undefined =
		name === 'facts' ? { kind: 'count' } : dataset.totals[ name ];
	if ( total === undefined ) {
		throw new Error( `${ dataset.id } has no total ${ name }.` );
	}
	return total;
}

function valueOf( total: Total ): RawBuilder< unknown > {
	switch ( total.kind ) {
		case 'sum':
			return sql.ref( total.field );
		case 'present':
			return sql`case when ${ sql.ref( total.field ) } = 0 then 0 else 1 end`;
		case 'known':
			return sql`case when ${ sql.ref( total.field ) } is null then 0 else 1 end`;
		case 'count':
			return sql`1`;
	}
}
