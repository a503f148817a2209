import {
	type Grant,
	grants,
	type UserState,
	type Verifier,
} from './contract/user-state';

/** Milliseconds. Versions only grow: a thief of the site's key could use them up otherwise. */
const versionAhead = 365 * 24 * 60 * 60 * 1000;

/**
 * A state as the site wrote it, or null when it is not one, or its version is of a far future.
 * Grants of a newer plugin are left out.
 */
export function toUserState( value: unknown, now: number ): UserState | null {
	if ( ! isRecord( value ) ) {
		return null;
	}
	const { user, version, name, locale } = value;
	const live = toVerifiers( value.live );
	const ended = toVerifiers( value.ended );
	const runOut = toVerifiers( value.runOut );
	if (
		! isPositive( user ) ||
		! isPositive( version ) ||
		version > now + versionAhead ||
		typeof name !== 'string' ||
		! isLocale( locale ) ||
		! Array.isArray( value.grants ) ||
		live === null ||
		ended === null ||
		runOut === null
	) {
		return null;
	}
	return {
		user,
		version,
		name: name.slice( 0, 100 ),
		locale,
		grants: toGrants( value.grants ),
		live,
		ended,
		runOut,
	};
}

export function isRecord( value: unknown ): value is Record< string, unknown > {
	return (
		typeof value === 'object' && value !== null && ! Array.isArray( value )
	);
}

/** Of a handful of keys. */
export function isKids( value: unknown ): value is string[] {
	return (
		Array.isArray( value ) &&
		value.length <= 20 &&
		value.every( ( kid ) => typeof kid === 'string' )
	);
}

export function isMark( value: unknown ): value is string {
	return typeof value === 'string' && /^[\w-]{0,64}$/.test( value );
}

export function isVerifier( value: unknown ): value is Verifier {
	return typeof value === 'string' && /^[0-9a-f]{64}$/.test( value );
}

function toVerifiers( value: unknown ): Verifier[] | null {
	return Array.isArray( value ) && value.every( isVerifier ) ? value : null;
}

export function toGrants( names: unknown[] ): Grant[] {
	return grants.filter( ( grant ) => names.includes( grant ) );
}

export function isPositive( value: unknown ): value is number {
	return Number.isSafeInteger( value ) && Number( value ) > 0;
}

function isLocale( value: unknown ): value is string {
	return (
		typeof value === 'string' &&
		value.length <= 35 &&
		/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test( value )
	);
}
