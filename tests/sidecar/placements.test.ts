import { describe, expect, it } from 'vitest';
import { lifetimes } from '../../sidecar/contract';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';
import { makeState, makeVerifier, startSite } from './site';

const home = 'https://shop.example.co.uk';

type Placement = {
	base: string;
	access: { name: string; path: string };
	refresh: { name: string; path: string };
	/** Domains that another server of the site's domain may set a cookie for. */
	domains: string[];
	/** How the browser calls a page of WordPress that asks the sidecar. */
	fetchSite: 'same-origin' | 'same-site';
};

const below = '__Secure-gatehouse_access';
const refresh = '__Secure-gatehouse_refresh';

const placements: Record< string, Placement > = {
	'a path of the site': {
		base: `${ home }/reports`,
		access: { name: below, path: '/reports/' },
		refresh: { name: refresh, path: '/reports/session' },
		domains: [ 'shop.example.co.uk', 'example.co.uk' ],
		fetchSite: 'same-origin',
	},
	'a subdomain of its own': {
		base: 'https://reports.example.co.uk',
		access: { name: '__Host-gatehouse_access', path: '/' },
		refresh: { name: refresh, path: '/session' },
		domains: [ 'reports.example.co.uk', 'example.co.uk' ],
		fetchSite: 'same-site',
	},
	'a path of a subdomain': {
		base: 'https://tools.example.co.uk/team/reports',
		access: { name: below, path: '/team/reports/' },
		refresh: { name: refresh, path: '/team/reports/session' },
		domains: [ 'tools.example.co.uk', 'example.co.uk' ],
		fetchSite: 'same-site',
	},
};

describe.each( Object.entries( placements ) )( 'below %s', ( _name, place ) => {
	const open = async () => {
		const site = await startSite( { home, base: place.base } );
		const browser = new Browser( await startGatehouse( { site } ) );
		const response = await browser.handOff();
		browser.csrf = ( await response.clone().json() ).csrf;
		return { browser, response };
	};

	it( 'cookies reach the reports alone', async () => {
		const { response } = await open();
		const [ first, second ] = response.headers.getSetCookie();
		const attributes = 'HttpOnly; Secure; SameSite=Strict';
		expect( first?.replace( /=[^;]*/, '' ) ).toBe(
			`${ place.access.name }; Max-Age=${ lifetimes.access }; Path=${ place.access.path }; ${ attributes }`
		);
		expect( second?.replace( /=[^;]*/, '' ) ).toBe(
			`${ place.refresh.name }; Max-Age=${ lifetimes.refresh }; Path=${ place.refresh.path }; ${ attributes }`
		);
	} );

	it( 'a session reads, renews and ends', async () => {
		const { browser } = await open();
		const { fetchSite } = place;
		const headers = { 'sec-fetch-site': fetchSite };
		const read = await browser.fetch( '/api/reports', { headers } );
		expect( read.status ).toBe( 200 );
		const renewed = await browser.post( '/session/renew', { headers } );
		expect( ( await renewed.json() ).generation ).toBe( 2 );
		const ended = await browser.post( '/session/end', { headers } );
		expect( ended.status ).toBe( 204 );
		expect( browser.cookies.size ).toBe( 0 );
	} );

	it( 'only a page as near as the site may post', async () => {
		const { browser } = await open();
		const allowed = [ 'same-origin', place.fetchSite ];
		for ( const fetchSite of [
			'same-origin',
			'same-site',
			'cross-site',
			'none',
		] ) {
			const { status } = await browser.post( '/session/renew', {
				headers: { 'sec-fetch-site': fetchSite },
			} );
			expect( [ fetchSite, status ] ).toEqual( [
				fetchSite,
				allowed.includes( fetchSite ) ? 200 : 403,
			] );
		}
	} );

	it( 'a sibling subdomain may not post, near as it is', async () => {
		const { browser } = await open();
		const { status } = await browser.post( '/session/renew', {
			headers: {
				origin: 'https://blog.example.co.uk',
				'sec-fetch-site': 'same-site',
			},
		} );
		expect( status ).toBe( 403 );
	} );

	it( 'a refresh cookie that a sibling tossed is refused and expired wherever it may be', async () => {
		const { browser } = await open();
		const { value } = browser.cookies.get( refresh ) ?? {};
		const response = await browser.post( '/session/renew', {
			headers: { cookie: `${ refresh }=tossed; ${ refresh }=${ value }` },
		} );
		expect( response.status ).toBe( 401 );
		expect( ( await response.json() ).code ).toBe( 'cookie_duplicated' );

		const expired = response.headers.getSetCookie();
		const path = `${ new URL( place.base ).pathname }/session/renew`;
		const parts = path.split( '/' ).filter( Boolean );
		const prefixes = parts.flatMap( ( _part, i ) => {
			const prefix = `/${ parts.slice( 0, i + 1 ).join( '/' ) }`;
			return [ prefix, `${ prefix }/` ];
		} );
		for ( const prefix of [ '/', ...prefixes ] ) {
			const cookie = `${ refresh }=; Max-Age=0; Path=${ prefix }`;
			expect( expired ).toContain( `${ cookie }; Secure` );
			for ( const domain of place.domains ) {
				expect( sortedIn( expired ) ).toContain(
					sorted( `${ cookie }; Secure; Domain=${ domain }` )
				);
			}
		}
		expect( expired.join() ).not.toContain( 'Domain=co.uk' );
		// Proxies of the usual settings answer 502 above 4 KB of headers.
		expect( expired.join( 'Set-Cookie: \r\n' ).length ).toBeLessThan(
			3000
		);
	} );

	it( 'an access cookie sent twice opens nothing', async () => {
		const { browser } = await open();
		const { name } = place.access;
		const { value } = browser.cookies.get( name ) ?? {};
		const response = await browser.fetch( '/api/reports', {
			headers: { cookie: `${ name }=${ value }; ${ name }=tossed` },
		} );
		expect( response.status ).toBe( 401 );
		expect( response.headers.getSetCookie().join() ).toContain(
			`${ name }=; Max-Age=0; Path=/; Secure`
		);
	} );

	it( 'the cookie of another placement opens nothing', async () => {
		const { browser } = await open();
		const { value } = browser.cookies.get( place.access.name ) ?? {};
		const other =
			place.access.name === below ? '__Host-gatehouse_access' : below;
		const response = await browser.fetch( '/api/reports', {
			headers: { cookie: `${ other }=${ value }` },
		} );
		expect( response.status ).toBe( 401 );
	} );
} );

const sorted = ( cookie: string ) => cookie.split( '; ' ).sort().join( '; ' );
const sortedIn = ( cookies: string[] ) => cookies.map( sorted );

describe( 'a cookie', () => {
	it( 'of the longest names and all grants is one that browsers keep', async () => {
		const site = await startSite( {
			home: `https://${ 'a'.repeat( 60 ) }.example.co.uk`,
			base: `https://${ 'a'.repeat( 60 ) }.example.co.uk/${ 'r'.repeat( 100 ) }`,
		} );
		const wps = makeVerifier();
		const response = await new Browser(
			await startGatehouse( { site } )
		).handOff( {
			wps,
			state: makeState( {
				name: '한'.repeat( 5000 ),
				grants: [ 'view', 'export', 'publish', 'manage' ],
				live: [ wps ],
			} ),
		} );
		expect( response.status ).toBe( 200 );
		for ( const cookie of response.headers.getSetCookie() ) {
			expect( cookie.split( ';' )[ 0 ]?.length ).toBeLessThan( 2048 );
		}
	} );

	it( 'too large for a browser is never sent: the log says so', async () => {
		const site = await startSite( {
			home,
			base: `${ home }/${ 'r'.repeat( 1500 ) }`,
		} );
		const gatehouse = await startGatehouse( { site } );
		const response = await new Browser( gatehouse ).handOff();
		expect( response.status ).toBe( 500 );
		expect( response.headers.getSetCookie() ).toEqual( [] );
		expect( gatehouse.log.join( '' ) ).toContain( 'browsers keep 4096' );
	} );

	it( 'is not minted for a language that is longer than any', async () => {
		const wps = makeVerifier();
		const response = await new Browser( await startGatehouse() ).handOff( {
			wps,
			state: makeState( {
				locale: `en${ '-x'.repeat( 3000 ) }`,
				live: [ wps ],
			} ),
		} );
		expect( response.status ).toBe( 401 );
	} );
} );
