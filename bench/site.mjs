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

/** The hand-off of one of a thousand users, with a WordPress session of its own, if not of this one. */
export function signHandOff(
	site,
	{
		user = 1 + Math.floor( Math.random() * 1000 ),
		verifier,
		version = 1,
		grants = [ 'view', 'export' ],
	} = {}
) {
	const now = Math.floor( Date.now() / 1000 );
	const wps = verifier ?? randomBytes( 32 ).toString( 'hex' );
	return signStatement( site, 'gatehouse-handoff+jwt', {
		sub: String( user ),
		wps,
		way: 'fetch',
		intent: false,
		remember: true,
		wpx: now + 14 * 24 * 60 * 60,
		origins: [ site.home ],
		state: {
			user,
			version,
			name: 'A Person',
			locale: 'en-US',
			grants,
			live: [ wps ],
			ended: [],
			runOut: [],
		},
	} );
}

/** What the site says to its sidecar. */
export function signStatement( { home, base, kid, key }, typ, claims ) {
	const now = Math.floor( Date.now() / 1000 );
	const signed = [
		{ alg: 'Ed25519', typ, kid },
		{
			iss: home,
			aud: base,
			iat: now,
			exp: now + 60,
			jti: randomBytes( 16 ).toString( 'base64url' ),
			...claims,
		},
	]
		.map( ( part ) =>
			Buffer.from( JSON.stringify( part ) ).toString( 'base64url' )
		)
		.join( '.' );
	const signature = sign( null, Buffer.from( signed ), key );
	return `${ signed }.${ signature.toString( 'base64url' ) }`;
}
