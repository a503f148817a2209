import { type RawBuilder, sql } from 'kysely';
import type { Condition, FieldValue } from './dataset';

/** Each with an "and" before it. */
export function conditionsOf(
	where: readonly Condition[]
): RawBuilder< unknown > {
	return where.length === 0
		? sql``
		: sql.join(
				where.map(
					( condition ) => sql`and ${ conditionOf( condition ) }`
				),
				sql` `
			);
}

/** The same condition is written the same. */
export function isAmong(
	condition: Condition,
	where: readonly Condition[]
): boolean {
	const text = JSON.stringify( condition );
	return where.some( ( one ) => JSON.stringify( one ) === text );
}

function conditionOf( condition: Condition ): RawBuilder< unknown > {
	const field = sql.ref( condition.field );
	if ( 'is' in condition ) {
		return oneOf( field, condition.is );
	}
	if ( 'not' in condition ) {
		// What has no value is not one of them, unless null is.
		return condition.not.includes( null )
			? sql`not ${ oneOf( field, condition.not ) }`
			: sql`( ${ field } is null or not ${ oneOf( field, condition.not ) } )`;
	}
	if ( 'has' in condition ) {
		const list = sql`replace( replace( ${ field }, '[', ',' ), ']', ',' )`;
		return sql`${ list } like ${ `%,${ condition.has },%` }`;
	}
	if ( 'atMost' in condition ) {
		return sql`${ field } <= ${ boundOf( condition.atMost ) }`;
	}
	if ( 'atLeast' in condition ) {
		return sql`${ field } >= ${ boundOf( condition.atLeast ) }`;
	}
	return 'equals' in condition
		? sql`${ field } = ${ boundOf( condition.equals ) }`
		: sql`${ field } <> ${ boundOf( condition.differs ) }`;
}

function oneOf(
	field: RawBuilder< unknown >,
	values: readonly FieldValue[]
): RawBuilder< unknown > {
	const known = values.filter( ( value ) => value !== null );
	const some =
		known.length === 0
			? sql`( 1 = 0 )`
			: sql`( ${ field } in ( ${ listOf( known ) } ) )`;
	return known.length === values.length
		? some
		: sql`( ${ field } is null or ${ some } )`;
}

/** More would not find room in a statement, and numbers can stand in it: the products of a category. */
const boundAtMost = 1000;

function listOf(
	values: ReadonlyArray< Exclude< FieldValue, null > >
): RawBuilder< unknown > {
	return values.length > boundAtMost && values.every( Number.isSafeInteger )
		? sql.raw( values.join( ', ' ) )
		: sql.join( values );
}

function boundOf( bound: number | { field: string } ): RawBuilder< unknown > {
	return typeof bound === 'number' ? sql`${ bound }` : sql.ref( bound.field );
}
