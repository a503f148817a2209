import { expect, it } from 'vitest';
import { reportCookies, signIn, statusBar } from './browser';
import { describeOnEach } from './journey';

const screen = '/wp-admin/admin.php?page=gatehouse';
const minutes = ( count: number ) => count * 60 * 1000;

describeOnEach( 'a page left open', {}, ( journey ) => {
	it( 'renews its session after twenty minutes, says so for a moment, and is active again', async () => {
		const { context, page, problems } = await journey().newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', { to: screen } );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		const [ before ] = await reportCookies( context );

		await page.clock.fastForward( minutes( 20.5 ) );
		await statusBar( page ).getByText( 'Session renewed' ).waitFor();
		const [ after ] = await reportCookies( context );
		expect( after?.value ).not.toBe( before?.value );

		await page.clock.fastForward( minutes( 0.5 ) );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'warns when the end comes near and renewing fails, with one way to stay', async () => {
		const { context, page } = await journey().newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', { to: screen } );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();

		let isFailing = true;
		await page.route( '**/reports/session**', ( route ) =>
			isFailing
				? route.fulfill( {
						status: 503,
						json: { code: 'store_busy', message: 'Busy.' },
					} )
				: route.continue()
		);
		await page.clock.fastForward( minutes( 21 ) );
		await page.clock.fastForward( minutes( 5.2 ) );
		await statusBar( page )
			.getByText( 'Your session ends in 4 minutes.' )
			.waitFor();

		isFailing = false;
		await page.getByRole( 'button', { name: 'Stay signed in' } ).click();
		await statusBar( page )
			.getByText( /Session renewed|Secure Session Active/ )
			.waitFor();
		await context.close();
	} );
} );
