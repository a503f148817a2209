import type {
	ActivityAnswer,
	NoticesAnswer,
} from '../../sidecar/contract/activity';
import type { HandOffAnswer } from '../../sidecar/contract/hand-off';
import type { PageContext } from '../../sidecar/contract/page';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { CatalogueAnswer } from '../../sidecar/contract/report-query';
import type {
	EndedAnswer,
	SessionAnswer,
	SessionsAnswer,
} from '../../sidecar/contract/sessions';

// What comes over the wire is unknown until one of these has looked at it. They look at what
// a screen would stumble over; the rest is the sidecar's word.

type Fields = Record< string, unknown >;

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

export function isCatalogueAnswer( value: unknown ): value is CatalogueAnswer {
	return (
		isFields( value ) &&
		Array.isArray( value[ 'reports' ] ) &&
		value[ 'reports' ].every(
			( entry ) => isFields( entry ) && hasStrings( entry, 'id', 'title' )
		)
	);
}

export function isSessionsAnswer( value: unknown ): value is SessionsAnswer {
	return (
		isFields( value ) &&
		Array.isArray( value[ 'sessions' ] ) &&
		value[ 'sessions' ].every(
			( entry ) =>
				isFields( entry ) &&
				isFields( entry[ 'user' ] ) &&
				hasStrings( entry, 'id', 'verifier', 'device', 'address' )
		)
	);
}

export function isEndedAnswer( value: unknown ): value is EndedAnswer {
	return isFields( value ) && typeof value[ 'ended' ] === 'number';
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

export function isActivityAnswer( value: unknown ): value is ActivityAnswer {
	return (
		isFields( value ) &&
		isFields( value[ 'people' ] ) &&
		typeof value[ 'timezone' ] === 'string' &&
		Array.isArray( value[ 'activity' ] ) &&
		value[ 'activity' ].every(
			( entry ) =>
				isFields( entry ) &&
				typeof entry[ 'id' ] === 'number' &&
				typeof entry[ 'at' ] === 'number' &&
				hasStrings( entry, 'kind', 'device', 'address' )
		)
	);
}

export function isNoticesAnswer( value: unknown ): value is NoticesAnswer {
	return (
		isFields( value ) &&
		isFields( value[ 'people' ] ) &&
		Array.isArray( value[ 'notices' ] ) &&
		value[ 'notices' ].every(
			( notice ) =>
				isFields( notice ) &&
				typeof notice[ 'id' ] === 'number' &&
				typeof notice[ 'at' ] === 'number' &&
				Array.isArray( notice[ 'reports' ] )
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
		typeof value[ 'user' ] === 'number'
	);
}

function hasStrings( fields: Fields, ...names: string[] ): boolean {
	return names.every( ( name ) => typeof fields[ name ] === 'string' );
}
