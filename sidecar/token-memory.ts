import { hash } from 'node:crypto';
import type { Site } from './config';

type Known = {
	/** Of the key it was signed with. */
	readonly kid: string;
	/** The site's home. */
	readonly site: string;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
};

/** Tokens known to be good, because they were verified here before or signed here. */
export type TokenMemory< Claims > = {
	/** Looks at nothing but memory. */
	recall( site: Site, token: string ): Claims | undefined;
	remember( token: string, claims: Claims ): Claims;
};

/** About 30 MB of access tokens when full. */
const tokensAtMost = 20_000;

/** Failures are never remembered: they are a stranger's to make, and without end. */
export function createTokenMemory< Claims extends Known >( {
	isOwnKey,
	clock,
	toKey = ( token ) => token,
}: {
	isOwnKey: ( kid: string ) => boolean;
	/** Milliseconds since 1970. */
	clock: () => number;
	toKey?: ( token: string ) => string;
} ): TokenMemory< Claims > {
	const memory = new Map< string, Claims >();

	return {
		recall( site, token ) {
			const key = toKey( token );
			const claims = memory.get( key );
			if ( claims === undefined || claims.site !== site.home ) {
				return undefined;
			}
			if ( claims.expiresAt <= clock() || ! isOwnKey( claims.kid ) ) {
				memory.delete( key );
				return undefined;
			}
			return claims;
		},

		remember( token, claims ) {
			if ( memory.size >= tokensAtMost ) {
				const [ oldest = '' ] = memory.keys();
				memory.delete( oldest );
			}
			memory.set( toKey( token ), claims );
			return claims;
		},
	};
}

/** A refresh token is good for a month: what is kept of it must not be one. */
export function fingerprint( token: string ): string {
	return hash( 'sha256', token, 'base64url' );
}
