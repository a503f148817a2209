import { type CryptoKey, type JWTPayload, jwtVerify } from 'jose';
import { isCompactJws } from './compact-jws';
import type { Site } from './config';
import { lifetimes, signatureAlgorithm, tokenTypes } from './contract';
import type { PrivacyClaims } from './contract/activity';
import type { HandOffWay } from './contract/hand-off';
import type { UserState, Verifier } from './contract/user-state';
import { Refusal, type RefusalCode } from './errors';
import { isKids, isRecord, isVerifier, toUserState } from './user-state';

/** What a verified statement is known by: it counts once, and while its key is trusted. */
export type Signed = { id: string; kid: string };

/** A one-time statement by the site: this user, this verifier, this user state. */
export type HandOff = Signed & {
	user: number;
	verifier: Verifier;
	way: HandOffWay;
	intent: boolean;
	remember: boolean;
	/** When WordPress's own session runs out, milliseconds since 1970. */
	siteSessionEndsAt: number;
	origins: string[];
	/** Where to go afterwards, as the site wrote it. */
	to: string | null;
	client: { address: string; device: string } | null;
	state: UserState;
};

export type Verifying = {
	site: Site;
	findKey: ( kid: string ) => CryptoKey | 'pending' | null;
	/** Milliseconds since 1970. */
	now: number;
};

type Purpose = {
	typ: string;
	code: RefusalCode;
};

const handOffWays: readonly HandOffWay[] = [ 'php', 'fetch', 'form' ];

export async function verifyHandOff(
	jws: string,
	verifying: Verifying
): Promise< HandOff > {
	const purpose: Purpose = {
		typ: tokenTypes.handOff,
		code: 'handoff_refused',
	};
	const claims = await verifyStatement( jws, purpose, verifying );
	const refuse = ( reason: string ) =>
		new Refusal( purpose.code, { reason } );

	const state = toUserState( claims.state );
	if ( state === null ) {
		throw refuse( 'no user state' );
	}
	if ( claims.sub !== String( state.user ) ) {
		throw refuse( 'sub is not the user of the state' );
	}
	if ( ! isVerifier( claims.wps ) || ! state.live.includes( claims.wps ) ) {
		throw refuse( 'the verifier is not listed live' );
	}
	const way = handOffWays.find( ( one ) => one === claims.way );
	const origins = toOrigins( claims.origins );
	if ( way === undefined || origins === null ) {
		throw refuse( 'way or origins are missing' );
	}
	if (
		typeof claims.intent !== 'boolean' ||
		typeof claims.remember !== 'boolean' ||
		! isPositive( claims.wpx )
	) {
		throw refuse( 'intent, remember or wpx are missing' );
	}

	return {
		id: claims.jti,
		kid: claims.kid,
		user: state.user,
		verifier: claims.wps,
		way,
		intent: claims.intent,
		remember: claims.remember,
		siteSessionEndsAt: claims.wpx * 1000,
		origins,
		to: typeof claims.to === 'string' ? claims.to : null,
		client: toClient( claims.client ),
		state,
	};
}

export async function verifyStates(
	jws: string,
	verifying: Verifying
): Promise< Signed & { states: UserState[] } > {
	const { jti, kid, states } = await verifyStatement(
		jws,
		{ typ: tokenTypes.state, code: 'statement_refused' },
		verifying
	);
	const read = Array.isArray( states ) ? states.map( toUserState ) : [ null ];
	if ( ! read.every( ( state ) => state !== null ) ) {
		throw new Refusal( 'statement_refused', {
			reason: 'a user state cannot be read',
		} );
	}
	return { id: jti, kid, states: read };
}

export async function verifyPing(
	jws: string,
	verifying: Verifying
): Promise< Signed & { keys: string[] | null } > {
	const { jti, kid, keys } = await verifyStatement(
		jws,
		{ typ: tokenTypes.ping, code: 'statement_refused' },
		verifying
	);
	return { id: jti, kid, keys: isKids( keys ) ? keys : null };
}

export async function verifyReportRequest(
	jws: string,
	verifying: Verifying
): Promise< Signed & { report: string; query: URLSearchParams } > {
	const { jti, kid, report, query } = await verifyStatement(
		jws,
		{ typ: tokenTypes.report, code: 'statement_refused' },
		verifying
	);
	if ( typeof report !== 'string' || ! isRecord( query ) ) {
		throw new Refusal( 'statement_refused', {
			reason: 'report or query are missing',
		} );
	}
	const parameters = Object.entries( query ).map( ( [ name, value ] ) => [
		name,
		String( value ),
	] );
	return { id: jti, kid, report, query: new URLSearchParams( parameters ) };
}

export async function verifyPrivacyRequest(
	jws: string,
	verifying: Verifying
): Promise< Signed & Pick< PrivacyClaims, 'user' | 'act' | 'page' > > {
	const { jti, kid, user, act, page } = await verifyStatement(
		jws,
		{ typ: tokenTypes.privacy, code: 'statement_refused' },
		verifying
	);
	if (
		! isPositive( user ) ||
		! isPositive( page ) ||
		( act !== 'export' && act !== 'erase' )
	) {
		throw new Refusal( 'statement_refused', {
			reason: 'user, act or page are missing',
		} );
	}
	return { id: jti, kid, user, act, page };
}

type Statement = JWTPayload & {
	iat: number;
	exp: number;
	jti: string;
	kid: string;
};

async function verifyStatement(
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
			: refuse( reasonOf( error ), error );
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

function isPositive( value: unknown ): value is number {
	return Number.isSafeInteger( value ) && Number( value ) > 0;
}

function toOrigins( value: unknown ): string[] | null {
	return Array.isArray( value ) && value.length > 0 && value.every( isOrigin )
		? value
		: null;
}

function isOrigin( value: unknown ): value is string {
	return typeof value === 'string' && URL.parse( value )?.origin === value;
}

function toClient( value: unknown ): HandOff[ 'client' ] {
	if ( ! isRecord( value ) ) {
		return null;
	}
	const { address, device } = value;
	return typeof address === 'string' && typeof device === 'string'
		? { address: address.slice( 0, 64 ), device: device.slice( 0, 100 ) }
		: null;
}

function reasonOf( error: unknown ): string {
	return error instanceof Error ? error.message : 'not verifiable';
}
