import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { signIn } from './browser';
import { describeOnEach } from './journey';
import type { Site } from './site';

const mustUse = [ 'kept-mail.php', 'korean-editor.php' ];
const screen = '/wp-admin/admin.php?page=gatehouse-mail';

describeOnEach( 'reports by e-mail', { mustUse }, ( journey ) => {
	it( 'are set up by an administrator with the keyboard, and read as they were on the screen', async () => {
		const { newVisitor, site } = journey();
		const { page, problems, context } = await newVisitor();
		await signIn( page, 'admin', { to: screen } );
		const onScreen = await figuresOf(
			page,
			`${ site.base }/r/publishing?period=last-90-days`
		);
		await page.goto( screen );
		await page.getByRole( 'link', { name: 'Add e-mail' } ).press( 'Enter' );
		await page
			.getByLabel( 'Report', { exact: true } )
			.selectOption( { label: 'Publishing' } );
		await page
			.getByLabel( 'Period', { exact: true } )
			.selectOption( { label: 'Last 90 days' } );
		await page.getByLabel( 'PDF', { exact: true } ).press( 'Space' );
		expect( await faultsIn( page ) ).toEqual( [] );
		await page.getByRole( 'button', { name: 'Save' } ).press( 'Enter' );
		await page.getByText( 'Saved. It goes out next on' ).waitFor();
		expect( await faultsIn( page ) ).toEqual( [] );

		await page
			.getByRole( 'button', { name: /^Send now to me/ } )
			.press( 'Enter' );
		await page
			.locator( '.notice' )
			.getByText( 'Handed to the mail server.' )
			.waitFor();
		const mail = await lastMail( site );
		expect( problems ).toEqual( [] );

		await page.setContent( mail );
		const inMail = await page
			.locator( 'table table table' )
			.first()
			.innerText();
		onScreen.forEach( ( figure ) => expect( inMail ).toContain( figure ) );
		const report = page.getByRole( 'link', { name: 'Open the report' } );
		expect( await report.getAttribute( 'href' ) ).toBe(
			`${ site.base }/r/publishing?period=last-90-days&compare=previous`
		);
		await context.close();
	} );

	it( 'come to an editor in Korean, who stops them with one click and no sign-in', async () => {
		const { newVisitor, site } = journey();
		const editor = await newVisitor();
		await signIn( editor.page, 'editor', { to: `${ screen }&edit=new` } );
		await editor.page
			.getByLabel( '리포트', { exact: true } )
			.selectOption( { label: '발행' } );
		await editor.page.getByLabel( 'PDF', { exact: true } ).uncheck();
		await editor.page.getByRole( 'button', { name: '저장' } ).click();
		await editor.page
			.getByRole( 'button', { name: /^지금 나에게 보내기/ } )
			.click();
		await editor.page
			.locator( '.notice' )
			.getByText( '메일 서버에 전달했습니다.' )
			.waitFor();
		expect( editor.problems ).toEqual( [] );
		await editor.context.close();

		const mailbox = await newVisitor();
		await mailbox.page.setContent( await lastMail( site ) );
		await mailbox.page
			.getByRole( 'heading', { name: '발행', exact: true } )
			.waitFor();
		const stop = mailbox.page.getByRole( 'link', {
			name: '이 이메일 그만 받기',
		} );
		await mailbox.page.goto( ( await stop.getAttribute( 'href' ) ) ?? '' );
		await mailbox.page.getByRole( 'button' ).click();
		await mailbox.page
			.getByText( 'You do not get this report by e-mail any more.' )
			.waitFor();
		await mailbox.context.close();
	} );
} );

/** As soon as the first copy of the facts is there. */
async function figuresOf( page: Page, address: string ): Promise< string[] > {
	const figures = page.locator( '.gatehouse-report__figures strong' );
	await expect
		.poll(
			async () => {
				await page.goto( address );
				return figures.count();
			},
			{ timeout: 60_000, interval: 1000 }
		)
		.toBeGreaterThan( 2 );
	return figures.allInnerTexts();
}

async function lastMail( site: Site ): Promise< string > {
	const lines = ( await site.log( 'wordpress' ) ).split( '\n' );
	const kept = lines.filter( ( line ) => line.includes( 'Mail: ' ) ).at( -1 );
	return JSON.parse( kept?.split( 'Mail: ' )[ 1 ] ?? '""' );
}

/** What axe finds on Gatehouse's own part of the page. */
async function faultsIn( page: Page ): Promise< string[] > {
	await page.evaluate( axe.source );
	return page.evaluate( async () => {
		const { violations } = await window.axe.run( '.gatehouse-mail' );
		return violations.map(
			( { id, nodes } ) => `${ id } ${ nodes[ 0 ]?.html }`
		);
	} );
}

declare global {
	interface Window {
		axe: typeof axe;
	}
}
