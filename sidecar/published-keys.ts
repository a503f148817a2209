import { createHash } from 'node:crypto';
import { siteRoutes } from './contract';
import { isRecord } from './user-state';

export const keyKind = { kty: 'OKP', crv: 'Ed25519' } as const;

/** A public Ed25519 key (RFC 8037) as a site publishes it. */
export type PublishedKey = {
	kid: string;
	x: string;
	/** It has leaked: nothing it signed counts (OpenID Federation 1.0, section 8.7). */
	revoked: boolean;
	/** What the key before it says of it, as a compact JWS: see vouchers.ts. */
	vouched: string | null;
};

/** Milliseconds. */
const timeout = 10_000;

/** Asks a site for its keys. Security plugins may block REST, so there are two addresses. */
export async function askKeys(
	home: string,
	fetch: typeof globalThis.fetch
): Promise< PublishedKey[] > {
	const route = `rest_route=/gatehouse/v1/${ siteRoutes.keys }`;
	return askKeysAt( `${ home }/?${ route }`, fetch ).catch( () =>
		askKeysAt( `${ home }/?gatehouse=keys`, fetch )
	);
}

async function askKeysAt(
	address: string,
	fetch: typeof globalThis.fetch
): Promise< PublishedKey[] > {
	const response = await fetch( address, {
		headers: { accept: 'application/json' },
		redirect: 'error',
		signal: AbortSignal.timeout( timeout ),
	} );
	if ( ! response.ok ) {
		await response.body?.cancel();
		throw new Error( `${ address } answered ${ response.status }` );
	}
	const published = readKeySet( await response.json() );
	if ( ! published.some( ( { revoked } ) => ! revoked ) ) {
		throw new Error( `${ address } names no Ed25519 key` );
	}
	return published;
}

/** Of a JWKS the keys that can be read. */
export function readKeySet( answer: unknown ): PublishedKey[] {
	const keys = isRecord( answer ) ? answer.keys : null;
	return Array.isArray( keys )
		? keys.filter( isKey ).map( ( key ) => ( {
				...key,
				revoked: 'revoked' in key,
				vouched:
					'vouched' in key && typeof key.vouched === 'string'
						? key.vouched
						: null,
			} ) )
		: [];
}

function isKey( value: unknown ): value is Pick< PublishedKey, 'kid' | 'x' > {
	return (
		isRecord( value ) &&
		value.kty === keyKind.kty &&
		value.crv === keyKind.crv &&
		typeof value.x === 'string' &&
		/^[\w-]{43}$/.test( value.x ) &&
		value.kid === thumbprint( value.x )
	);
}

/** RFC 7638. A kid is trusted by its name, so the name has to be the key's own. */
function thumbprint( x: string ): string {
	const { crv, kty } = keyKind;
	return createHash( 'sha256' )
		.update( JSON.stringify( { crv, kty, x } ) )
		.digest( 'base64url' );
}
