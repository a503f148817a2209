import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { findProgram } from '../../scripts/command.mjs';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

// WordPress's avatars, emoji and its directory of blocks come from the internet, which a test machine may not have.
const foreignHosts =
	/https?:\/\/([a-z0-9]+\.)*(gravatar\.com|w\.org)\/|\/wp\/v2\/block-directory\//;

// Without scripts of its own: others complain in the console when they are left early.
const quietPage = '/wp-admin/tools.php';

export type Visitor = {
	context: BrowserContext;
	page: Page;
	/** What the console called an error, and exceptions nobody caught. */
	problems: string[];
};

/** `more` are further arguments for Chromium. */
export function openBrowser( more: string[] = [] ): Promise< Browser > {
	const executablePath = findProgram(
		'chromium',
		'chromium-browser',
		'google-chrome'
	);
	if ( executablePath === null ) {
		throw new Error( 'The journeys need Chromium; npm test installs it.' );
	}
	return chromium.launch( { executablePath, args: [ ...flags, ...more ] } );
}

/** A person with a browser profile of their own. */
export async function newVisitor(
	browser: Browser,
	home: string
): Promise< Visitor > {
	const context = await browser.newContext( {
		baseURL: home,
		locale: 'en-US',
	} );
	const page = await context.newPage();
	const problems: string[] = [];
	context.on( 'console', ( message ) => {
		const { url } = message.location();
		if (
			message.type() === 'error' &&
			! foreignHosts.test( `${ url } ${ message.text() }` )
		) {
			problems.push( `${ message.text() } (${ url })` );
		}
	} );
	context.on( 'weberror', ( error ) => {
		problems.push( error.error().message );
	} );
	return { context, page, problems };
}

/**
 * Through the sign-in form, and on to `to`; a form that is open already goes where it was
 * asked to go.
 */
export async function signIn(
	page: Page,
	login: string,
	{ to = quietPage, remember = false } = {}
): Promise< void > {
	if ( ! page.url().includes( 'wp-login.php' ) ) {
		await page.goto(
			`/wp-login.php?redirect_to=${ encodeURIComponent( to ) }`
		);
	}
	// WordPress moves the focus a moment after the form is there, and with it what is being typed.
	for ( const [ field, text ] of [
		[ '#user_login', login ],
		[ '#user_pass', 'password' ],
	] as const ) {
		await page
			.locator( field )
			.evaluate(
				( input, value ) => input.setAttribute( 'value', value ),
				text
			);
	}
	if ( remember ) {
		await page.getByLabel( 'Remember Me' ).check();
	}
	await page.getByRole( 'button', { name: 'Log In' } ).click();
}

export async function signOut( page: Page ): Promise< void > {
	// Leaving while WordPress still asks something in the background is an error to the console.
	await page.waitForLoadState( 'networkidle' );
	const link = page.locator( '#wp-admin-bar-logout a' );
	await page.goto( ( await link.getAttribute( 'href' ) ) ?? '' );
}

/** What the status bar says on the Reports screen and on the sidecar's own page. */
export function statusBar( page: Page ): Locator {
	return page.locator( '.gatehouse-status strong' );
}

/** The report session's cookies in the browser. */
export async function reportCookies( context: BrowserContext ) {
	const cookies = await context.cookies();
	return cookies
		.filter( ( { name } ) => name.includes( 'gatehouse' ) )
		.sort( ( one, other ) => one.name.localeCompare( other.name ) );
}
