import { isRecord } from './user-state';

/** Reads a part of what another plugin declares; `at` is its place, such as `figures.0.label`. */
export type Read< Part > = ( value: unknown, at: string ) => Part;

/** What is wrong, and where: it is shown to who wrote the declaration. */
export class DeclarationFault extends Error {
	constructor( at: string, wants: string ) {
		super( at === '' ? `It ${ wants }.` : `${ at } ${ wants }.` );
	}
}

type Shape = Readonly< Record< string, Read< unknown > > >;
type Got< S extends Shape > = {
	[ Name in keyof S ]: S[ Name ] extends Read< infer Part > ? Part : never;
};

/** Every member of `required`, some of `optional`, and nothing else: a misspelt one is told. */
export function members< Required extends Shape, Optional extends Shape >(
	required: Required,
	optional: Optional
): Read< Got< Required > & Partial< Got< Optional > > > {
	const shape: Shape = { ...required, ...optional };
	return ( value, at ) => {
		const given = record( value, at );
		for ( const name of Object.keys( given ) ) {
			if ( ! Object.hasOwn( shape, name ) ) {
				throw new DeclarationFault( below( at, name ), 'is not known' );
			}
		}
		const got: Record< string, unknown > = {};
		for ( const [ name, read ] of Object.entries( shape ) ) {
			if ( Object.hasOwn( required, name ) || name in given ) {
				got[ name ] = read( given[ name ], below( at, name ) );
			}
		}
		// Each member was read by the function that its type comes from.
		return got as Got< Required > & Partial< Got< Optional > >;
	};
}

export function exactly< Text extends string >( ...of: Text[] ): Read< Text > {
	return ( value, at ) => {
		const found = of.find( ( one ) => one === value );
		if ( found === undefined ) {
			throw new DeclarationFault(
				at,
				`has to be ${ of.map( ( one ) => `"${ one }"` ).join( ' or ' ) }`
			);
		}
		return found;
	};
}

export const yes: Read< true > = ( value, at ) => {
	if ( value !== true ) {
		throw new DeclarationFault( at, 'has to be true, or left out' );
	}
	return true;
};

export function whole( least: number, most: number ): Read< number > {
	return ( value, at ) => {
		if (
			typeof value !== 'number' ||
			! Number.isSafeInteger( value ) ||
			value < least ||
			value > most
		) {
			throw new DeclarationFault(
				at,
				`has to be a whole number from ${ least } to ${ most }`
			);
		}
		return value;
	};
}

export function text( most: number, pattern = /[^]/ ): Read< string > {
	return ( value, at ) => {
		if (
			typeof value !== 'string' ||
			value.length > most ||
			! pattern.test( value )
		) {
			throw new DeclarationFault(
				at,
				pattern.source === '[^]'
					? `has to be a text of 1 to ${ most } characters`
					: `has to match ${ pattern.source } and be no longer than ${ most }`
			);
		}
		return value;
	};
}

export function list< Part >(
	read: Read< Part >,
	most: number
): Read< Part[] > {
	return ( value, at ) => {
		if ( ! Array.isArray( value ) || value.length > most ) {
			throw new DeclarationFault(
				at,
				`has to be a list of at most ${ most }`
			);
		}
		return value.map( ( part, index ) =>
			read( part, below( at, String( index ) ) )
		);
	};
}

export function listOfSome< Part >(
	read: Read< Part >,
	most: number
): Read< [ Part, ...Part[] ] > {
	return ( value, at ) => {
		const [ first, ...others ] = list( read, most )( value, at );
		if ( first === undefined ) {
			throw new DeclarationFault( at, 'must not be empty' );
		}
		return [ first, ...others ];
	};
}

/** By names; PHP writes an empty one as an empty list. */
export function map< Part >(
	name: RegExp,
	read: Read< Part >,
	most: number
): Read< Record< string, Part > > {
	return ( value, at ) => {
		const isEmpty = Array.isArray( value ) && value.length === 0;
		const entries = Object.entries( isEmpty ? {} : record( value, at ) );
		if ( entries.length > most ) {
			throw new DeclarationFault( at, `has to have at most ${ most }` );
		}
		return Object.fromEntries(
			entries.map( ( [ key, part ] ) => {
				if ( ! name.test( key ) ) {
					throw new DeclarationFault(
						below( at, key ),
						`has a name that does not match ${ name.source }`
					);
				}
				return [ key, read( part, below( at, key ) ) ];
			} )
		);
	};
}

/** By the member `kind`, which each of them reads again. */
export function byKind< Kinds extends Shape >(
	kinds: Kinds
): Read< Got< Kinds >[ keyof Kinds ] > {
	return ( value, at ) => {
		const { kind } = record( value, at );
		const names = Object.keys( kinds );
		const read =
			typeof kind === 'string' && names.includes( kind )
				? kinds[ kind ]
				: undefined;
		if ( read === undefined ) {
			throw new DeclarationFault(
				below( at, 'kind' ),
				`has to be one of ${ names.join( ', ' ) }`
			);
		}
		// That of its kind.
		return read( value, at ) as Got< Kinds >[ keyof Kinds ];
	};
}

/** By the member that only one of them has. */
export function either< First, Rest >(
	byMember: Readonly< Record< string, Read< First > > >,
	rest: Read< Rest >
): Read< First | Rest > {
	return ( value, at ) => {
		const own = Object.entries( byMember ).find(
			( [ member ] ) =>
				typeof value === 'object' && value !== null && member in value
		);
		return own === undefined ? rest( value, at ) : own[ 1 ]( value, at );
	};
}

export function orNull< Part >( read: Read< Part > ): Read< Part | null > {
	return ( value, at ) => ( value === null ? null : read( value, at ) );
}

export function record(
	value: unknown,
	at: string
): Readonly< Record< string, unknown > > {
	if ( ! isRecord( value ) ) {
		throw new DeclarationFault( at, 'has to be an object' );
	}
	return value;
}

export function below( at: string, name: string ): string {
	return at === '' ? name : `${ at }.${ name }`;
}
