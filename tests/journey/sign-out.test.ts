import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { reportCookies, signIn, signOut, statusBar } from './browser';
import { describeOnEach } from './journey';

async function changeAsAdministrator( page: Page ) {
	await signIn( page, 'admin', { to: '/wp-admin/users.php' } );
	await page.getByRole( 'link', { name: 'editor', exact: true } ).click();
	await page.waitForLoadState( 'networkidle' );
	await page.getByRole( 'button', { name: 'Set New Password' } ).click();
	await typePassword( page );
	await page.getByRole( 'button', { name: 'Update User' } ).click();
	await page.getByText( 'User updated.' ).waitFor();
}

async function resetByMail( page: Page, readLog: () => Promise< string > ) {
	await page.goto( '/wp-login.php?action=lostpassword' );
	await page.getByLabel( 'Username or Email Address' ).fill( 'editor' );
	await page.getByRole( 'button', { name: 'Get New Password' } ).click();
	await page.waitForURL( /checkemail=confirm/ );
	const [ link = '' ] =
		/https?:[^\s"\\]+action=rp[^\s"\\]*/.exec( await readLog() ) ?? [];
	await page.goto( link );
	await typePassword( page );
	await page.getByRole( 'button', { name: 'Save Password' } ).click();
	await page.getByText( 'Your password has been reset.' ).waitFor();
}

/** The same again: the next test signs in with it, and its hash is another all the same. */
async function typePassword( page: Page ) {
	// The form fills in a password of its own first.
	await page.waitForLoadState( 'networkidle' );
	const field = page.locator( '#pass1' );
	await field.fill( '' );
	await field.pressSequentially( 'password' );
	await page.getByLabel( 'Confirm use of weak password' ).check();
}

const mustUse = [ 'kept-mail.php' ];

describeOnEach( 'signing out', { mustUse }, ( journey ) => {
	it( 'kills a copied cookie within a second', async () => {
		const { site, newVisitor } = journey();
		const { context, page, problems } = await newVisitor();
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		const copy = ( await reportCookies( context ) )
			.map( ( { name, value } ) => `${ name }=${ value }` )
			.join( '; ' );
		const withCopy = ( path: string, method = 'GET' ) =>
			fetch( site.base + path, {
				method,
				headers: { Cookie: copy, Origin: site.home },
			} );
		expect( ( await withCopy( '/api/reports' ) ).status ).toBe( 200 );

		await signOut( page );
		const answered = Date.now();
		await expect
			.poll( async () => ( await withCopy( '/api/reports' ) ).status, {
				timeout: 5000,
				interval: 20,
			} )
			.toBe( 401 );
		expect( Date.now() - answered ).toBeLessThan( 1000 );

		expect( ( await withCopy( '/session' ) ).status ).toBe( 401 );
		const renewal = await withCopy( '/session/renew', 'POST' );
		expect( renewal.ok ).toBe( false );
		expect( renewal.headers.getSetCookie().join() ).not.toMatch(
			/=[\w-]+\.[\w-]+\./
		);
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'is told in the other tabs without a reload', async () => {
		const { context, page } = await journey().newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', {
			to: '/wp-admin/admin.php?page=gatehouse',
		} );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();

		const other = await context.newPage();
		await other.goto( '/wp-admin/tools.php' );
		await signOut( other );
		await page.clock.fastForward( 46_000 );
		await statusBar( page )
			.getByText( 'You signed out of WordPress.' )
			.waitFor();
		await context.close();
	} );

	it( 'reaches every device with "Log Out Everywhere Else"', async () => {
		const { site, newVisitor } = journey();
		const there = await newVisitor();
		const here = await newVisitor();
		for ( const { page } of [ there, here ] ) {
			await signIn( page, 'editor', { to: '/wp-admin/profile.php' } );
			await page.waitForURL( '**/profile.php' );
		}
		const status = async ( { context }: typeof here ) =>
			(
				await context.request.get( `${ site.base }/api/reports` )
			).status();
		expect( [ await status( here ), await status( there ) ] ).toEqual( [
			200, 200,
		] );

		await here.page
			.getByRole( 'button', { name: 'Log Out Everywhere Else' } )
			.click();
		await expect
			.poll( () => status( there ), { timeout: 3000, interval: 50 } )
			.toBe( 401 );
		expect( await status( here ) ).toBe( 200 );
		await here.context.close();
		await there.context.close();
	} );

	it.each( [
		[ 'resets by mail', resetByMail ],
		[ 'has changed by an administrator', changeAsAdministrator ],
	] )(
		'comes with a password that somebody %s elsewhere',
		async ( _way, change ) => {
			const { site, newVisitor } = journey();
			const { context, page } = await newVisitor();
			await page.clock.install();
			await signIn( page, 'editor', {
				to: '/wp-admin/admin.php?page=gatehouse',
			} );
			await statusBar( page )
				.getByText( 'Secure Session Active' )
				.waitFor();
			const [ copy ] = await reportCookies( context );
			const withCopy = async () => {
				const answer = await fetch( `${ site.base }/api/reports`, {
					headers: { Cookie: `${ copy?.name }=${ copy?.value }` },
				} );
				return answer.status;
			};
			expect( await withCopy() ).toBe( 200 );

			const elsewhere = await newVisitor();
			await change( elsewhere.page, () => site.log( 'wordpress' ) );
			const answered = Date.now();
			await expect
				.poll( withCopy, { timeout: 5000, interval: 20 } )
				.toBe( 401 );
			expect( Date.now() - answered ).toBeLessThan( 1000 );

			await page.clock.fastForward( 46_000 );
			await statusBar( page )
				.getByText( 'You signed out of WordPress.' )
				.waitFor();
			await context.close();
			await elsewhere.context.close();
		}
	);
} );
