import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { tokenTypes } from '../../sidecar/contract';
import { startGatehouse } from './gatehouse';
import { makeHandOff, makeState } from './site';

describe( 'every answer', () => {
	it.each( [
		'/healthz',
		'/',
		'/nothing',
		'/api/reports',
		'/.well-known/jwks.json',
	] )( 'carries the security headers: %s', async ( path ) => {
		const { address } = await startGatehouse();
		const { headers } = await fetch( address + path );
		expect( headers.get( 'content-security-policy' ) ).toMatch(
			/^default-src 'none'/
		);
		expect( headers.get( 'x-content-type-options' ) ).toBe( 'nosniff' );
		expect( headers.get( 'referrer-policy' ) ).toBe( 'strict-origin' );
		expect( headers.get( 'strict-transport-security' ) ).toBeNull();
		expect( headers.get( 'x-powered-by' ) ).toBeNull();
		expect( headers.get( 'cache-control' ) ).toBe( 'no-store' );
	} );

	it.each( [
		[ 'PUT', '/api/reports', 'GET, HEAD, OPTIONS' ],
		[ 'GET', '/session/renew', 'POST, OPTIONS' ],
		[ 'GET', '/site/state', 'POST, OPTIONS' ],
		[ 'DELETE', '/session', 'GET, HEAD, OPTIONS' ],
		[ 'POST', '/healthz', 'GET, HEAD, OPTIONS' ],
	] )(
		'to %s %s is 405 and says what is taken',
		async ( method, path, allow ) => {
			const { address } = await startGatehouse();
			const response = await fetch( address + path, { method } );
			expect( response.status ).toBe( 405 );
			expect( response.headers.get( 'allow' ) ).toBe( allow );
		}
	);

	it( 'to an unknown address is 404, as JSON for scripts and as a page for people', async () => {
		const { address } = await startGatehouse();
		const json = await fetch( `${ address }/nothing` );
		expect( [ json.status, ( await json.json() ).code ] ).toEqual( [
			404,
			'path_unknown',
		] );
		const page = await fetch( `${ address }/nothing`, {
			headers: { accept: 'text/html', 'accept-language': 'ko' },
		} );
		expect( page.status ).toBe( 404 );
		expect( await page.text() ).toContain( '페이지가 없습니다' );
	} );

	it( 'to the base without its slash leads to the one with it', async () => {
		const { address } = await startGatehouse();
		const response = await fetch( `${ address }?by=week`, {
			redirect: 'manual',
		} );
		expect( response.status ).toBe( 308 );
		expect( response.headers.get( 'location' ) ).toBe(
			'/reports/?by=week'
		);
	} );
} );

describe( 'health', () => {
	it( 'is well, ready, and nothing for robots', async () => {
		const { address } = await startGatehouse();
		const ask = async ( path: string ) =>
			( await fetch( address + path ) ).text();
		expect( await ask( '/healthz' ) ).toBe( '{"status":"ok"}' );
		expect( await ask( '/readyz' ) ).toBe(
			'{"status":"ready","troubles":[]}'
		);
		expect( await ask( '/robots.txt' ) ).toContain( 'Disallow: /' );
		const { status } = await fetch( `${ address }/favicon.ico` );
		expect( status ).toBe( 204 );
	} );
} );

describe( 'X-Request-Id', () => {
	it.each( [
		[ 'of a trusted proxy is kept', 'loopback', 'a1b2c3d4-e5', true ],
		[ 'of anybody else is not', '', 'a1b2c3d4-e5', false ],
		[ 'that is no id is not', 'loopback', 'a b; c', false ],
		[ 'that is long is not', 'loopback', 'a'.repeat( 65 ), false ],
	] )( '%s', async ( _name, proxies, id, isKept ) => {
		const { address } = await startGatehouse( {
			environment: { GATEHOUSE_TRUSTED_PROXIES: proxies },
		} );
		const { headers } = await fetch( `${ address }/session`, {
			headers: { 'x-request-id': id },
		} );
		const answered = headers.get( 'x-request-id' );
		expect( answered === id ).toBe( isKept );
		expect( answered ).toMatch( /^[\w-]{8,64}$/ );
	} );
} );

describe( 'CORS', () => {
	it( 'lets the site read with credentials', async () => {
		const { address, site } = await startGatehouse();
		const { headers } = await fetch( `${ address }/session`, {
			headers: { origin: site.home },
		} );
		expect( headers.get( 'access-control-allow-origin' ) ).toBe(
			site.home
		);
		expect( headers.get( 'access-control-allow-credentials' ) ).toBe(
			'true'
		);
		expect( headers.get( 'vary' ) ).toContain( 'Origin' );
		expect( headers.get( 'access-control-expose-headers' ) ).toContain(
			'ETag'
		);
	} );

	it( 'answers a preflight of the site', async () => {
		const { address, site } = await startGatehouse();
		const response = await fetch( `${ address }/session/renew`, {
			method: 'OPTIONS',
			headers: {
				origin: site.home,
				'access-control-request-method': 'POST',
			},
		} );
		expect( response.status ).toBe( 204 );
		expect(
			response.headers.get( 'access-control-allow-headers' )
		).toContain( 'X-Gatehouse-CSRF' );
	} );

	it.each( [ 'https://evil.example', 'null' ] )(
		'says nothing to %s',
		async ( origin ) => {
			const { address } = await startGatehouse();
			const { headers } = await fetch( `${ address }/session`, {
				headers: { origin },
			} );
			expect( headers.get( 'access-control-allow-origin' ) ).toBeNull();
			expect( headers.get( 'vary' ) ).toContain( 'Origin' );
		}
	);

	it( 'learns the origin of siteurl from a signed hand-off', async () => {
		const gatehouse = await startGatehouse();
		const admin = 'https://admin.example.com';
		const { home } = gatehouse.site;
		await new Browser( gatehouse ).handOff( { origins: [ home, admin ] } );
		const { headers } = await fetch( `${ gatehouse.address }/session`, {
			headers: { origin: admin },
		} );
		expect( headers.get( 'access-control-allow-origin' ) ).toBe( admin );
	} );
} );

describe( 'limits', () => {
	it( 'hold back hand-offs of one address, and say until when', async () => {
		const gatehouse = await startGatehouse( {
			environment: { GATEHOUSE_LIMIT_FACTOR: '1' },
		} );
		const browser = new Browser( gatehouse );
		const statuses = [];
		for ( let i = 0; i < 101; i++ ) {
			statuses.push( ( await browser.bring( 'nonsense' ) ).status );
		}
		expect( statuses.slice( 0, 100 ) ).not.toContain( 429 );
		const response = await browser.bring( 'nonsense' );
		expect( response.status ).toBe( 429 );
		expect( response.headers.get( 'ratelimit' ) ).toMatch(
			/"handOff"; r=0; t=\d+/
		);
		expect(
			Number( response.headers.get( 'retry-after' ) )
		).toBeGreaterThan( 0 );
	} );

	it( 'count a statement of the site once, however often it is replayed', async () => {
		const { site, clock, address } = await startGatehouse( {
			environment: { GATEHOUSE_LIMIT_FACTOR: '1' },
		} );
		const bring = async ( path: string, type: string, claims: object ) => {
			const jws = await site.sign( type, {
				...makeHandOff( site, clock.now ),
				...claims,
			} );
			return () =>
				fetch( address + path, {
					method: 'POST',
					headers: {
						'content-type': 'application/jose',
						origin: site.home,
					},
					body: jws,
				} );
		};
		const tell = ( version: number ) =>
			bring( '/site/state', tokenTypes.state, {
				states: [ makeState( { version } ) ],
			} );
		const arrive = await bring( '/', tokenTypes.handOff, {} );
		const state = await tell( 2 );
		for ( const post of [ arrive, state ] ) {
			expect( ( await post() ).status ).toBe( 200 );
			for ( let i = 0; i < 10; i++ ) {
				expect( ( await post() ).status ).toBe( 401 );
			}
		}
		const { headers } = await ( await tell( 3 ) )();
		expect( headers.get( 'ratelimit' ) ).toMatch(
			/"statement"; r=1197; t=/
		);
	} );
} );

describe( 'POST site/ping', () => {
	it( 'wakes the sync of that site, once a statement', async () => {
		const { site, clock, address, pings } = await startGatehouse();
		const iat = Math.floor( clock.now / 1000 );
		const jws = await site.sign( 'gatehouse-ping+jwt', {
			iss: site.home,
			aud: site.base,
			iat,
			exp: iat + 60,
			jti: randomUUID(),
		} );
		const post = () =>
			fetch( `${ address }/site/ping`, {
				method: 'POST',
				headers: { 'content-type': 'application/jose' },
				body: jws,
			} );
		expect( ( await post() ).status ).toBe( 200 );
		expect( ( await post() ).status ).toBe( 401 );
		expect( pings ).toEqual( [ site.home ] );
	} );
} );
