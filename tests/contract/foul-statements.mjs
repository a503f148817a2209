import { createHmac } from 'node:crypto';
import { base64url, keys, now, sampleOf, without } from './statement.mjs';

/** The trick of CVE-2015-9235: the public key as the secret of an HMAC. */
function signedByPublicKey( key, typ, claims ) {
	const header = base64url(
		JSON.stringify( { alg: 'HS256', typ, kid: key.kid } )
	);
	const signed = `${ header }.${ base64url( JSON.stringify( claims ) ) }`;
	const mac = createHmac( 'sha256', Buffer.from( key.x, 'base64url' ) );
	return `${ signed }.${ base64url( mac.update( signed ).digest() ) }`;
}

/** What is wrong with any statement, whatever its purpose. */
export function foulStatements( typ, key, claims ) {
	const refused = ( name, draft ) =>
		sampleOf( typ, 'refused', name, { key, claims, ...draft } );
	const withHeader = ( name, header ) => refused( name, { header } );
	const withClaims = ( name, wrong ) =>
		refused( name, { claims: { ...claims, ...wrong } } );

	return [
		refused( 'signed by a stranger under the pinned kid', {
			key: 'stranger',
			header: { kid: keys[ key ].kid },
		} ),
		sampleOf( typ, 'unknown-key', 'signed by a key nobody pinned', {
			key: 'stranger',
			claims,
		} ),
		withHeader( 'a kid that is a path', { kid: '../../etc/passwd' } ),
		withHeader( 'a kid of 65 characters', { kid: 'k'.repeat( 65 ) } ),
		withHeader( 'no kid', { kid: undefined } ),
		withHeader( 'a kid that is not a string', { kid: 7 } ),
		withHeader( 'its own key in the header', {
			kid: undefined,
			jwk: without( keys.stranger, 'd' ),
		} ),
		withHeader( 'the purpose of another statement', {
			typ: 'gatehouse-access+jwt',
		} ),
		withHeader( 'the general typ', { typ: 'JWT' } ),
		withHeader( 'no typ', { typ: undefined } ),
		withHeader( 'the algorithm none', { alg: 'none' } ),
		withHeader( 'the algorithm by its older name', { alg: 'EdDSA' } ),
		withHeader( 'an extension that must be understood', {
			crit: [ 'exp' ],
		} ),
		refused( 'an HMAC keyed with the public key', {
			bend: () => signedByPublicKey( keys[ key ], typ, claims ),
		} ),
		withClaims( 'for another audience', { aud: 'https://example.org' } ),
		withClaims( 'from another issuer', { iss: 'https://example.org' } ),
		withClaims( 'run out 31 seconds ago', {
			iat: now - 91,
			exp: now - 31,
		} ),
		withClaims( 'from 31 seconds ahead', { iat: now + 31, exp: now + 91 } ),
		withClaims( 'valid for longer than a minute', { exp: now + 61 } ),
		withClaims( 'ending before it began', { exp: now - 1 } ),
		withClaims( 'a jti too short to be random', { jti: 'once' } ),
		refused( 'no jti', { claims: without( claims, 'jti' ) } ),
		refused( 'no exp', { claims: without( claims, 'exp' ) } ),
		refused( 'times in quotation marks', {
			claims: { ...claims, iat: String( now ), exp: String( now + 60 ) },
		} ),
		refused( 'claims that are a list', { claims: [ claims ] } ),
		refused( 'claims that are no JSON', { claims: '{"iss":' } ),
		refused( 'a changed claim', {
			bend: ( jws ) => {
				const [ header, , signature ] = jws.split( '.' );
				const changed = { ...claims, exp: claims.exp - 1 };
				return `${ header }.${ base64url(
					JSON.stringify( changed )
				) }.${ signature }`;
			},
		} ),
		refused( 'no signature', {
			bend: ( jws ) => jws.slice( 0, jws.lastIndexOf( '.' ) + 1 ),
		} ),
		refused( 'half a signature', { bend: ( jws ) => jws.slice( 0, -43 ) } ),
		refused( 'two parts', {
			bend: ( jws ) => jws.slice( 0, jws.lastIndexOf( '.' ) ),
		} ),
		refused( 'padded base64', { bend: ( jws ) => `${ jws }==` } ),
		refused( 'a line break at the end', { bend: ( jws ) => `${ jws }\n` } ),
		refused( 'nothing at all', { bend: () => '' } ),
	];
}
