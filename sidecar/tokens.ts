import {
	type CryptoKey,
	errors,
	type JWTPayload,
	jwtVerify,
	SignJWT,
} from 'jose';
import { type Access, type Refresh, toAccess, toRefresh } from './access';
import { isCompactJws } from './compact-jws';
import type { Site } from './config';
import { lifetimes, signatureAlgorithm, tokenTypes } from './contract';
import { Refusal } from './errors';
import type { OwnKeys } from './own-keys';
import type { Session } from './sessions';
import { createTokenMemory, fingerprint } from './token-memory';

type TokenType = ( typeof tokenTypes )[ keyof typeof tokenTypes ];

export type Tokens = {
	mintAccess( site: Site, session: Session ): Promise< string >;
	mintRefresh( site: Site, session: Session ): Promise< string >;
	/** A token that was verified before and has time left; looks at nothing but memory. */
	recallAccess( site: Site, token: string ): Access | undefined;
	verifyAccess( site: Site, token: string ): Promise< Access >;
	verifyRefresh( site: Site, token: string ): Promise< Refresh >;
	/** The jti of a statement of ours to ourselves, signed by the doctor; null: it is none. */
	verifyQuestion( site: Site, jws: string ): Promise< string | null >;
	/** A statement of ours to a site. */
	signStatement(
		site: string,
		type: TokenType,
		claims: Readonly< Record< string, unknown > >
	): Promise< string >;
};

export type TokensParts = {
	ownKeys: OwnKeys;
	sites: readonly Site[];
	/** Milliseconds since 1970. */
	clock: () => number;
	randomId: () => string;
};

export function createTokens( {
	ownKeys,
	sites,
	clock,
	randomId,
}: TokensParts ): Tokens {
	const isOwnKey = ( kid: string ) => ownKeys.find( kid ) !== undefined;
	const accessTokens = createTokenMemory< Access >( { isOwnKey, clock } );
	const refreshTokens = createTokenMemory< Refresh >( {
		isOwnKey,
		clock,
		toKey: fingerprint,
	} );

	const sign = (
		type: TokenType,
		claims: JWTPayload,
		{ kid, privateKey } = ownKeys.signer()
	) =>
		new SignJWT( claims )
			.setProtectedHeader( { alg: signatureAlgorithm, typ: type, kid } )
			.sign( privateKey );

	async function verify( site: Site, type: TokenType, token: string ) {
		if ( ! isCompactJws( token ) ) {
			throw new TypeError( 'not a compact JWS' );
		}
		return jwtVerify( token, ( { kid } ) => requireOwn( ownKeys, kid ), {
			typ: type,
			algorithms: [ signatureAlgorithm ],
			issuer: site.base,
			audience: site.base,
			requiredClaims: [ 'iat', 'exp' ],
			currentDate: new Date( clock() ),
		} );
	}

	return {
		mintAccess( site, session ) {
			const now = Math.floor( clock() / 1000 );
			const end = Math.floor( session.endsAt / 1000 );
			return sign( tokenTypes.access, {
				iss: site.base,
				aud: site.base,
				iat: now,
				exp: Math.min( now + lifetimes.access, end ),
				sub: String( session.user ),
				sid: session.id,
				gen: session.generation,
				ver: session.version,
				wps: session.verifier,
				csrf: session.csrf,
				grants: session.grants,
				name: session.name,
				loc: session.locale,
				end,
				rem: session.remember,
			} );
		},

		/** Remembered at once: the one who presents it is likely to come here. */
		async mintRefresh( site, session ) {
			const signer = ownKeys.signer();
			const claims = {
				iss: site.base,
				aud: site.base,
				iat: Math.floor( clock() / 1000 ),
				exp: Math.floor( session.endsAt / 1000 ),
				sid: session.id,
				gen: session.generation,
				csrf: session.csrf,
			};
			const token = await sign( tokenTypes.refresh, claims, signer );
			refreshTokens.remember(
				token,
				toRefresh( site, claims, signer.kid )
			);
			return token;
		},

		recallAccess: accessTokens.recall,

		async verifyAccess( site, token ) {
			const recalled = accessTokens.recall( site, token );
			if ( recalled !== undefined ) {
				return recalled;
			}
			try {
				const { payload, protectedHeader } = await verify(
					site,
					tokenTypes.access,
					token
				);
				return accessTokens.remember(
					token,
					toAccess( site, payload, protectedHeader.kid )
				);
			} catch ( error ) {
				throw error instanceof errors.JWTExpired
					? new Refusal( 'access_expired' )
					: new Refusal( 'session_missing', { cause: error } );
			}
		},

		async verifyRefresh( site, token ) {
			const recalled = refreshTokens.recall( site, token );
			if ( recalled !== undefined ) {
				return recalled;
			}
			try {
				const { payload, protectedHeader } = await verify(
					site,
					tokenTypes.refresh,
					token
				);
				return refreshTokens.remember(
					token,
					toRefresh( site, payload, protectedHeader.kid )
				);
			} catch ( error ) {
				throw error instanceof errors.JWTExpired
					? new Refusal( 'session_expired' )
					: new Refusal( 'session_missing', { cause: error } );
			}
		},

		async verifyQuestion( site, jws ) {
			try {
				const { payload } = await verify(
					site,
					tokenTypes.doctor,
					jws
				);
				return payload.jti ?? null;
			} catch {
				return null;
			}
		},

		async signStatement( home, type, claims ) {
			const site = sites.find( ( one ) => one.home === home );
			if ( site === undefined ) {
				throw new TypeError( `${ home } is not among the sites` );
			}
			const now = Math.floor( clock() / 1000 );
			return sign( type, {
				iss: site.base,
				aud: site.home,
				iat: now,
				exp: now + lifetimes.statement,
				jti: randomId(),
				...claims,
			} );
		},
	};
}

function requireOwn( ownKeys: OwnKeys, kid: unknown ): CryptoKey {
	const key = ownKeys.find( kid );
	if ( key === undefined ) {
		throw new TypeError( 'signed with a key that is not ours' );
	}
	return key;
}
