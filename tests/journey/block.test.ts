import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { signIn } from './browser';
import { describeOnEach } from './journey';

describeOnEach( 'the block "Report"', {}, ( journey ) => {
	it( 'is inserted, previewed and published; an editor reads it, a subscriber and a stranger read why not', async () => {
		const { newVisitor } = journey();
		const author = await newVisitor();
		await signIn( author.page, 'admin' );
		const address = await publishReport( author.page );

		await author.page.goto( address );
		await author.page
			.locator( '.wp-block-gatehouse-report' )
			.getByText( /posts counted/ )
			.waitFor();
		await author.page
			.locator(
				'.wp-block-gatehouse-report svg[role], .wp-block-gatehouse-report .gatehouse-report svg'
			)
			.first()
			.waitFor();
		expect( author.problems ).toEqual( [] );
		await author.context.close();

		const subscriber = await newVisitor();
		await signIn( subscriber.page, 'reader', { to: address } );
		await subscriber.page
			.getByText( 'Your account may not see this report.' )
			.waitFor();
		expect( subscriber.problems ).toEqual( [] );
		await subscriber.context.close();

		const stranger = await newVisitor();
		await stranger.page.goto( address );
		await stranger.page
			.getByText( 'This report is for signed-in members of this site.' )
			.waitFor();
		expect( stranger.problems ).toEqual( [] );
		await stranger.page
			.locator( '.wp-block-gatehouse-report' )
			.getByRole( 'link', { name: 'Sign in' } )
			.click();
		await signIn( stranger.page, 'editor' );
		await stranger.page.waitForURL( address );
		await stranger.page
			.locator( '.wp-block-gatehouse-report' )
			.getByText( /posts counted/ )
			.waitFor();
		await stranger.context.close();
	} );
} );

/** As a person does it in the editor. Gives the address of the post. */
async function publishReport( page: Page ): Promise< string > {
	await page.goto( '/wp-admin/post-new.php' );
	await page
		.getByRole( 'dialog' )
		.getByRole( 'button', { name: 'Close' } )
		.click();
	const canvas = page.frameLocator( 'iframe[name="editor-canvas"]' );
	await canvas
		.getByRole( 'textbox', { name: 'Add title' } )
		.fill( 'How we are doing' );

	await page.getByRole( 'button', { name: 'Block Inserter' } ).click();
	await page.getByRole( 'searchbox', { name: 'Search' } ).fill( 'Report' );
	await page
		.getByRole( 'option' )
		.filter( { hasText: /^Report$/ } )
		.click();
	const block = canvas.locator( '[data-type="gatehouse/report"]' );
	await block
		.getByLabel( 'Choose a report' )
		.selectOption( { label: 'Publishing' } );
	await block.getByText( /posts counted/ ).waitFor();

	await page
		.getByLabel( 'Period', { exact: true } )
		.selectOption( { label: 'Last 90 days' } );
	await page.getByRole( 'checkbox', { name: 'Tables' } ).uncheck();
	await block.getByRole( 'table' ).first().waitFor( { state: 'detached' } );

	const publish = page.getByRole( 'button', {
		name: 'Publish',
		exact: true,
	} );
	await publish.click();
	await page
		.getByRole( 'region', { name: 'Editor publish' } )
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.click();
	const link = page
		.getByRole( 'region', { name: 'Editor publish' } )
		.getByRole( 'link', { name: 'View Post' } );
	return ( await link.getAttribute( 'href' ) ) ?? '';
}
