import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { tokenTypes } from '../../../sidecar/contract';
import { Browser } from '../browser';
import { type Gatehouse, startGatehouse } from '../gatehouse';
import { makeHandOff, makeState } from '../site';
import { codeOf, decode, forge, ownKeyOf, tokenOf } from './forge';

/** Where a kind of token is taken. */
type Door = {
	takes: string;
	knock( gatehouse: Gatehouse, token: string ): Promise< Response >;
	refusal: string;
};

const bring =
	( path: string ) =>
	( { address }: Gatehouse, body: string ): Promise< Response > =>
		fetch( address + path, {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body,
		} );

const doors: Record< string, Door > = {
	'POST <base>/': {
		takes: tokenTypes.handOff,
		knock: ( gatehouse, jws ) => new Browser( gatehouse ).bring( jws ),
		refusal: 'handoff_refused',
	},
	'POST site/state': {
		takes: tokenTypes.state,
		knock: bring( '/site/state' ),
		refusal: 'statement_refused',
	},
	'POST site/ping': {
		takes: tokenTypes.ping,
		knock: bring( '/site/ping' ),
		refusal: 'statement_refused',
	},
	'POST site/report': {
		takes: tokenTypes.report,
		knock: bring( '/site/report' ),
		refusal: 'statement_refused',
	},
	'POST site/catalogue': {
		takes: tokenTypes.catalogue,
		knock: bring( '/site/catalogue' ),
		refusal: 'statement_refused',
	},
	'the access cookie': {
		takes: tokenTypes.access,
		knock: ( { address }, token ) =>
			fetch( `${ address }/api/reports`, {
				headers: { cookie: `__Secure-gatehouse_access=${ token }` },
			} ),
		refusal: 'session_missing',
	},
	'the refresh cookie': {
		takes: tokenTypes.refresh,
		knock: ( { address, site }, token ) =>
			fetch( `${ address }/session/renew`, {
				method: 'POST',
				headers: {
					origin: site.home,
					cookie: `__Secure-gatehouse_refresh=${ token }`,
					'x-gatehouse-csrf': String( decode( token ).claims.csrf ),
				},
			} ),
		refusal: 'session_missing',
	},
};

/** Every claim that any kind of token has, so that nothing but its kind can be wrong. */
async function allClaims( gatehouse: Gatehouse ) {
	const browser = new Browser( gatehouse );
	await browser.signIn();
	const { site, clock } = gatehouse;
	const { iss, aud, ...session } = {
		...decode( tokenOf( browser, 'refresh' ) ).claims,
		...decode( tokenOf( browser, 'access' ) ).claims,
	};
	const statement = {
		...makeHandOff( site, clock.now ),
		states: [ makeState( { version: 2 } ) ],
		report: 'publishing',
		query: {},
		viewer: { user: 7, grants: [ 'view' ] },
		act: 'open',
		lang: 'en',
	};
	return {
		bySite: { ...session, ...statement },
		bySidecar: { ...statement, ...session, iss, aud },
	};
}

const isOwn = ( type: string ) =>
	type === tokenTypes.access || type === tokenTypes.refresh;

async function signAs(
	gatehouse: Gatehouse,
	type: string,
	at: Door
): Promise< string > {
	const own = isOwn( at.takes );
	const claims = await allClaims( gatehouse );
	const ownKid = await kidOf( gatehouse );
	const key: JWK = own ? await ownKeyOf( gatehouse ) : gatehouse.site.key;
	return forge(
		key,
		{ alg: 'Ed25519', typ: type, kid: own ? ownKid : gatehouse.site.kid },
		{ ...( own ? claims.bySidecar : claims.bySite ), jti: randomUUID() }
	);
}

async function kidOf( { address }: Gatehouse ): Promise< string > {
	const response = await fetch( `${ address }/.well-known/jwks.json` );
	return ( await response.json() ).keys[ 0 ].kid;
}

const kinds = [ ...Object.values( tokenTypes ), 'JWT', 'at+jwt', '' ];

describe.each( Object.entries( doors ) )( '%s', ( _name, door ) => {
	it.each( kinds )( 'given a good "%s"', async ( type ) => {
		const gatehouse = await startGatehouse();
		const token = await signAs( gatehouse, type, door );
		const response = await door.knock( gatehouse, token );
		if ( type === door.takes ) {
			expect( response.status ).toBe( 200 );
			return;
		}
		expect( response.status ).toBe( 401 );
		expect( await codeOf( response ) ).toBe( door.refusal );
		expect( response.headers.getSetCookie() ).toEqual( [] );
	} );

	it( 'refuses what the other side has signed', async () => {
		const gatehouse = await startGatehouse();
		const { header, claims } = decode(
			await signAs( gatehouse, door.takes, door )
		);
		const others = isOwn( door.takes )
			? gatehouse.site.key
			: await ownKeyOf( gatehouse );
		const token = forge( others, header, claims );
		const response = await door.knock( gatehouse, token );
		expect( response.status ).toBe( 401 );
		expect( await codeOf( response ) ).toBe( door.refusal );
	} );
} );

describe( 'a statement', () => {
	it.each( [
		[ 'POST site/state', '/site/state' ],
		[ 'POST site/ping', '/site/ping' ],
		[ 'POST site/report', '/site/report' ],
		[ 'POST site/catalogue', '/site/catalogue' ],
	] )( 'is good for one request: %s', async ( name, path ) => {
		const gatehouse = await startGatehouse();
		const door = doors[ name ];
		const jws = door && ( await signAs( gatehouse, door.takes, door ) );
		const answers = await Promise.all(
			Array.from( { length: 10 }, () =>
				bring( path )( gatehouse, jws ?? '' )
			)
		);
		expect(
			answers.filter( ( { status } ) => status === 200 )
		).toHaveLength( 1 );
	} );

	it( 'used for one purpose is used up for every other', async () => {
		const gatehouse = await startGatehouse();
		const { site, clock } = gatehouse;
		const handOff = makeHandOff( site, clock.now );
		const ping = await site.sign( tokenTypes.ping, handOff );
		expect(
			( await bring( '/site/ping' )( gatehouse, ping ) ).status
		).toBe( 200 );
		const response = await new Browser( gatehouse ).bring(
			await site.sign( tokenTypes.handOff, handOff )
		);
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
	} );
} );
