import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { JWK } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lifetimes, tokenTypes } from '../../../sidecar/contract';
import { Browser } from '../browser';
import {
	addressOf,
	close,
	type Gatehouse,
	listen,
	startGatehouse,
} from '../gatehouse';
import { makeHandOff } from '../site';
import { codeOf, decode, encode, forge, ownKeyOf, tokenOf } from './forge';

/** A door that takes one kind of token: a good one, and how it answers a token. */
type Door = {
	good: {
		header: Record< string, unknown >;
		claims: Record< string, unknown >;
	};
	key: JWK;
	knock( token: string ): Promise< Response >;
	refusal: string;
};

async function openHandOff( gatehouse: Gatehouse ): Promise< Door > {
	const { site, clock } = gatehouse;
	return {
		good: {
			header: { alg: 'Ed25519', typ: tokenTypes.handOff, kid: site.kid },
			claims: makeHandOff( site, clock.now ),
		},
		key: site.key,
		knock: ( token ) => new Browser( gatehouse ).bring( token ),
		refusal: 'handoff_refused',
	};
}

async function openAccess( gatehouse: Gatehouse ): Promise< Door > {
	const browser = new Browser( gatehouse );
	await browser.signIn();
	return {
		good: decode( tokenOf( browser, 'access' ) ),
		key: await ownKeyOf( gatehouse ),
		knock: ( token ) =>
			browser.fetch( '/api/reports', {
				headers: { cookie: `__Secure-gatehouse_access=${ token }` },
			} ),
		refusal: 'session_missing',
	};
}

async function openRefresh( gatehouse: Gatehouse ): Promise< Door > {
	const browser = new Browser( gatehouse );
	await browser.signIn();
	return {
		good: decode( tokenOf( browser, 'refresh' ) ),
		key: await ownKeyOf( gatehouse ),
		knock: ( token ) =>
			browser.post( '/session/renew', {
				headers: { cookie: `__Secure-gatehouse_refresh=${ token }` },
			} ),
		refusal: 'session_missing',
	};
}

const stranger: JWK = generateKeyPairSync( 'ed25519' ).privateKey.export( {
	format: 'jwk',
} );
const { d: _secret, ...strangersPublic } = stranger;

function hmac( { good: { header, claims } }: Door, secret: Buffer | string ) {
	const signed = `${ encode( { ...header, alg: 'HS256' } ) }.${ encode( claims ) }`;
	const mac = createHmac( 'sha256', secret ).update( signed );
	return `${ signed }.${ mac.digest( 'base64url' ) }`;
}

function publicPem( { kty = '', crv = '', x = '' }: JWK ): string {
	const key = createPublicKey( { key: { kty, crv, x }, format: 'jwk' } );
	return key.export( { format: 'pem', type: 'spki' } ).toString();
}

const withHeader =
	( wrong: Record< string, unknown > ) =>
	( { key, good }: Door ): string =>
		forge( key, { ...good.header, ...wrong }, good.claims );

const withClaims =
	( wrong: Record< string, unknown > ) =>
	( { key, good }: Door ): string =>
		forge( key, good.header, { ...good.claims, ...wrong } );

const byStranger =
	( wrong: Record< string, unknown > ) =>
	( { good }: Door ): string =>
		forge( stranger, { ...good.header, ...wrong }, good.claims );

const unsigned =
	( alg: unknown ) =>
	( { good }: Door ): string =>
		`${ encode( { ...good.header, alg } ) }.${ encode( good.claims ) }.`;

function parts( { key, good }: Door ): string[] {
	return forge( key, good.header, good.claims ).split( '.' );
}

const attacks: Array< [ string, ( door: Door ) => string ] > = [
	[ 'the algorithm none, unsigned', unsigned( 'none' ) ],
	[ 'the algorithm None, unsigned', unsigned( 'None' ) ],
	[ 'the algorithm nOnE, unsigned', unsigned( 'nOnE' ) ],
	[ 'an empty algorithm, unsigned', unsigned( '' ) ],
	[ 'the algorithm null, unsigned', unsigned( null ) ],
	[
		'the algorithm none above a good signature',
		withHeader( { alg: 'none' } ),
	],
	[ 'no algorithm', withHeader( { alg: undefined } ) ],
	[ 'an algorithm that is a list', withHeader( { alg: [ 'Ed25519' ] } ) ],
	[ 'the algorithm ES256', withHeader( { alg: 'ES256' } ) ],
	[ 'the older name of its algorithm', withHeader( { alg: 'EdDSA' } ) ],
	[
		'HS256 with the public key',
		( door ) => hmac( door, Buffer.from( door.key.x ?? '', 'base64url' ) ),
	],
	[
		'HS256 with the public key as text',
		( door ) => hmac( door, door.key.x ?? '' ),
	],
	[
		'HS256 with the public key as PEM',
		( door ) => hmac( door, publicPem( door.key ) ),
	],
	[ 'a kid that is a path', withHeader( { kid: '../../../../dev/null' } ) ],
	[ 'a kid that is SQL', withHeader( { kid: "' OR '1'='1' --" } ) ],
	[ 'a kid of 10 KB', withHeader( { kid: 'k'.repeat( 10_240 ) } ) ],
	[ 'a kid with a NUL', withHeader( { kid: 'key\0' } ) ],
	[ 'a kid that is an object', withHeader( { kid: { toString: 'x' } } ) ],
	[ 'a kid named __proto__', byStranger( { kid: '__proto__ ' } ) ],
	[ 'a stranger under the known kid', byStranger( {} ) ],
	[ "a stranger's key in jwk", byStranger( { jwk: strangersPublic } ) ],
	[ "a stranger's key in x5c", byStranger( { x5c: [ 'MIIB' ] } ) ],
	[ 'crit', withHeader( { crit: [ 'exp' ], exp: 1 } ) ],
	[ 'an empty crit', withHeader( { crit: [] } ) ],
	[ 'b64:false', withHeader( { b64: false, crit: [ 'b64' ] } ) ],
	[
		'JWS in flattened JSON',
		( door ) => {
			const [ start, payload, signature ] = parts( door );
			return JSON.stringify( { protected: start, payload, signature } );
		},
	],
	[
		'JWS in general JSON',
		( door ) => {
			const [ start, payload, signature ] = parts( door );
			const signatures = [ { protected: start, signature } ];
			return JSON.stringify( { payload, signatures } );
		},
	],
	[
		'five parts, as if encrypted',
		( door ) => `${ parts( door ).join( '.' ) }.a.b`,
	],
	[ 'no exp', withClaims( { exp: undefined } ) ],
	[ 'an exp that is text', withClaims( { exp: '9999999999' } ) ],
	[ 'an exp that is null', withClaims( { exp: null } ) ],
	[
		'an nbf a day ahead',
		withClaims( { nbf: Date.UTC( 2026, 0, 2 ) / 1000 } ),
	],
	[ 'an iat that is text', withClaims( { iat: 'now' } ) ],
	[
		'the audience of another site',
		withClaims( { aud: 'https://example.org' } ),
	],
	[ 'no audience', withClaims( { aud: undefined } ) ],
	[
		'the issuer of another site',
		withClaims( { iss: 'https://example.org' } ),
	],
	[ 'no issuer', withClaims( { iss: undefined } ) ],
	[
		'its issuer with a slash at the end',
		( { key, good } ) =>
			forge( key, good.header, {
				...good.claims,
				iss: `${ String( good.claims.iss ) }/`,
			} ),
	],
	[
		'a signature of nothing',
		( door ) => parts( door ).slice( 0, 2 ).join( '.' ) + '.',
	],
	[ 'no signature', ( door ) => parts( door ).slice( 0, 2 ).join( '.' ) ],
	[
		'half a signature',
		( door ) => parts( door ).join( '.' ).slice( 0, -43 ),
	],
	[
		'its last character lost',
		( door ) => parts( door ).join( '.' ).slice( 0, -1 ),
	],
	[
		'its first character lost',
		( door ) => parts( door ).join( '.' ).slice( 1 ),
	],
	[
		'the header of another token',
		( door ) => {
			const [ , payload, signature ] = parts( door );
			const header = { ...door.good.header, kid: 'another' };
			return `${ encode( header ) }.${ payload }.${ signature }`;
		},
	],
];

describe.each( [
	[ 'a hand-off', openHandOff ],
	[ 'an access token', openAccess ],
	[ 'a refresh token', openRefresh ],
] )( '%s', ( _kind, open ) => {
	it( 'is taken as it should be', async () => {
		const door = await open( await startGatehouse() );
		const response = await door.knock( parts( door ).join( '.' ) );
		expect( response.status ).toBe( 200 );
	} );

	it.each( attacks )( 'is refused with %s', async ( _name, attack ) => {
		const gatehouse = await startGatehouse();
		const door = await open( gatehouse );
		const response = await door.knock( attack( door ) );
		expect( response.status ).toBe( 401 );
		expect( await codeOf( response ) ).toBe( door.refusal );
		expect( response.headers.getSetCookie() ).toEqual( [] );
	} );

	it( 'is refused with any character changed', async () => {
		const door = await open( await startGatehouse() );
		const good = parts( door ).join( '.' );
		const last = good.length - 1;
		const places = Array.from( { length: 60 }, ( _, i ) =>
			Math.round( ( last * i ) / 59 )
		);
		for ( const place of places.filter( ( i ) => good[ i ] !== '.' ) ) {
			const bent = flipBit( good, place );
			expect( [ place, ( await door.knock( bent ) ).status ] ).toEqual( [
				place,
				401,
			] );
		}
	} );

	it.each( [ 'jku', 'x5u' ] )(
		'never sends anybody to its %s',
		async ( name ) => {
			let visits = 0;
			const elsewhere = await listen(
				createServer( ( _request, response ) => {
					visits += 1;
					response.end(
						JSON.stringify( { keys: [ strangersPublic ] } )
					);
				} )
			);
			onTestFinished( () => close( elsewhere ) );
			const door = await open( await startGatehouse() );
			const header = { [ name ]: addressOf( elsewhere ) };
			const response = await door.knock( byStranger( header )( door ) );
			expect( response.status ).toBe( 401 );
			expect( visits ).toBe( 0 );
		}
	);
} );

/** The last bit of the six that a character of base64url stands for. */
function flipBit( token: string, place: number ): string {
	const alphabet =
		'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	const other = alphabet[ alphabet.indexOf( token[ place ] ?? '' ) ^ 1 ];
	return token.slice( 0, place ) + other + token.slice( place + 1 );
}

describe( 'a hand-off in time', () => {
	const { statement, clockTolerance } = lifetimes;
	it.each( [
		[ 'for a minute and a second', 0, statement + 1 ],
		[ 'for a century', 0, 100 * 365 * 24 * 60 * 60 ],
		[ 'for longer than numbers go', 0, Number.MAX_VALUE ],
		[ 'from the future', clockTolerance + 1, statement ],
		[ 'from before its own time', 0, 0 ],
	] )( 'is refused when it is valid %s', async ( _name, from, seconds ) => {
		const gatehouse = await startGatehouse();
		const door = await openHandOff( gatehouse );
		const iat = gatehouse.clock.now / 1000 + from;
		const response = await door.knock(
			withClaims( { iat, exp: iat + seconds } )( door )
		);
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
	} );
} );
