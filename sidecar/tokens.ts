import {
	type CryptoKey,
	errors,
	type JWTPayload,
	jwtVerify,
	SignJWT,
} from 'jose';
import { type Access, number, text, toAccess } from './access';
import { isCompactJws } from './compact-jws';
import type { Site } from './config';
import { lifetimes, signatureAlgorithm, tokenTypes } from './contract';
import { Refusal } from './errors';
import type { OwnKeys } from './own-keys';
import type { Generation, Session } from './sessions';

export type Refresh = Generation & { readonly csrf: string };

type TokenType = ( typeof tokenTypes )[ keyof typeof tokenTypes ];

export type Tokens = {
	mintAccess( site: Site, session: Session ): Promise< string >;
	mintRefresh( site: Site, session: Session ): Promise< string >;
	/** A token that was verified before and has time left; looks at nothing but memory. */
	recallAccess( site: Site, token: string ): Access | undefined;
	verifyAccess( site: Site, token: string ): Promise< Access >;
	verifyRefresh( site: Site, token: string ): Promise< Refresh >;
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

/** About 30 MB when full. */
const rememberedTokens = 20_000;

export function createTokens( {
	ownKeys,
	sites,
	clock,
	randomId,
}: TokensParts ): Tokens {
	// Failures are never remembered: they are a stranger's to make, and without end.
	const verified = new Map< string, Access >();

	const sign = ( type: TokenType, claims: JWTPayload ) => {
		const { kid, privateKey } = ownKeys.signer();
		return new SignJWT( claims )
			.setProtectedHeader( { alg: signatureAlgorithm, typ: type, kid } )
			.sign( privateKey );
	};

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

	function recallAccess( site: Site, token: string ): Access | undefined {
		const access = verified.get( token );
		if ( access === undefined || access.site !== site.home ) {
			return undefined;
		}
		if (
			access.expiresAt <= clock() ||
			ownKeys.find( access.kid ) === undefined
		) {
			verified.delete( token );
			return undefined;
		}
		return access;
	}

	function remember( token: string, access: Access ): Access {
		if ( verified.size >= rememberedTokens ) {
			const [ oldest = '' ] = verified.keys();
			verified.delete( oldest );
		}
		verified.set( token, access );
		return access;
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

		mintRefresh: ( site, session ) =>
			sign( tokenTypes.refresh, {
				iss: site.base,
				aud: site.base,
				iat: Math.floor( clock() / 1000 ),
				exp: Math.floor( session.endsAt / 1000 ),
				sid: session.id,
				gen: session.generation,
				csrf: session.csrf,
			} ),

		recallAccess,

		async verifyAccess( site, token ) {
			const recalled = recallAccess( site, token );
			if ( recalled !== undefined ) {
				return recalled;
			}
			try {
				const { payload, protectedHeader } = await verify(
					site,
					tokenTypes.access,
					token
				);
				return remember(
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
			try {
				const { payload } = await verify(
					site,
					tokenTypes.refresh,
					token
				);
				return {
					session: text( payload.sid ),
					generation: number( payload.gen ),
					csrf: text( payload.csrf ),
				};
			} catch ( error ) {
				throw error instanceof errors.JWTExpired
					? new Refusal( 'session_expired' )
					: new Refusal( 'session_missing', { cause: error } );
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
