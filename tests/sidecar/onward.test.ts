import { describe, expect, it } from 'vitest';
import { lifetimes } from '../../sidecar/contract';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';

const person = { accept: 'text/html' };

async function open( browser: Browser, step: string, to: string ) {
	const query = new URLSearchParams( { step, to } );
	const response = await browser.fetch( `/session/onward?${ query }`, {
		headers: person,
	} );
	const location = response.headers.get( 'location' );
	return {
		status: response.status,
		location: location?.replace( browser.gatehouse.site.base, '<base>' ),
		page: await response.text(),
	};
}

describe( 'a page without a session', () => {
	it.each( [ '/', '/r/publishing?period=last-7-days' ] )(
		'leads onward: %s',
		async ( path ) => {
			const browser = new Browser( await startGatehouse() );
			const response = await browser.fetch( path, { headers: person } );
			expect( response.status ).toBe( 401 );
			expect( await response.text() ).toContain(
				`/session/onward?step=renew&amp;to=${ encodeURIComponent( path ) }`
			);
		}
	);
} );

describe( 'GET session/onward', () => {
	it( 'goes on to the page with a valid access cookie, whatever the step', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		for ( const step of [ 'renew', 'arrived', '', 'nonsense' ] ) {
			expect(
				await open( browser, step, '/r/publishing' )
			).toMatchObject( {
				status: 303,
				location: '<base>/r/publishing',
			} );
		}
	} );

	it( 'renews when only the refresh cookie is left, and arrives', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		browser.gatehouse.clock.now += lifetimes.access * 1000;
		const renewed = await open( browser, 'renew', '/r/publishing?by=week' );
		expect( renewed ).toMatchObject( {
			status: 303,
			location:
				'<base>/session/onward?step=arrived&to=%2Fr%2Fpublishing%3Fby%3Dweek',
		} );
		expect(
			await open( browser, 'arrived', '/r/publishing' )
		).toMatchObject( {
			status: 303,
		} );
	} );

	it( 'goes through the site without any cookie', async () => {
		const browser = new Browser( await startGatehouse() );
		const { home } = browser.gatehouse.site;
		expect( await open( browser, 'renew', '/r/publishing' ) ).toMatchObject(
			{
				status: 303,
				location: `${ home }/?gatehouse=open&to=%2Fr%2Fpublishing`,
			}
		);
	} );

	it( 'goes through the site when the session is over, and clears its cookies', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		const copy = browser.copy();
		await browser.post( '/session/end' );
		const { location } = await open( copy, 'renew', '/' );
		expect( location ).toContain( '/?gatehouse=open' );
		expect( copy.cookies.size ).toBe( 0 );
	} );

	it( 'stays and says so when the browser kept no cookie: there is no loop', async () => {
		const browser = new Browser( await startGatehouse() );
		const { status, location, page } = await open(
			browser,
			'arrived',
			'/'
		);
		expect( status ).toBe( 401 );
		expect( location ).toBeUndefined();
		expect( page ).not.toMatch( /http-equiv="refresh"/i );
	} );

	it.each( [
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example',
		'\\\\evil.example',
		'/%0d%0aSet-Cookie:x=y/../../..//evil.example',
		'/../wp-admin/',
		'/..%2f../wp-admin/',
		'/./../../',
		'/r/x\nLocation: https://evil.example',
		'/\t/evil.example',
		' /r/publishing',
		'javascript:alert(1)',
		'r/publishing',
		'@evil.example/',
		'/r/publishing#fragment',
		'',
	] )( 'never leaves the reports: %j', async ( to ) => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		const { status, location = '' } = await open( browser, 'renew', to );
		expect( status ).toBe( 303 );
		const { base } = browser.gatehouse.site;
		const { href } = new URL( location.replace( '<base>', base ) );
		expect( href.startsWith( `${ base }/` ) ).toBe( true );
		expect( href ).not.toContain( '/wp-admin' );
	} );
} );
