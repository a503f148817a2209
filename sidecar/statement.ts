import { type CryptoKey, errors, type JWTPayload, jwtVerify } from 'jose';
import { isCompactJws } from './compact-jws';
import type { Site } from './config';
import { lifetimes, signatureAlgorithm } from './contract';
import { Refusal, type RefusalCode } from './errors';
import { isPositive } from './user-state';

/** What a verified statement is known by: it counts once, and while its key is trusted. */
export type Signed = { id: string; kid: string };

export type Verifying = {
	site: Site;
	findKey: ( kid: string ) => CryptoKey | 'pending' | null;
	/** Milliseconds since 1970. */
	now: number;
};

export type Purpose = {
	typ: string;
	code: RefusalCode;
};

type Statement = JWTPayload & {
	iat: number;
	exp: number;
	jti: string;
	kid: string;
};

/** What the site has signed for this purpose, not long ago and for us. */
export async function verifyStatement(
	jws: string,
	{ typ, code }: Purpose,
	{ site, findKey, now }: Verifying
): Promise< Statement > {
	const refuse = ( reason: string, cause?: unknown ) =>
		new Refusal( code, { reason, cause } );

	if ( ! isCompactJws( jws ) ) {
		throw refuse( 'not a compact JWS' );
	}

	let payload: JWTPayload;
	let signer = '';
	try {
		( { payload } = await jwtVerify(
			jws,
			( { kid } ) => {
				if ( ! isKeyId( kid ) ) {
					throw refuse( 'the kid is missing or malformed' );
				}
				signer = kid;
				return requireKey( findKey( kid ), refuse );
			},
			{
				typ,
				algorithms: [ signatureAlgorithm ],
				issuer: site.home,
				audience: site.base,
				currentDate: new Date( now ),
				clockTolerance: lifetimes.clockTolerance,
				// jose refuses an iat in the future only when the age has a limit.
				maxTokenAge: lifetimes.statement,
			}
		) );
	} catch ( error ) {
		throw error instanceof Refusal
			? error
			: refuse( reasonOf( error, now ), error );
	}

	const { iat, exp, jti } = payload;
	if ( ! isPositive( iat ) || ! isPositive( exp ) ) {
		throw refuse( 'iat or exp are missing' );
	}
	if ( exp <= iat || exp - iat > lifetimes.statement ) {
		throw refuse( 'valid for longer than a minute, or never' );
	}
	if ( typeof jti !== 'string' || ! /^[\w-]{16,64}$/.test( jti ) ) {
		throw refuse( 'the jti is missing or malformed' );
	}
	return { ...payload, iat, exp, jti, kid: signer };
}

function requireKey(
	key: CryptoKey | 'pending' | null,
	refuse: ( reason: string ) => Refusal
): CryptoKey {
	if ( key === 'pending' ) {
		throw new Refusal( 'keys_pending', { retryAfterSeconds: 2 } );
	}
	if ( key === null ) {
		throw refuse( 'the site publishes no key with this kid' );
	}
	return key;
}

function isKeyId( kid: unknown ): kid is string {
	return typeof kid === 'string' && /^[\w-]{1,64}$/.test( kid );
}

function reasonOf( error: unknown, now: number ): string {
	return (
		clockReason( error, now ) ??
		( error instanceof Error ? error.message : 'not verifiable' )
	);
}

/** What jose says of times that don't fit, in seconds and with the remedy. */
function clockReason( error: unknown, now: number ): string | null {
	const isOfTime =
		error instanceof errors.JWTExpired ||
		( error instanceof errors.JWTClaimValidationFailed &&
			error.claim === 'iat' );
	if ( ! isOfTime || ! isPositive( error.payload.iat ) ) {
		return null;
	}
	const seconds = Math.round( error.payload.iat - now / 1000 );
	const when =
		seconds > 0
			? `${ seconds } seconds from now`
			: `${ -seconds } seconds ago`;
	return `signed ${ when }: the clocks of the site and of this machine differ, or it was long on its way; set the wrong clock, best by NTP`;
}
