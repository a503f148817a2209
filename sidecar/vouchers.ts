import {
	type CryptoKey,
	decodeProtectedHeader,
	jwtVerify,
	SignJWT,
} from 'jose';
import { isCompactJws } from './compact-jws';
import { signatureAlgorithm, tokenTypes } from './contract';
import { keyKind, type PublishedKey } from './published-keys';

type Known = Pick< PublishedKey, 'kid' | 'x' >;

/** What a key says of the one that follows it. It has no end: it counts while its signer does. */
export async function signVoucher(
	signer: { kid: string; privateKey: CryptoKey },
	issuer: string,
	kid: string
): Promise< string > {
	return new SignJWT( { iss: issuer, key: kid } )
		.setProtectedHeader( {
			alg: signatureAlgorithm,
			typ: tokenTypes.key,
			kid: signer.kid,
		} )
		.sign( signer.privateKey );
}

/**
 * Of the keys that `issuer` publishes those that are trusted, and those that a chain of vouchers
 * joins to one that is. A known key beside a fresh one proves nothing: its public half is
 * everybody's, also the next owner's of an expired domain. A revoked key may vouch in the set
 * that revokes it, so that the next is believed where it is dropped; once dropped, it can't.
 */
export async function believedKeys<
	Key extends Known & { vouched: string | null },
>( published: Key[], trusted: Known[], issuer: string ): Promise< Key[] > {
	const reached = new Map( trusted.map( ( { kid, x } ) => [ kid, x ] ) );
	for ( let before = -1; before < reached.size; ) {
		before = reached.size;
		for ( const { kid, x, vouched } of published ) {
			if (
				! reached.has( kid ) &&
				vouched !== null &&
				( await vouchesFor( kid, vouched, reached, issuer ) )
			) {
				reached.set( kid, x );
			}
		}
	}
	return published.filter( ( { kid } ) => reached.has( kid ) );
}

async function vouchesFor(
	kid: string,
	voucher: string,
	reached: Map< string, string >,
	issuer: string
): Promise< boolean > {
	const x = isCompactJws( voucher )
		? signerOf( voucher, reached )
		: undefined;
	if ( x === undefined ) {
		return false;
	}
	try {
		const { payload } = await jwtVerify(
			voucher,
			{ ...keyKind, x },
			{
				typ: tokenTypes.key,
				algorithms: [ signatureAlgorithm ],
				issuer,
			}
		);
		return payload.key === kid;
	} catch {
		return false;
	}
}

function signerOf(
	voucher: string,
	reached: Map< string, string >
): string | undefined {
	try {
		return reached.get( String( decodeProtectedHeader( voucher ).kid ) );
	} catch {
		return undefined;
	}
}
