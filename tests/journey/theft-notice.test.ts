import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { reportCookies, signIn, statusBar } from './browser';
import { describeOnEach } from './journey';

const screen = '/wp-admin/admin.php?page=gatehouse';
const dashboard = '/wp-admin/index.php';

/** Status and code of a renewal by this page's cookies. */
function renew( page: Page ): Promise< [ number, string | undefined ] > {
	return page.evaluate( async () => {
		const session = await fetch( '/reports/session' );
		const { csrf } = await session.json();
		const answer = await fetch( '/reports/session/renew', {
			method: 'POST',
			headers: { 'X-Gatehouse-CSRF': csrf },
		} );
		const { code } = await answer.json();
		return [ answer.status, code ];
	} );
}

describeOnEach( 'a stolen cookie', {}, ( journey ) => {
	it( 'closes the session, and tells its owner and administrators what had been opened', async () => {
		const { newVisitor } = journey();
		const owner = await newVisitor();
		await signIn( owner.page, 'editor', { to: screen } );
		await statusBar( owner.page )
			.getByText( 'Secure Session Active' )
			.waitFor();
		await owner.page
			.locator( '.gatehouse-report' )
			.getByText( 'Published' )
			.first()
			.waitFor();
		const copied = await reportCookies( owner.context );
		expect( ( await renew( owner.page ) )[ 0 ] ).toBe( 200 );
		expect( ( await renew( owner.page ) )[ 0 ] ).toBe( 200 );

		const thief = await newVisitor();
		await thief.context.addCookies( copied );
		await thief.page.goto( '/reports/healthz' );
		expect( await renew( thief.page ) ).toEqual( [
			401,
			'session_replayed',
		] );

		await owner.page.reload();
		await statusBar( owner.page )
			.getByText( 'its token was used twice' )
			.waitFor();
		await owner.page
			.getByRole( 'button', { name: 'What happened' } )
			.click();
		await owner.page
			.getByRole( 'button', { name: 'Sign in again' } )
			.click();
		const notice = owner.page.getByRole( 'region', {
			name: 'One of your report sessions was closed',
		} );
		await notice.getByText( 'Opened in this session:' ).waitFor();
		await notice.getByText( 'Publishing ·' ).waitFor();

		const admin = await newVisitor();
		const asked: string[] = [];
		admin.page.on( 'request', ( request ) =>
			asked.push( new URL( request.url() ).pathname )
		);
		await signIn( admin.page, 'admin', { to: dashboard } );
		const inBar = admin.page.locator( '#wp-admin-bar-gatehouse-notice a' );
		await inBar.getByText( 'A report session was closed' ).waitFor();
		await admin.page.waitForLoadState( 'networkidle' );
		expect(
			asked.filter( ( path ) => path === '/reports/session/notices' )
		).toHaveLength( 1 );
		await inBar.focus();
		await admin.page.keyboard.press( 'Enter' );
		const told = admin.page.getByRole( 'region', {
			name: 'A report session of',
		} );
		await told.getByRole( 'link', { name: 'See the activity' } ).click();
		await admin.page
			.getByRole( 'cell', { name: 'Token used twice, session closed' } )
			.waitFor();

		const elsewhere = await owner.context.newPage();
		await elsewhere.goto( dashboard );
		const ownInBar = elsewhere.locator(
			'#wp-admin-bar-gatehouse-notice a'
		);
		await ownInBar.getByText( 'One of your report sessions' ).waitFor();
		await notice.getByRole( 'button', { name: 'Dismiss' } ).click();
		await notice.waitFor( { state: 'detached' } );
		await ownInBar.waitFor( { state: 'hidden' } );
		await admin.page.goto( screen );
		await told.waitFor();
		await Promise.all(
			[ owner, thief, admin ].map( ( { context } ) => context.close() )
		);
	} );
} );
