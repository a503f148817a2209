import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { reportCookies, signIn } from './browser';
import { describeOnEach } from './journey';

const report = '/wp-admin/admin.php?page=gatehouse&report=publishing';

/** As an administrator does it, on the screen of all users. */
async function changeRole( page: Page, person: string, role: string ) {
	await page.goto( '/wp-admin/users.php' );
	await page.getByRole( 'checkbox', { name: `Select ${ person }` } ).check();
	await page.locator( '#new_role' ).selectOption( { label: role } );
	await page.locator( '#changeit' ).click();
	await page.getByText( 'Changed roles.' ).waitFor();
}

describeOnEach( 'a role', {}, ( journey ) => {
	it( 'lowered while the report is open takes it away, and raised again gives it back', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', { to: report } );
		const figures = page.locator( '.gatehouse-report__figures' );
		await figures.getByText( 'Published' ).waitFor();
		const [ copy ] = await reportCookies( context );
		const withCopy = () =>
			fetch( `${ site.base }/api/reports/publishing`, {
				headers: { Cookie: `${ copy?.name }=${ copy?.value }` },
			} );
		expect( ( await withCopy() ).status ).toBe( 200 );

		const admin = await newVisitor();
		await signIn( admin.page, 'admin' );
		await admin.page.waitForURL( '**/tools.php' );
		await changeRole( admin.page, 'editor', 'Subscriber' );
		expect( ( await withCopy() ).status ).toBe( 401 );
		await page.clock.fastForward( 61_000 );
		await page
			.getByText( 'There are no reports that your account may see.' )
			.waitFor();
		await figures.waitFor( { state: 'detached' } );
		const screen = await page.locator( '#gatehouse-reports' ).innerText();
		expect( screen ).not.toMatch( /Published|error|this report/i );

		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		await changeRole( admin.page, 'editor', 'Editor' );
		await page.clock.fastForward( 46_000 );
		await figures.getByText( 'Published' ).waitFor();
		expect( asked.join() ).toContain( '/session/renew' );
		expect( asked.join() ).not.toMatch( /handoff|rest-nonce|wp-login/ );
		await context.close();
		await admin.context.close();
	} );
} );
