import type { HandOffAnswer } from '../../sidecar/contract/hand-off';
import type { PageContext } from '../../sidecar/contract/page';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { SessionAnswer } from '../../sidecar/contract/sessions';

// What comes over the wire is unknown until one of these has looked at it. They look at what
// a screen would stumble over; the rest is the sidecar's word.

export type Fields = Record< string, unknown >;

export function isFields( value: unknown ): value is Fields {
	return typeof value === 'object' && value !== null;
}

export function isSessionAnswer( value: unknown ): value is SessionAnswer {
	return (
		isFields( value ) &&
		isFields( value[ 'user' ] ) &&
		typeof value[ 'user' ][ 'id' ] === 'number' &&
		typeof value[ 'user' ][ 'name' ] === 'string' &&
		hasStrings( value, 'site', 'verifier', 'csrf' ) &&
		[ 'expiresInSeconds', 'renewInSeconds', 'endsInSeconds' ].every(
			( name ) => Number.isFinite( value[ name ] )
		)
	);
}

export function isReportDocument( value: unknown ): value is ReportDocument {
	return (
		isFields( value ) &&
		hasStrings(
			value,
			'id',
			'title',
			'locale',
			'asOf',
			'state',
			'summary'
		) &&
		[ 'figures', 'tables', 'definitions' ].every( ( name ) =>
			Array.isArray( value[ name ] )
		) &&
		isFields( value[ 'chart' ] ) &&
		Array.isArray( value[ 'chart' ][ 'points' ] ) &&
		[ 'site', 'source', 'period' ].every( ( name ) =>
			isFields( value[ name ] )
		)
	);
}

export function isHandOffAnswer( value: unknown ): value is HandOffAnswer {
	return isFields( value ) && hasStrings( value, 'handoff', 'url' );
}

/** What PHP printed for this page. */
export function isPageContext( value: unknown ): value is PageContext {
	return (
		isFields( value ) &&
		hasStrings(
			value,
			'site',
			'base',
			'handOff',
			'nonce',
			'signIn',
			'locale'
		) &&
		typeof value[ 'user' ] === 'number' &&
		( value[ 'paper' ] === 'a4' || value[ 'paper' ] === 'letter' )
	);
}

export function hasStrings( fields: Fields, ...names: string[] ): boolean {
	return names.every( ( name ) => typeof fields[ name ] === 'string' );
}
