import { expect, it } from 'vitest';
import { reportCookies, signIn, signOut, statusBar } from './browser';
import { describeOnEach } from './journey';

describeOnEach( 'signing out', {}, ( journey ) => {
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

	it( 'comes with a password that an administrator changes elsewhere', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', {
			to: '/wp-admin/admin.php?page=gatehouse',
		} );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		const [ copy ] = await reportCookies( context );
		const withCopy = async () => {
			const answer = await fetch( `${ site.base }/api/reports`, {
				headers: { Cookie: `${ copy?.name }=${ copy?.value }` },
			} );
			return answer.status;
		};
		expect( await withCopy() ).toBe( 200 );

		const admin = await newVisitor();
		await signIn( admin.page, 'admin', { to: '/wp-admin/users.php' } );
		await admin.page
			.getByRole( 'link', { name: 'editor', exact: true } )
			.click();
		await admin.page.waitForLoadState( 'networkidle' );
		await admin.page
			.getByRole( 'button', { name: 'Set New Password' } )
			.click();
		await admin.page.locator( '#pass1' ).waitFor();
		await admin.page.getByRole( 'button', { name: 'Update User' } ).click();
		await admin.page.getByText( 'User updated.' ).waitFor();
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
		await admin.context.close();
	} );
} );
