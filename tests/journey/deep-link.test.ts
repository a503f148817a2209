import { expect, it } from 'vitest';
import { reportCookies, signIn, statusBar } from './browser';
import { describeOnEach } from './journey';

const wanted = '/reports/r/comments?period=last-7-days';

describeOnEach( 'a link to a report', {}, ( journey ) => {
	it( 'takes a stranger through the sign-in and back to the page that was asked for', async () => {
		const { context, page } = await journey().newVisitor();
		await page.goto( wanted );
		await page.waitForURL( '**/wp-login.php?**' );
		await signIn( page, 'editor' );

		await page.waitForURL( `**${ wanted }` );
		await page
			.getByRole( 'heading', { name: 'Comments', exact: true } )
			.first()
			.waitFor();
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		expect( ( await reportCookies( context ) ).length ).toBe( 2 );
		await context.close();
	} );

	it( 'takes somebody signed in to WordPress straight there', async () => {
		const { context, page } = await journey().newVisitor();
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		await context.clearCookies( { name: /gatehouse/ } );

		await page.goto( wanted );
		await page.waitForURL( `**${ wanted }` );
		await page
			.getByRole( 'heading', { name: 'Comments', exact: true } )
			.first()
			.waitFor();
		await context.close();
	} );

	it( 'tells a subscriber, in a sentence, that the account may not see it', async () => {
		const { context, page } = await journey().newVisitor();
		await page.goto( wanted );
		await page.waitForURL( '**/wp-login.php?**' );
		await signIn( page, 'reader' );
		await page
			.getByText( 'These reports are not open to your account' )
			.first()
			.waitFor();
		expect( await reportCookies( context ) ).toEqual( [] );
		await context.close();
	} );

	it( 'works without JavaScript', async () => {
		const { site, newVisitor } = journey();
		const { context: first } = await newVisitor();
		const context = await first
			.browser()
			?.newContext( { baseURL: site.home, javaScriptEnabled: false } );
		const page = await context?.newPage();
		expect( page ).toBeDefined();
		if ( page ) {
			await page.goto( wanted );
			await page.waitForURL( '**/wp-login.php?**' );
			await signIn( page, 'editor' );
			await page.getByRole( 'button', { name: 'Continue' } ).click();
			await page.waitForURL( `**${ wanted }` );
			await page
				.getByRole( 'heading', { name: 'Comments', exact: true } )
				.first()
				.waitFor();
		}
		await context?.close();
		await first.close();
	} );
} );
