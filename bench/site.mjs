import {
	createHash,
	generateKeyPairSync,
	randomBytes,
	sign,
} from 'node:crypto';
import { createServer } from 'node:http';

/** A WordPress as far as the sidecar can tell: it publishes a key, and signs hand-offs. */
export async function startSite() {
	const { privateKey } = generateKeyPairSync( 'ed25519' );
	const jwk = privateKey.export( { format: 'jwk' } );
	const { crv, kty, x } = jwk;
	const kid = createHash( 'sha256' )
		.update( JSON.stringify( { crv, kty, x } ) )
		.digest( 'base64url' );
	const server = createServer( ( request, response ) => {
		const isAskedForKeys = request.url.endsWith( '/keys' );
		response
			.writeHead( isAskedForKeys ? 200 : 404, {
				'Content-Type': 'application/json',
			} )
			.end( JSON.stringify( { keys: [ { kty, crv, x, kid } ] } ) );
	} );
	await new Promise( ( done ) => server.listen( 0, '127.0.0.1', done ) );
	const home = `http://127.0.0.1:${ server.address().port }`;
	return {
		home,
		base: `${ home }/reports`,
		signing: { kid, jwk },
		close: () => server.close(),
	};
}

/** The hand-off of one of a thousand users, with a WordPress session of its own. */
export function signHandOff( { home, base, kid, key } ) {
	const now = Math.floor( Date.now() / 1000 );
	const user = 1 + Math.floor( Math.random() * 1000 );
	const verifier = randomBytes( 32 ).toString( 'hex' );
	const signed = [
		{ alg: 'Ed25519', typ: 'gatehouse-handoff+jwt', kid },
		{
			iss: home,
			aud: base,
			iat: now,
			exp: now + 60,
			jti: randomBytes( 16 ).toString( 'base64url' ),
			sub: String( user ),
			wps: verifier,
			way: 'fetch',
			intent: false,
			remember: true,
			wpx: now + 14 * 24 * 60 * 60,
			origins: [ home ],
			state: {
				user,
				version: 1,
				name: 'A Person',
				locale: 'en-US',
				grants: [ 'view', 'export' ],
				live: [ verifier ],
				ended: [],
				runOut: [],
			},
		},
	]
		.map( ( part ) =>
			Buffer.from( JSON.stringify( part ) ).toString( 'base64url' )
		)
		.join( '.' );
	const signature = sign( null, Buffer.from( signed ), key );
	return `${ signed }.${ signature.toString( 'base64url' ) }`;
}
