import type { JWTPayload } from 'jose';
import type { Site } from './config';
import { type Grant, grants } from './contract/user-state';
import type { Generation } from './store/rows/session';

/** What a verified access token says. Times are milliseconds since 1970. */
export type Access = {
	/** Of the key it was signed with. */
	readonly kid: string;
	readonly session: string;
	readonly site: string;
	readonly user: number;
	readonly name: string;
	readonly locale: string;
	readonly verifier: string;
	readonly grants: readonly Grant[];
	readonly version: number;
	readonly generation: number;
	readonly csrf: string;
	readonly issuedAt: number;
	readonly expiresAt: number;
	/** Of the whole session. */
	readonly endsAt: number;
	readonly remember: boolean;
};

/** What a refresh token says. */
export type Refresh = Generation & {
	readonly kid: string;
	readonly site: string;
	readonly csrf: string;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
};

export function toAccess(
	site: Site,
	claims: JWTPayload,
	kid: unknown
): Access {
	const granted: unknown[] = Array.isArray( claims.grants )
		? claims.grants
		: [];
	return {
		kid: text( kid ),
		session: text( claims.sid ),
		site: site.home,
		user: Number( claims.sub ),
		name: text( claims.name ),
		locale: text( claims.loc ),
		verifier: text( claims.wps ),
		grants: grants.filter( ( grant ) => granted.includes( grant ) ),
		version: number( claims.ver ),
		generation: number( claims.gen ),
		csrf: text( claims.csrf ),
		issuedAt: number( claims.iat ) * 1000,
		expiresAt: number( claims.exp ) * 1000,
		endsAt: number( claims.end ) * 1000,
		remember: claims.rem === true,
	};
}

export function toRefresh(
	site: Site,
	claims: JWTPayload,
	kid: unknown
): Refresh {
	return {
		kid: text( kid ),
		site: site.home,
		session: text( claims.sid ),
		generation: number( claims.gen ),
		csrf: text( claims.csrf ),
		expiresAt: number( claims.exp ) * 1000,
	};
}

function text( claim: unknown ): string {
	if ( typeof claim !== 'string' ) {
		throw new TypeError( 'a claim of our own token is missing' );
	}
	return claim;
}

function number( claim: unknown ): number {
	if ( typeof claim !== 'number' ) {
		throw new TypeError( 'a claim of our own token is missing' );
	}
	return claim;
}
