import { tokenTypes } from './contract';
import type { HandOffWay } from './contract/hand-off';
import type { UserState, Verifier } from './contract/user-state';
import { Refusal } from './errors';
import {
	type Purpose,
	type Signed,
	type Verifying,
	verifyStatement,
} from './statement';
import { isPositive, isRecord, isVerifier, toUserState } from './user-state';

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

/** A host name of any length with scheme and port: what the store has room for. */
const originLength = 280;

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

	const state = toUserState( claims.state, verifying.now );
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

function toOrigins( value: unknown ): string[] | null {
	return Array.isArray( value ) && value.length > 0 && value.every( isOrigin )
		? value
		: null;
}

function isOrigin( value: unknown ): value is string {
	return (
		typeof value === 'string' &&
		value.length <= originLength &&
		URL.parse( value )?.origin === value
	);
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
