import { expect, it } from 'vitest';
import { signIn } from './browser';
import { describeOnEach } from './journey';

const screen = '/wp-admin/admin.php?page=gatehouse-sessions';

describeOnEach( 'who is signed in', {}, ( journey ) => {
	it( 'ends a browser for an administrator, and it stays ended', async () => {
		const { newVisitor } = journey();
		const editor = await newVisitor();
		await signIn( editor.page, 'editor' );
		await editor.page.waitForURL( '**/tools.php' );
		const readSession = () =>
			editor.page.evaluate( async () => {
				const answer = await fetch( '/reports/session' );
				const { code } = await answer.json();
				return [ answer.status, code ];
			} );
		expect( await readSession() ).toEqual( [ 200, undefined ] );

		const admin = await newVisitor();
		await signIn( admin.page, 'admin', { to: screen } );
		const end = admin.page.getByRole( 'button', { name: /^End:/ } );
		await end.first().focus();
		await admin.page.keyboard.press( 'Enter' );
		const warning = admin.page.getByRole( 'alertdialog' );
		await warning
			.getByText( 'signed out of WordPress and of the reports' )
			.waitFor();
		await admin.page.keyboard.press( 'Escape' );
		expect( await readSession() ).toEqual( [ 200, undefined ] );

		await admin.page.keyboard.press( 'Enter' );
		await warning.getByRole( 'button', { name: 'End' } ).click();
		await admin.page.getByText( 'The reports are closed there.' ).waitFor();
		expect( await readSession() ).toEqual( [ 401, 'session_revoked' ] );
		await editor.page.goto( '/wp-admin/profile.php' );
		expect( editor.page.url() ).toContain( 'wp-login.php' );
		expect( admin.problems ).toEqual( [] );
		await editor.context.close();
		await admin.context.close();
	} );

	it( 'shows everybody their own in the profile, and ends all but this browser', async () => {
		const { newVisitor } = journey();
		const [ here, there, onPhone ] = [
			await newVisitor(),
			await newVisitor(),
			await newVisitor(),
		];
		for ( const { page } of [ onPhone, there, here ] ) {
			await signIn( page, 'editor', { to: '/wp-admin/profile.php' } );
			await page.waitForURL( '**/profile.php' );
		}
		const rows = here.page.locator( '#gatehouse-signed-in tbody tr' );
		await expect.poll( () => rows.count() ).toBe( 3 );
		expect( await rows.first().textContent() ).toContain( 'this browser' );
		const ends: string[] = [];
		here.page.on( 'request', ( request ) => {
			if ( [ 'DELETE', 'POST' ].includes( request.method() ) ) {
				ends.push( new URL( request.url() ).search );
			}
		} );
		await here.page
			.getByRole( 'button', { name: 'End all my other sessions' } )
			.click();
		await here.page
			.getByRole( 'alertdialog' )
			.getByRole( 'button', { name: 'End' } )
			.click();
		await here.page.getByText( 'Ended 2 sessions.' ).waitFor();
		await expect.poll( () => rows.count() ).toBe( 1 );
		expect( ends ).toEqual( [
			expect.stringMatching( /^\?user=\d+$/ ),
			'?rest_route=/gatehouse/v1/end-sessions',
		] );

		for ( const { page } of [ there, onPhone ] ) {
			await page.goto( '/wp-admin/profile.php' );
			expect( page.url() ).toContain( 'wp-login.php' );
		}
		expect( here.problems ).toEqual( [] );
		await Promise.all(
			[ here, there, onPhone ].map( ( { context } ) => context.close() )
		);
	} );
} );
