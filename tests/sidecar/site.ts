import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
	calculateJwkThumbprint,
	type CryptoKey,
	exportJWK,
	generateKeyPair,
	type JWK,
	SignJWT,
} from 'jose';
import { onTestFinished } from 'vitest';
import { signVoucher } from '../../sidecar/vouchers';
import type { HandOffClaims } from '../../sidecar/contract/hand-off';
import type {
	HeldSessions,
	UserState,
} from '../../sidecar/contract/user-state';

/** A WordPress as far as the sidecar can tell: it publishes keys and signs statements. */
export type TestSite = {
	home: string;
	base: string;
	/** Where it listens, whatever its home is called. */
	address: string;
	/** How often its keys were asked for. */
	keyFetches: number;
	/** What it answers when asked for its keys; null: it is away. */
	published: { keys: JWK[] } | null;
	kid: string;
	/** The private half of the key it signs with, to forge with. */
	key: JWK;
	/** What it has not been able to deliver; acknowledged states leave. */
	undelivered: UserState[];
	/** It cuts every connection. */
	isAway: boolean;
	/** How far its clock is ahead. */
	clockOffSeconds: number;
	/** The mark that it gave last. */
	given: string;
	/** The one that it gives with its next answer, to who has the last. */
	mark: string;
	/** What the sidecar said that it holds. */
	held: HeldSessions[];
	/** What it answers then; null: it is away. */
	restate: ( held: HeldSessions ) => UserState[] | null;
	/** Where what it says of its facts comes from; null: it says nothing of them. */
	facts: { home: string } | null;
	/** What the sidecar said last of the keys it trusts. */
	trusted: string[];
	/** From now on it signs with another key, vouched for or not; `leaked`: the others have. */
	changeKey( options: {
		publish: 'alone' | 'beside' | 'unvouched' | 'leaked' | 'not yet';
	} ): Promise< void >;
	sign(
		type: string,
		claims: Record< string, unknown >,
		header?: Record< string, unknown >
	): Promise< string >;
};

/** Below a path of its own address, or with a home and a base that no test can reach. */
export async function startSite(
	place: string | { home: string; base: string } = '/reports'
): Promise< TestSite > {
	let key = await makeKey();
	const server = createServer( async ( request, response ) => {
		if ( site.isAway ) {
			request.socket.destroy();
			return;
		}
		const now = Date.now() + site.clockOffSeconds * 1000;
		response.setHeader( 'Date', new Date( now ).toUTCString() );
		if (
			site.facts &&
			/\/(changes|facts|ranges|people)$/.test( `${ request.url }` )
		) {
			const told = await fetch( site.facts.home + request.url, {
				method: 'POST',
				body: JSON.stringify( await readClaims( request ) ),
			} );
			response.end( await told.text() );
			return;
		}
		if ( request.url?.endsWith( 'gatehouse/v1/states' ) ) {
			const { delivered, keys, mark, held } = await readClaims( request );
			site.undelivered = site.undelivered.filter(
				( { user } ) =>
					! delivered.some( ( one: UserState ) => one.user === user )
			);
			site.trusted = keys;
			if ( held ) {
				site.held.push( held );
			}
			const states = held ? site.restate( held ) : site.undelivered;
			if ( states === null ) {
				response.writeHead( 503 ).end();
				return;
			}
			const isKnown = mark === site.given || held?.more === false;
			site.given = isKnown ? site.mark : site.given;
			const answer = {
				keys: trustworthyKids( site ),
				states,
				mark: isKnown ? site.given : null,
			};
			response.end( JSON.stringify( answer ) );
			return;
		}
		if ( ! request.url?.startsWith( '/?rest_route=/gatehouse/v1/keys' ) ) {
			response.writeHead( 404 ).end();
			return;
		}
		site.keyFetches += 1;
		if ( site.published === null ) {
			response.writeHead( 503 ).end();
			return;
		}
		response.setHeader( 'Content-Type', 'application/json' );
		response.end( JSON.stringify( site.published ) );
	} );
	await new Promise< void >( ( resolve ) =>
		server.listen( 0, '127.0.0.1', resolve )
	);
	onTestFinished( () => {
		server.closeAllConnections();
		server.close();
	} );

	const { port } = server.address() as AddressInfo;
	const address = `http://127.0.0.1:${ port }`;
	const site: TestSite = {
		...( typeof place === 'string'
			? { home: address, base: address + place }
			: place ),
		address,
		keyFetches: 0,
		published: { keys: [ key.jwk ] },
		kid: key.kid,
		key: key.secret,
		undelivered: [],
		given: '',
		mark: '',
		held: [],
		restate: () => [],
		isAway: false,
		clockOffSeconds: 0,
		facts: null,
		trusted: [],

		async changeKey( { publish } ) {
			const old = key;
			key = await makeKey();
			const vouched = await signVoucher( old, site.home, key.kid );
			site.kid = key.kid;
			site.key = key.secret;
			const others = site.published?.keys ?? [];
			const before = {
				alone: [],
				'not yet': [],
				beside: others,
				unvouched: others,
				leaked: others.map( ( jwk ) => ( {
					...jwk,
					revoked: { revoked_at: 1767225600, reason: 'compromised' },
				} ) ),
			}[ publish ];
			if ( publish !== 'not yet' ) {
				const isVouched = publish === 'beside' || publish === 'leaked';
				const jwk = isVouched ? { ...key.jwk, vouched } : key.jwk;
				site.published = { keys: [ ...before, jwk ] };
			}
		},

		sign: ( type, claims, header = {} ) =>
			new SignJWT( claims )
				.setProtectedHeader( {
					alg: 'Ed25519',
					typ: type,
					kid: key.kid,
					...header,
				} )
				.sign( key.privateKey ),
	};
	return site;
}

async function readClaims( request: IncomingMessage ) {
	const [ , claims = '' ] = ( await text( request ) ).split( '.' );
	return JSON.parse( Buffer.from( claims, 'base64url' ).toString() );
}

export function trustworthyKids( { published }: TestSite ): string[] {
	return ( published?.keys ?? [] )
		.filter( ( jwk ) => ! ( 'revoked' in jwk ) )
		.map( ( { kid } ) => String( kid ) );
}

async function makeKey(): Promise< {
	kid: string;
	jwk: JWK;
	secret: JWK;
	privateKey: CryptoKey;
} > {
	const { publicKey, privateKey } = await generateKeyPair( 'Ed25519', {
		extractable: true,
	} );
	const jwk = await exportJWK( publicKey );
	const kid = await calculateJwkThumbprint( jwk );
	return {
		kid,
		jwk: { ...jwk, kid, alg: 'Ed25519', use: 'sig' },
		secret: await exportJWK( privateKey ),
		privateKey,
	};
}

export function makeVerifier(): string {
	return randomBytes( 32 ).toString( 'hex' );
}

/** User 7, who may see everything and has one live WordPress session. */
export function makeState( changes: Partial< UserState > = {} ): UserState {
	return {
		user: 7,
		version: 1,
		name: '김하늘',
		locale: 'ko-KR',
		grants: [ 'view', 'export' ],
		live: [],
		ended: [],
		runOut: [],
		...changes,
	};
}

export function makeHandOff(
	{ home, base }: TestSite,
	now: number,
	changes: Partial< HandOffClaims > = {}
): HandOffClaims {
	const wps = changes.wps ?? makeVerifier();
	const seconds = Math.floor( now / 1000 );
	return {
		iss: home,
		aud: base,
		iat: seconds,
		exp: seconds + 60,
		jti: randomUUID(),
		sub: '7',
		wps,
		way: 'fetch',
		intent: false,
		remember: true,
		wpx: seconds + 14 * 24 * 60 * 60,
		origins: [ home ],
		state: makeState( { live: [ wps ] } ),
		...changes,
	};
}
