import { execFileSync, spawn } from 'node:child_process';
import { chromium } from 'playwright-core';
import { findProgram } from './command.mjs';
import { Fault, runScript } from './fault.mjs';
import { inRoot } from './places.mjs';
import { say } from './terminal.mjs';

/**
 * Takes the pictures of the docs, from a demo with a shop that it starts itself, or from a running one:
 *
 *     node scripts/pictures.mjs [http://localhost:8080]
 */
const ownPort = 8097;
const [ given ] = process.argv.slice( 2 );
const home = given ?? `http://localhost:${ ownPort }`;

const pictures = [
	{ name: 'reports-screen' },
	{ name: 'reports-screen-dark', colorScheme: 'dark' },
	{ name: 'reports-screen-korean', locale: 'ko-KR' },
	{ name: 'reports-screen-phone', width: 390, height: 1500 },
];

const prints = [
	{ name: 'pdf-english', query: 'lang=en-US&paper=letter' },
	{ name: 'pdf-a4', query: 'lang=en-GB&paper=a4' },
	{ name: 'pdf-korean', query: 'lang=ko-KR&paper=a4' },
];

const somebody = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26">
	<path fill="#c3c4c7" d="M0 0h26v26H0z"/>
	<circle cx="13" cy="10" r="5" fill="#fff"/>
	<path fill="#fff" d="M3 26a10 9 0 0 1 20 0z"/>
</svg>`;

await runScript( async () => {
	const executablePath = findProgram(
		'chromium',
		'chromium-browser',
		'google-chrome'
	);
	if ( executablePath === null ) {
		throw new Fault( 'The pictures need Chromium. Install it first.' );
	}
	if ( findProgram( 'pdftoppm' ) === null ) {
		throw new Fault(
			'The pictures of PDFs need pdftoppm. Install poppler-utils first.'
		);
	}
	const browser = await chromium.launch( {
		executablePath,
		args: [ '--no-sandbox', '--disable-gpu' ],
	} );
	let demo = null;
	try {
		demo = given ? null : await startDemo();
		await waitForComparison( browser );
		for ( const picture of pictures ) {
			await take( browser, picture );
		}
		await print( browser );
	} finally {
		await browser.close();
		await demo?.end();
	}
} );

async function startDemo() {
	const child = spawn(
		process.execPath,
		[
			inRoot( 'scripts', 'demo.mjs' ),
			'--shop',
			// Orders end today only in a new one.
			'--reset',
			`--port=${ ownPort }`,
			`--data=${ inRoot( '.cache', 'pictures' ) }`,
		],
		{ stdio: [ 'ignore', 'pipe', 'inherit' ] }
	);
	const ended = new Promise( ( resolve ) => child.once( 'exit', resolve ) );
	const ready = new Promise( ( resolve ) =>
		child.stdout.on( 'data', ( words ) => {
			process.stdout.write( words );
			if ( String( words ).includes( 'Ready.' ) ) {
				resolve( true );
			}
		} )
	);
	if ( ( await Promise.race( [ ready, ended ] ) ) !== true ) {
		throw new Fault( 'The demo did not start.' );
	}
	return {
		end() {
			child.kill();
			return ended;
		},
	};
}

/** A new shop is compared with its copy for the first time some minutes after it was copied. */
async function waitForComparison( browser ) {
	const page = await browser.newPage( { baseURL: home } );
	await openSales( page );
	await page
		.getByText( 'Last agreed with the site' )
		.waitFor( { timeout: 600_000 } );
	await page.close();
}

async function take( browser, picture ) {
	const { name, locale } = picture;
	const { width = 1280, height = 1240, colorScheme = 'light' } = picture;
	const context = await browser.newContext( {
		baseURL: home,
		viewport: { width, height },
		colorScheme,
	} );
	const page = await context.newPage();
	// Faces come from the internet, which need not be there.
	await page.route( /gravatar\.com/, ( route ) =>
		route.fulfill( { contentType: 'image/svg+xml', body: somebody } )
	);
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
	await openSales( page );
	await page.evaluate( () => document.fonts.ready );
	await page.screenshot( {
		path: inRoot( 'docs', 'pictures', `${ name }.png` ),
	} );
	say( `docs/pictures/${ name }.png` );
	await context.close();
}

/** The first page of each, as a picture. */
async function print( browser ) {
	const context = await browser.newContext( { baseURL: home } );
	const page = await context.newPage();
	await openSales( page );
	for ( const { name, query } of prints ) {
		const answer = await page.request.get(
			`/reports/api/reports/sales.pdf?${ query }`
		);
		if ( ! answer.ok() ) {
			throw new Fault( `${ name }: ${ await answer.text() }` );
		}
		const target = inRoot( 'docs', 'pictures', name );
		execFileSync(
			'pdftoppm',
			[ '-png', '-r', '80', '-singlefile', '-', target ],
			{ input: await answer.body() }
		);
		say( `docs/pictures/${ name }.png` );
	}
	await context.close();
}

async function openSales( page ) {
	await page.goto( '/wp-login.php' );
	await page.locator( '#user_login' ).fill( 'admin' );
	await page.locator( '#user_pass' ).fill( 'password' );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin/ );
	await page.goto( '/wp-admin/admin.php?page=gatehouse&report=sales' );
	// The first copy of the facts may still be on its way.
	await page
		.locator( '.gatehouse-report__figures strong' )
		.first()
		.waitFor( { timeout: 600_000 } );
	await page
		.locator( '.gatehouse-report__notice.is-stale' )
		.waitFor( { state: 'detached', timeout: 120_000 } );
	// Saved views come after the report.
	await page.waitForLoadState( 'networkidle' );
}
