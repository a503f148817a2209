import { chromium } from 'playwright-core';
import { findProgram } from './command.mjs';
import { Fault, runScript } from './fault.mjs';
import { inRoot } from './places.mjs';
import { say } from './terminal.mjs';

/**
 * Takes the pictures of the Reports screen for the docs from a running demo with a shop:
 *
 *     node scripts/pictures.mjs http://localhost:8080
 */
const [ home = 'http://localhost:8080' ] = process.argv.slice( 2 );

const pictures = [
	{ name: 'reports-screen' },
	{ name: 'reports-screen-dark', colorScheme: 'dark' },
	{ name: 'reports-screen-korean', locale: 'ko-KR' },
	{ name: 'reports-screen-phone', width: 390, height: 1400 },
	{ name: 'reports-screen-sales', report: 'sales' },
];

await runScript( async () => {
	const executablePath = findProgram(
		'chromium',
		'chromium-browser',
		'google-chrome'
	);
	if ( executablePath === null ) {
		throw new Fault( 'The pictures need Chromium. Install it first.' );
	}
	const browser = await chromium.launch( {
		executablePath,
		args: [ '--no-sandbox', '--disable-gpu' ],
	} );
	try {
		for ( const picture of pictures ) {
			await take( browser, picture );
		}
	} finally {
		await browser.close();
	}
} );

async function take( browser, picture ) {
	const { name, report = 'publishing', locale } = picture;
	const { width = 1280, height = 900, colorScheme = 'light' } = picture;
	const context = await browser.newContext( {
		baseURL: home,
		viewport: { width, height },
		colorScheme,
	} );
	const page = await context.newPage();
	// Faces come from the internet, which need not be there.
	await page.route( /gravatar\.com/, ( route ) => route.abort() );
	if ( locale ) {
		// The demo's WordPress has no Korean of its own; the plugin has.
		await page.route( /page=gatehouse/, async ( route ) => {
			const response = await route.fetch();
			const html = await response.text();
			await route.fulfill( {
				response,
				body: html.replace(
					/(window\.gatehouse = .*?"locale":")[^"]*/,
					`$1${ locale }`
				),
			} );
		} );
	}
	await page.goto( '/wp-login.php' );
	await page.locator( '#user_login' ).fill( 'admin' );
	await page.locator( '#user_pass' ).fill( 'password' );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin/ );
	await page.goto( `/wp-admin/admin.php?page=gatehouse&report=${ report }` );
	const tab = page.locator( `nav a[href*="report=${ report }"]` );
	await page.locator( '.gatehouse-screen__reports' ).waitFor();
	if ( ( await tab.count() ) === 0 ) {
		say( `${ name }: this demo has no such report` );
		await context.close();
		return;
	}
	await page.locator( '.gatehouse-report__header' ).waitFor();
	await page.evaluate( () => document.fonts.ready );
	await page.screenshot( {
		path: inRoot( 'docs', 'pictures', `${ name }.png` ),
	} );
	say( `docs/pictures/${ name }.png` );
	await context.close();
}
