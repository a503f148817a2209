import { createServer } from 'node:http';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dropForeignCookies } from '../../sidecar/http/cookies';
import { Browser } from './browser';
import { addressOf, close, listen, startGatehouse } from './gatehouse';
import { startSite } from './site';

const access = '__Secure-gatehouse_access';

describe( 'cookies', () => {
	it( 'sent twice are refused, and every place a copy may have is cleared', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		const { value } = browser.cookies.get( access ) ?? {};
		const response = await browser.fetch( '/api/reports', {
			headers: { cookie: `${ access }=tossed; ${ access }=${ value }` },
		} );

		expect( response.status ).toBe( 401 );
		expect( ( await response.json() ).code ).toBe( 'cookie_duplicated' );
		const expired = response.headers.getSetCookie();
		for ( const path of [
			'/',
			'/reports',
			'/reports/',
			'/reports/api/',
		] ) {
			expect( expired ).toContain(
				`${ access }=; Max-Age=0; Path=${ path }; Secure`
			);
		}
		expect( response.headers.get( 'clear-site-data' ) ).toBeNull();
	} );

	it( 'of one site open nothing at another site of the same sidecar', async () => {
		const [ site, other ] = [
			await startSite(),
			await startSite( '/other' ),
		];
		const gatehouse = await startGatehouse( {
			site,
			environment: {
				GATEHOUSE_SITES: [ site, other ]
					.map( ( { home, base } ) => `${ home }=${ base }` )
					.join( ' ' ),
			},
		} );
		const browser = new Browser( gatehouse );
		await browser.signIn();
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
		const { value } = browser.cookies.get( access ) ?? {};
		const elsewhere = await fetch(
			`${ gatehouse.address.replace( '/reports', '/other' ) }/api/reports`,
			{ headers: { cookie: `${ access }=${ value }` } }
		);
		expect( elsewhere.status ).toBe( 401 );
	} );

	it( 'of anybody else are dropped before anything reads them', async () => {
		const app = express();
		app.use( dropForeignCookies, ( { headers, rawHeaders }, response ) => {
			response.json( { sent: headers.cookie, rawHeaders } );
		} );
		const server = await listen( createServer( app ) );
		onTestFinished( () => close( server ) );
		const response = await fetch( addressOf( server ), {
			headers: { cookie: `wp_x=secret; ${ access }=ours; a=secret` },
		} );
		const seen = await response.text();
		expect( seen ).toContain( `${ access }=ours` );
		expect( seen ).not.toContain( 'secret' );
	} );

	it( 'of WordPress are neither read nor logged', async () => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		await browser.signIn();
		const { value } = browser.cookies.get( access ) ?? {};
		const response = await browser.fetch( '/api/reports', {
			headers: {
				cookie: `wordpress_logged_in_x=secret; ${ access }=${ value }`,
			},
		} );
		expect( response.status ).toBe( 200 );
		expect( gatehouse.log.join( '' ) ).not.toContain( 'secret' );
	} );

	it.each( [
		[
			'changed',
			( token: string ) => token.replace( /\.[^.]{4}/, '.eyJ9' ),
		],
		[
			'without a signature',
			( token: string ) => token.replace( /[^.]*$/, '' ),
		],
		[ 'that is no token', () => 'nonsense' ],
		[ 'that is empty', () => '' ],
	] )(
		'hold no session when the access token is one %s',
		async ( _name, bend ) => {
			const browser = new Browser( await startGatehouse() );
			await browser.signIn();
			const { value = '' } = browser.cookies.get( access ) ?? {};
			const response = await browser.fetch( '/api/reports', {
				headers: { cookie: `${ access }=${ bend( value ) }` },
			} );
			expect( response.status ).toBe( 401 );
			expect( ( await response.json() ).code ).toBe( 'session_missing' );
		}
	);
} );
