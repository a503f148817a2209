import { isRecord } from '../user-state';
import type { Settings } from './settings';

/** A private JWK as it was given, parsed by own-keys.ts; null when none was. */
export function readPrivateKey( { read, fault }: Settings ): string | null {
	const value = read( 'GATEHOUSE_PRIVATE_KEY' );
	if ( value === undefined || isPrivateKey( value ) ) {
		return value ?? null;
	}
	fault(
		'GATEHOUSE_PRIVATE_KEY is not a private key. Give an Ed25519 key as JWK with kty, crv, x and d, or leave it out: one is made.'
	);
	return null;
}

function isPrivateKey( text: string ): boolean {
	const isKeyPart = ( part: unknown ) =>
		typeof part === 'string' && /^[A-Za-z0-9_-]{43}$/.test( part );
	try {
		const jwk: unknown = JSON.parse( text );
		if ( ! isRecord( jwk ) ) {
			return false;
		}
		const { kty, crv, x, d } = jwk;
		return (
			kty === 'OKP' &&
			crv === 'Ed25519' &&
			isKeyPart( x ) &&
			isKeyPart( d )
		);
	} catch {
		return false;
	}
}
