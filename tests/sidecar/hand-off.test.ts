import { randomUUID } from 'node:crypto';
import {
	type IncomingHttpHeaders,
	type OutgoingHttpHeaders,
	request,
} from 'node:http';
import { describe, expect, it } from 'vitest';
import { lifetimes } from '../../sidecar/contract';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeHandOff, makeState, makeVerifier } from './site';

async function codeOf( response: Response ): Promise< string > {
	return ( await response.json() ).code;
}

async function signed(
	{ site, clock }: Gatehouse,
	changes: Parameters< typeof makeHandOff >[ 2 ] = {}
): Promise< string > {
	const claims = makeHandOff( site, clock.now, changes );
	return site.sign( 'gatehouse-handoff+jwt', claims );
}

/** Node's fetch sends Sec-Fetch-Mode as browsers do; PHP doesn't. */
async function postAsPhp(
	address: string,
	headers: OutgoingHttpHeaders
): Promise< { status: number; headers: IncomingHttpHeaders } > {
	return new Promise( ( resolve, reject ) => {
		request( `${ address }/`, { method: 'POST', headers }, ( answer ) => {
			answer.resume();
			resolve( {
				status: answer.statusCode ?? 0,
				headers: answer.headers,
			} );
		} )
			.on( 'error', reject )
			.end();
	} );
}

describe( 'POST <base>/', () => {
	it( 'starts a session and says who, until when and with what', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		const response = await new Browser( gatehouse ).handOff( { wps } );

		expect( response.status ).toBe( 200 );
		expect( await response.json() ).toEqual( {
			site: gatehouse.site.home,
			user: { id: 7, name: '김하늘', locale: 'ko-KR' },
			verifier: wps,
			grants: [ 'view', 'export' ],
			expiresInSeconds: lifetimes.access,
			renewInSeconds: lifetimes.renewAfter,
			endsInSeconds: lifetimes.refresh,
			csrf: expect.stringMatching( /^[\w-]{22}$/ ),
			generation: 1,
		} );
	} );

	it( 'sets two cookies that scripts and other sites never get', async () => {
		const gatehouse = await startGatehouse();
		const response = await new Browser( gatehouse ).handOff();
		const [ access, refresh ] = response.headers.getSetCookie();

		expect( access ).toMatch(
			/^__Secure-gatehouse_access=[\w.-]+; Max-Age=1800; Path=\/reports\/; HttpOnly; Secure; SameSite=Strict$/
		);
		expect( refresh ).toMatch(
			/^__Secure-gatehouse_refresh=[\w.-]+; Max-Age=2592000; Path=\/reports\/session; HttpOnly; Secure; SameSite=Strict$/
		);
	} );

	it( 'without "remember me" leaves the end to the browser and to WordPress', async () => {
		const gatehouse = await startGatehouse();
		const wpx = Math.floor( gatehouse.clock.now / 1000 ) + 3600;
		const browser = new Browser( gatehouse );
		const response = await browser.handOff( { remember: false, wpx } );

		expect( ( await response.json() ).endsInSeconds ).toBe( 3600 );
		for ( const cookie of response.headers.getSetCookie() ) {
			expect( cookie ).not.toContain( 'Max-Age' );
		}
	} );

	it( 'gives the same session to the same verifier again', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		const tabs = [ 1, 2, 3, 4 ].map( () => new Browser( gatehouse ) );
		const answers = await Promise.all(
			tabs.map( ( tab ) => tab.signIn( { wps } ) )
		);

		expect( new Set( answers.map( ( { csrf } ) => csrf ) ).size ).toBe( 1 );
		expect( answers.map( ( { generation } ) => generation ) ).toEqual( [
			1, 1, 1, 1,
		] );
	} );

	it( 'answers a form with a page that goes onward to the page asked for', async () => {
		const gatehouse = await startGatehouse();
		const jws = await signed( gatehouse, {
			way: 'form',
			to: '/r/publishing?from=2026-01-01',
		} );
		const browser = new Browser( gatehouse );
		const response = await browser.fetch( '/', {
			method: 'POST',
			body: new URLSearchParams( { handoff: jws } ),
		} );

		expect( response.status ).toBe( 200 );
		expect( response.headers.get( 'content-type' ) ).toContain(
			'text/html'
		);
		expect( await response.text() ).toContain(
			'/session/onward?step=arrived&amp;to=%2Fr%2Fpublishing%3Ffrom%3D2026-01-01'
		);
		expect( browser.cookies.size ).toBe( 2 );
	} );

	it( 'takes what PHP relays, in the header as well', async () => {
		const gatehouse = await startGatehouse();
		const jws = await signed( gatehouse, {
			way: 'php',
			client: { address: '203.0.113.0', device: 'Firefox' },
		} );
		const { status, headers } = await postAsPhp( gatehouse.address, {
			'x-gatehouse': jws,
		} );
		expect( status ).toBe( 200 );
		expect( headers[ 'set-cookie' ] ).toHaveLength( 2 );
	} );
} );

describe( 'a wrong hand-off', () => {
	const stale = -120_000;
	const wrong: Array<
		[ string, Parameters< typeof makeHandOff >[ 2 ], object? ]
	> = [
		[ 'for another audience', { aud: 'https://example.org' } ],
		[ 'of another site', { iss: 'https://example.org' } ],
		[ 'for another user than its state', { sub: '8' } ],
		[ 'with a verifier its state does not list', { state: makeState() } ],
		[ 'made for PHP, brought by a browser', { way: 'php' } ],
		[ 'made for a form, fetched', { way: 'form' } ],
		[ 'from a foreign origin', {}, { origin: 'https://evil.example' } ],
		[ 'from a null origin', {}, { origin: 'null' } ],
		[ 'from a sibling origin', {}, { origin: 'http://127.0.0.1:1' } ],
	];

	it.each( wrong )(
		'is refused: %s',
		async ( _name, changes, headers = {} ) => {
			const gatehouse = await startGatehouse();
			const browser = new Browser( gatehouse );
			const jws = await signed( gatehouse, changes );
			const response = await browser.bring( jws, { ...headers } );

			expect( response.status ).toBe( 401 );
			expect( await codeOf( response ) ).toBe( 'handoff_refused' );
			expect( response.headers.getSetCookie() ).toEqual( [] );
			expect( gatehouse.log.join( '' ) ).toMatch( /"reason":"[^"]+"/ );
			expect( gatehouse.log.join( '' ) ).not.toContain(
				jws.slice( -40 )
			);
		}
	);

	it.each( [
		[ 280, 200 ],
		[ 281, 401 ],
	] )(
		'is one with an origin longer than the store keeps: %i characters get %i',
		async ( length, status ) => {
			const gatehouse = await startGatehouse();
			const origin = 'https://'.padEnd( length, 'a' );
			const response = await new Browser( gatehouse ).handOff( {
				origins: [ gatehouse.site.home, origin ],
			} );
			expect( response.status ).toBe( status );
		}
	);

	it( 'is refused when it is stale', async () => {
		const gatehouse = await startGatehouse();
		const claims = makeHandOff(
			gatehouse.site,
			gatehouse.clock.now + stale
		);
		const jws = await gatehouse.site.sign(
			'gatehouse-handoff+jwt',
			claims
		);
		const response = await new Browser( gatehouse ).bring( jws );
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
	} );

	it( 'is refused the second time', async () => {
		const gatehouse = await startGatehouse();
		const jws = await signed( gatehouse );
		const first = await new Browser( gatehouse ).bring( jws );
		const again = await new Browser( gatehouse ).bring( jws );

		expect( first.status ).toBe( 200 );
		expect( await codeOf( again ) ).toBe( 'handoff_refused' );
		expect( again.headers.getSetCookie() ).toEqual( [] );
	} );

	it( 'is refused when another statement serves as one', async () => {
		const gatehouse = await startGatehouse();
		const claims = makeHandOff( gatehouse.site, gatehouse.clock.now );
		const jws = await gatehouse.site.sign( 'gatehouse-state+jwt', claims );
		const response = await new Browser( gatehouse ).bring( jws );
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
	} );

	it.each( [
		[ 'a cookie, even a foreign one', { cookie: 'wordpress_logged_in=x' } ],
		[ 'a fetch header', { 'sec-fetch-mode': 'navigate' } ],
	] )( 'made for PHP is refused beside %s', async ( _name, headers ) => {
		const gatehouse = await startGatehouse();
		const { status } = await postAsPhp( gatehouse.address, {
			'x-gatehouse': await signed( gatehouse, { way: 'php' } ),
			...headers,
		} );
		expect( status ).toBe( 401 );
	} );

	it( 'made for a page is refused without any origin', async () => {
		const gatehouse = await startGatehouse();
		const response = await fetch( `${ gatehouse.address }/`, {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body: await signed( gatehouse ),
		} );
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
	} );

	it( 'of a user without a grant starts nothing', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		const response = await new Browser( gatehouse ).handOff( {
			wps,
			state: makeState( { live: [ wps ], grants: [] } ),
		} );
		expect( response.status ).toBe( 403 );
		expect( await codeOf( response ) ).toBe( 'permission_missing' );
	} );

	it.each( [
		[ 'nothing', undefined, 415, 'body_type_wrong' ],
		[ 'JSON', '{"handoff":"x"}', 415, 'body_type_wrong' ],
	] )( 'is refused as %s', async ( _name, body, status, code ) => {
		const { address } = await startGatehouse();
		const response = await fetch( `${ address }/`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			...( body === undefined ? {} : { body } ),
		} );
		expect( response.status ).toBe( status );
		expect( await codeOf( response ) ).toBe( code );
	} );

	it( 'larger than 64 KB is not read', async () => {
		const gatehouse = await startGatehouse();
		const response = await new Browser( gatehouse ).bring(
			'a'.repeat( 64 * 1024 + 1 )
		);
		expect( response.status ).toBe( 413 );
		expect( await codeOf( response ) ).toBe( 'body_too_large' );
	} );

	it.each( [ 'PUT', 'DELETE', 'PATCH' ] )(
		'by %s is 405',
		async ( method ) => {
			const { address } = await startGatehouse();
			const response = await fetch( `${ address }/`, { method } );
			expect( response.status ).toBe( 405 );
			expect( response.headers.get( 'allow' ) ).toBe(
				'GET, HEAD, POST, OPTIONS'
			);
		}
	);
} );

describe( 'a session that was ended', () => {
	it( 'starts again by a click, and not by itself', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		const browser = new Browser( gatehouse );
		await browser.signIn( { wps } );
		expect( ( await browser.post( '/session/end' ) ).status ).toBe( 204 );

		const automatic = await browser.handOff( { wps } );
		expect( automatic.status ).toBe( 403 );
		expect( await codeOf( automatic ) ).toBe( 'session_ended' );
		expect( automatic.headers.getSetCookie() ).toEqual( [] );

		const clicked = await browser.handOff( { wps, intent: true } );
		expect( clicked.status ).toBe( 200 );
		expect( ( await browser.handOff( { wps } ) ).status ).toBe( 200 );
	} );

	it( 'does not keep a new WordPress session out', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		await browser.post( '/session/end' );
		expect( ( await browser.handOff() ).status ).toBe( 200 );
	} );
} );

describe( 'a hand-off older than the stored user state', () => {
	it( 'starts a session while its verifier is still listed live', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		await gatehouse.sessions.applyStates( gatehouse.site.home, [
			makeState( { version: 5, live: [ wps ], grants: [ 'view' ] } ),
		] );
		const answer = await new Browser( gatehouse ).signIn( { wps } );
		expect( answer.grants ).toEqual( [ 'view' ] );
	} );

	it( 'is refused once its verifier was ended', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		await gatehouse.sessions.applyStates( gatehouse.site.home, [
			makeState( { version: 5, ended: [ wps ] } ),
		] );
		const response = await new Browser( gatehouse ).handOff( { wps } );
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
	} );
} );

it( 'keeps a jti used up across restarts', async () => {
	const first = await startGatehouse();
	const jws = await signed( first, { jti: randomUUID() } );
	await new Browser( first ).bring( jws );
	await first.stop();
	const second = await startGatehouse( first );
	expect( ( await new Browser( second ).bring( jws ) ).status ).toBe( 401 );
} );
