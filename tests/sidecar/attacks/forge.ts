import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import type { Browser } from '../browser';
import type { Gatehouse } from '../gatehouse';

/** A header or claims: as JSON, or as the very text that is signed. */
type Part = Record< string, unknown > | string;

/** A JWS that no library would make: any header, any claims, signed by hand. */
export function forge( key: JWK, header: Part, claims: Part ): string {
	const signed = `${ encode( header ) }.${ encode( claims ) }`;
	const { kty, crv, x, d } = key;
	const jwk = { kty, crv, x, d } as JsonWebKey;
	const privateKey = createPrivateKey( { key: jwk, format: 'jwk' } );
	const signature = sign( null, Buffer.from( signed ), privateKey );
	return `${ signed }.${ signature.toString( 'base64url' ) }`;
}

export function encode( part: Part ): string {
	const text = typeof part === 'string' ? part : JSON.stringify( part );
	return Buffer.from( text ).toString( 'base64url' );
}

export function decode( jws: string ): {
	header: Record< string, unknown >;
	claims: Record< string, unknown >;
} {
	const [ header = '', claims = '' ] = jws.split( '.' );
	const read = ( part: string ) =>
		JSON.parse( Buffer.from( part, 'base64url' ).toString() );
	return { header: read( header ), claims: read( claims ) };
}

/** What the sidecar itself signs with. */
export async function ownKeyOf( {
	folder,
}: Pick< Gatehouse, 'folder' > ): Promise< JWK > {
	const file = await readFile( `${ folder }/key.json`, 'utf8' );
	const [ { x, d } ] = JSON.parse( file ).keys;
	return { kty: 'OKP', crv: 'Ed25519', x, d };
}

export function tokenOf(
	{ cookies }: Pick< Browser, 'cookies' >,
	part: 'access' | 'refresh'
): string {
	return cookies.get( `__Secure-gatehouse_${ part }` )?.value ?? '';
}

export async function codeOf( response: Response ): Promise< string > {
	return ( await response.json() ).code;
}
