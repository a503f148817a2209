import { Refusal } from './errors';
import { isRecord } from './user-state';

/** Of any text in a document that comes from outside. */
const lettersAtMost = 2000;

export function days( one: Record< string, unknown >, name: string ) {
	return {
		from: day( one.from, name ),
		to: day( one.to, name ),
		label: text( one.label, name ),
	};
}

export function day( value: unknown, name: string ): string {
	const written = text( value, name );
	return /^\d{4}-\d\d-\d\d$/.test( written ) ? written : refuse( name );
}

export function moment( value: unknown, name: string ): string {
	const written = text( value, name );
	return Number.isNaN( Date.parse( written ) ) ? refuse( name ) : written;
}

export function timezone( value: unknown ): string {
	const written = text( value, 'site.timezone' );
	try {
		new Intl.DateTimeFormat( 'en', { timeZone: written } );
		return written;
	} catch {
		return refuse( 'site.timezone' );
	}
}

export function locale( value: unknown ): string {
	try {
		return new Intl.Locale( text( value, 'locale' ) ).toString();
	} catch {
		return refuse( 'locale' );
	}
}

export function currency( value: unknown ): string {
	const code = text( value, 'currency' );
	return /^[A-Z0-9]{2,8}$/.test( code ) ? code : refuse( 'currency' );
}

export function record(
	value: unknown,
	name: string
): Record< string, unknown > {
	return isRecord( value ) ? value : refuse( name );
}

export function text( value: unknown, name: string ): string {
	return typeof value === 'string' && value.length <= lettersAtMost
		? value
		: refuse( name );
}

export function number( value: unknown, name: string ): number {
	return typeof value === 'number' &&
		Math.abs( value ) <= Number.MAX_SAFE_INTEGER
		? value
		: refuse( name );
}

export function maybeNumber( value: unknown, name: string ): number | null {
	return maybe( value, ( one ) => number( one, name ) );
}

export function maybe< Read >(
	value: unknown,
	read: ( value: unknown ) => Read
): Read | null {
	return value === null ? null : read( value );
}

export function oneOf< Choice extends string >(
	value: unknown,
	choices: readonly Choice[],
	name: string
): Choice {
	return choices.find( ( one ) => one === value ) ?? refuse( name );
}

export function list< Item >(
	value: unknown,
	atMost: number,
	name: string,
	read: ( item: unknown ) => Item
): Item[] {
	return Array.isArray( value ) && value.length <= atMost
		? value.map( read )
		: refuse( name );
}

export function refuse( parameter: string ): never {
	throw new Refusal( 'document_wrong', { parameter } );
}
