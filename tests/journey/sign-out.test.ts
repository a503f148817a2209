import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newVisitor, openBrowser, reportCookies, signIn } from './browser';
import { openSite, versions } from './site';
import type { Site } from './site';

let browser: Browser;
beforeAll( async () => {
	browser = await openBrowser();
} );
afterAll( () => browser.close() );

describe.each( versions )( 'signing out of the %s WordPress', ( version ) => {
	let site: Site;
	beforeAll( async () => {
		site = await openSite( version );
	} );
	afterAll( () => site.close() );

	it( 'kills a copied cookie within a second', async () => {
		const { context, page, problems } = await newVisitor( browser, site.home );
		await signIn( page, 'editor' );
		await page.waitForURL( '**/wp-admin/' );
		const copy = ( await reportCookies( context ) ).map( ( { name, value } ) => `${ name }=${ value }` ).join( '; ' );
		const withCopy = async ( path: string ) => ( await fetch( site.base + path, { headers: { Cookie: copy, Origin: site.home } } ) ).status;
		expect( await withCopy( '/api/reports' ) ).toBe( 200 );

		const signOut = await page.locator( '#wp-admin-bar-logout a' ).getAttribute( 'href' );
		await page.goto( signOut ?? '' );
		const clicked = Date.now();
		await expect.poll( () => withCopy( '/api/reports' ), { timeout: 5000, interval: 20 } ).toBe( 401 );
		expect( Date.now() - clicked ).toBeLessThan( 1000 );
		expect( await withCopy( '/session' ) ).toBe( 401 );

		const renewal = await fetch( `${ site.base }/session/renew`, { method: 'POST', headers: { Cookie: copy, Origin: site.home } } );
		expect( [ 401, 403 ] ).toContain( renewal.status );
		expect( renewal.headers.getSetCookie().filter( ( cookie ) => cookie.includes( '.' ) ) ).toEqual( [] );
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'reaches every device with "Log Out Everywhere Else"', async () => {
		const here = await newVisitor( browser, site.home );
		const there = await newVisitor( browser, site.home );
		for ( const { page } of [ here, there ] ) {
			await signIn( page, 'editor' );
			await page.waitForURL( '**/wp-admin/' );
		}
		const status = async ( { context }: typeof here ) => ( await context.request.get( `${ site.base }/api/reports` ) ).status();
		expect( [ await status( here ), await status( there ) ] ).toEqual( [ 200, 200 ] );

		await here.page.goto( '/wp-admin/profile.php' );
		await here.page.getByRole( 'button', { name: 'Log Out Everywhere Else' } ).click();
		await expect.poll( () => status( there ), { timeout: 3000, interval: 50 } ).toBe( 401 );
		expect( await status( here ) ).toBe( 200 );
		await here.context.close();
		await there.context.close();
	} );
} );
