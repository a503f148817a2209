import {
	type Compilable,
	type CompiledQuery,
	type Kysely,
	type QueryResult,
	type RawBuilder,
	sql,
} from 'kysely';
import type { Schema } from './tables/schema';

/** Names a value that each execution brings. */
export interface ValueOf< Values > {
	< Name extends keyof Values >( name: Name ): RawBuilder< Values[ Name ] >;
}

/**
 * A query that is built once for each store, and from then on executed with other values:
 * building one costs more than most of them take. So what is built can't depend on values.
 */
export function prepared< Values extends object, Row >(
	build: (
		db: Kysely< Schema >,
		value: ValueOf< Values >
	) => Compilable< Row >
): ( db: Kysely< Schema >, values: Values ) => Promise< QueryResult< Row > > {
	const known = new WeakMap< object, CompiledQuery< Row > >();
	return ( db, values ) => {
		const { adapter } = db.getExecutor();
		const query = known.get( adapter ) ?? build( db, toSlot ).compile();
		known.set( adapter, query );
		return db.executeQuery( {
			...query,
			parameters: query.parameters.map( ( parameter ) =>
				parameter instanceof Slot
					? Reflect.get( values, parameter.name )
					: parameter
			),
		} );
	};
}

class Slot {
	constructor( readonly name: PropertyKey ) {}
}

function toSlot< Value >( name: PropertyKey ): RawBuilder< Value > {
	return sql< Value >`${ new Slot( name ) }`;
}
