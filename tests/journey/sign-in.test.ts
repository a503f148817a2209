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

describe.each( versions )( 'signing in to the %s WordPress', ( version ) => {
	let site: Site;
	beforeAll( async () => {
		site = await openSite( version );
	} );
	afterAll( () => site.close() );

	it( 'gives the first page both cookies, with the attributes of the design, on the wire and in the browser', async () => {
		const { context, page, problems } = await newVisitor( browser, site.home );
		const firstPage = page.waitForResponse( ( response ) => response.url().endsWith( '/wp-admin/' ) && response.status() === 200 );
		await signIn( page, 'editor' );

		const sent = ( await ( await firstPage ).headersArray() )
			.filter( ( { name, value } ) => name.toLowerCase() === 'set-cookie' && value.includes( 'gatehouse' ) )
			.map( ( { value } ) => attributesOf( value ) );
		expect( sent ).toEqual( [
			{ name: '__Secure-gatehouse_access', attributes: [ 'HttpOnly', 'Path=/reports/', 'SameSite=Strict', 'Secure' ] },
			{ name: '__Secure-gatehouse_refresh', attributes: [ 'HttpOnly', 'Path=/reports/session', 'SameSite=Strict', 'Secure' ] },
		] );

		const kept = ( await reportCookies( context ) ).map( ( { name, path, expires, httpOnly, secure, sameSite, domain } ) => ( { name, path, expires, httpOnly, secure, sameSite, domain } ) );
		const common = { expires: -1, httpOnly: true, secure: true, sameSite: 'Strict', domain: 'localhost' };
		expect( kept ).toEqual( [
			{ name: '__Secure-gatehouse_access', path: '/reports/', ...common },
			{ name: '__Secure-gatehouse_refresh', path: '/reports/session', ...common },
		] );

		const session = await context.request.get( `${ site.base }/session`, { headers: { Origin: site.home } } );
		expect( session.status() ).toBe( 200 );
		expect( await session.json() ).toMatchObject( { site: site.home, user: { name: 'Eleanor Price' }, grants: [ 'view', 'export', 'publish' ] } );
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'keeps the cookies over a restart of the browser with "remember me"', async () => {
		const { context, page } = await newVisitor( browser, site.home );
		await signIn( page, 'editor', { remember: true } );
		await page.waitForURL( '**/wp-admin/' );

		const now = Date.now() / 1000;
		const [ access, refresh ] = await reportCookies( context );
		expect( ( access?.expires ?? 0 ) - now ).toBeGreaterThan( 25 * 60 );
		expect( ( access?.expires ?? 0 ) - now ).toBeLessThanOrEqual( 30 * 60 );
		expect( ( refresh?.expires ?? 0 ) - now ).toBeGreaterThan( 13 * 24 * 60 * 60 );
		await context.close();
	} );

	it( 'gives a subscriber, who may see no report, neither cookies nor a script', async () => {
		const { context, page, problems } = await newVisitor( browser, site.home );
		await signIn( page, 'reader' );
		await page.goto( '/' );

		expect( await reportCookies( context ) ).toEqual( [] );
		expect( await page.content() ).not.toContain( 'gatehouse' );
		expect( problems ).toEqual( [] );
		await context.close();
	} );
} );

describe.each( versions )( 'signing in to the %s WordPress with a second factor', ( version ) => {
	let site: Site;
	beforeAll( async () => {
		site = await openSite( version, { mustUse: [ 'second-factor.php' ] } );
	} );
	afterAll( () => site.close() );

	it( 'gives no cookie for the password, none for a wrong code, and both on the page after the right one', async () => {
		const { context, page } = await newVisitor( browser, site.home );
		await signIn( page, 'editor' );
		await page.getByLabel( 'Code' ).waitFor();
		expect( await reportCookies( context ) ).toEqual( [] );

		await page.getByLabel( 'Code' ).fill( '000000' );
		await page.getByRole( 'button', { name: 'Verify' } ).click();
		await page.getByText( 'Wrong code.' ).waitFor();
		expect( await reportCookies( context ) ).toEqual( [] );
		await page.goto( '/' );
		expect( await reportCookies( context ) ).toEqual( [] );

		await signIn( page, 'editor' );
		await page.getByLabel( 'Code' ).fill( '314159' );
		await page.getByRole( 'button', { name: 'Verify' } ).click();
		await page.waitForURL( '**/wp-admin/' );
		expect( ( await reportCookies( context ) ).map( ( { name } ) => name ) ).toEqual( [ '__Secure-gatehouse_access', '__Secure-gatehouse_refresh' ] );
		await context.close();
	} );
} );

function attributesOf( setCookie: string ) {
	const [ pair = '', ...attributes ] = setCookie.split( /;\s*/ );
	return { name: pair.split( '=' )[ 0 ], attributes: attributes.sort() };
}
