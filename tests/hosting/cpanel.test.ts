import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	newVisitor,
	openBrowser,
	reportCookies,
	signIn,
	signOut,
	statusBar,
} from '../journey/browser';
import { askAs } from './ask-as';
import { askFrom } from './ask-from';
import { type Account, openAccount } from './cpanel-account';
import { expectWell } from './doctor';
import { lacks } from './lacks';

/** It takes half a second to ask Passenger, and more on a busy machine. */
const patience = { timeout: 20_000, interval: 200 };

describe.skipIf(
	lacks(
		'apache2',
		'libapache2-mod-php',
		'libapache2-mod-passenger',
		'mariadb-server',
		'php-mysql'
	)
)( 'a cPanel account', () => {
	let account: Account;
	let browser: Browser;
	beforeAll( async () => {
		account = await openAccount();
		browser = await openBrowser();
	} );
	afterAll( async () => {
		await browser.close();
		await account.close();
	} );
	const pids = async () =>
		( await account.processes() ).map( ( { pid } ) => pid );

	/** After an idle stop the first page may come before the sidecar is up; then its script signs in. */
	const untilSignedIn = ( context: BrowserContext ) =>
		expect
			.poll( () => reportCookies( context ), patience )
			.toHaveLength( 2 );

	/** That script asks first whether there is a session. */
	const isUnforeseen = ( problem: string ) =>
		! problem.endsWith(
			`status of 401 (Unauthorized) (${ account.base }/session)`
		);

	it( 'goes from the sign-in to a report', async () => {
		const { context, page, problems } = await newVisitor(
			browser,
			account.home
		);
		const times: Record< string, number > = {};
		await fetch( `${ account.base }/healthz` );
		let posted = 0;
		page.on( 'response', ( response ) => {
			const request = response.request();
			const { pathname } = new URL( response.url() );
			if ( request.isNavigationRequest() ) {
				const { startTime, responseStart } = request.timing();
				posted ||= request.method() === 'POST' ? startTime : 0;
				times[ `${ request.method() } ${ pathname }` ] =
					Math.round( responseStart );
			}
		} );
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		await untilSignedIn( context );
		await page.goto( '/wp-admin/admin.php?page=gatehouse' );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		await page.getByText( /posts counted/ ).waitFor();
		times[ 'from the click to the report' ] = Math.round(
			Date.now() - posted
		);
		await page.goto( '/reports/r/comments?period=last-7-days' );
		await page
			.getByRole( 'heading', { name: 'Comments', exact: true } )
			.first()
			.waitFor();
		print( times );
		expect( problems.filter( isUnforeseen ) ).toEqual( [] );
		await context.close();
	} );

	it( 'keeps its data in a folder of its own that no visitor reaches', async () => {
		const data = join( account.program, 'data' );
		expect( ( await stat( data ) ).mode & 0o777 ).toBe( 0o700 );
		// Sessions and facts are in MariaDB.
		expect( await readdir( data ) ).toEqual( [ 'key.json' ] );
		for ( const address of [ account.home, account.managed ] ) {
			const { status } = await fetch(
				`${ address }/reports/data/key.json`
			);
			expect( status ).toBe( 404 );
		}
	} );

	it( 'counts requests by the address that Passenger names', async () => {
		const partitionOf = async ( address: string, pretended = '' ) => {
			const { headers } = await askFrom(
				address,
				`${ account.base }/session`,
				{ headers: { 'X-Forwarded-For': pretended } }
			);
			return headers[ 'ratelimit-policy' ];
		};
		const one = await partitionOf( '127.0.0.1' );
		expect( one ).toMatch( /^"request"; q=/ );
		expect( await partitionOf( '127.0.0.1', '203.0.113.7' ) ).toBe( one );
		expect( await partitionOf( '127.0.0.2' ) ).not.toBe( one );
	} );

	it( 'is looked at by the doctor, from the way in to the way out, also when it sleeps', async () => {
		await expect.poll( pids, patience ).toEqual( [] );
		const findings = await account.doctor();
		expectWell( findings );
		expect( findings ).toContainEqual(
			expect.objectContaining( {
				id: 'base_reached',
				what: `${ account.base } reaches this sidecar, with the path /reports.`,
			} )
		);
		expect( findings.map( ( { id } ) => id ) ).toEqual(
			expect.arrayContaining( [ 'placement_path', 'store_server' ] )
		);
	} );

	it( 'is set up by Application Manager as well', async () => {
		const address = `${ account.managed }/reports`;
		const health = await fetch( `${ address }/healthz` );
		expect( await health.json() ).toEqual( { status: 'ok' } );
		const page = await fetch( `${ address }/r/publishing` );
		expect( page.status ).toBe( 401 );
	} );

	it( 'says in the log which setting is wrong', async () => {
		const answer = await fetch( `${ account.managed }/wrong/healthz` );
		expect( answer.status ).toBe( 500 );
		expect( await account.log() ).toContain(
			'GATEHOUSE_SITES has "nowhere"'
		);
	} );

	it( 'answers for one session from several processes', async () => {
		const { context, page } = await newVisitor( browser, account.home );
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		await untilSignedIn( context );
		const ask = await askAs( context, account );
		const askMany = () =>
			Promise.all(
				Array.from( { length: 24 }, () => ask( '/session' ) )
			);
		await expect
			.poll( async () => {
				const answers = await askMany();
				expect(
					answers.filter( ( { status } ) => status !== 200 )
				).toEqual( [] );
				const busy = ( await account.processes() ).filter(
					( { processed } ) => processed > 0
				);
				return busy.length;
			}, patience )
			.toBeGreaterThan( 1 );

		await signOut( page );
		const signedOut = Date.now();
		await expect
			.poll(
				async () =>
					( await askMany() ).every(
						( { status } ) => status === 401
					),
				{ timeout: 5000, interval: 50 }
			)
			.toBe( true );
		expect( Date.now() - signedOut ).toBeLessThan( 1500 );
		await context.close();
	} );

	it( 'restarts by restart.txt: nobody is signed out, and what was asked is answered', async () => {
		const { context, page } = await newVisitor( browser, account.home );
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		await untilSignedIn( context );
		const ask = await askAs( context, account );
		const { csrf } = await ( await ask( '/session' ) ).json();
		const old = await pids();

		const signalOld = ( signal: NodeJS.Signals ) =>
			old.forEach( ( pid ) => process.kill( pid, signal ) );
		const busy = async () =>
			( await account.processes() ).filter(
				( { pid, sessions } ) => old.includes( pid ) && sessions > 0
			);

		signalOld( 'SIGSTOP' );
		const renewals = Array.from( { length: 3 }, () =>
			ask( '/session/renew', {
				method: 'POST',
				headers: { 'X-Gatehouse-CSRF': csrf },
			} )
		);
		try {
			await expect.poll( busy, patience ).not.toEqual( [] );
			await account.restart();
			expect( ( await ask( '/session' ) ).status ).toBe( 200 );
			for ( const { isLeaving } of await busy() ) {
				expect( isLeaving ).toBe( true );
			}
		} finally {
			signalOld( 'SIGCONT' );
		}

		for ( const renewal of renewals ) {
			expect( ( await renewal ).status ).toBe( 200 );
		}
		const isGone = ( log: string, pid: number ) =>
			new RegExp( `App ${ pid } output: .*Gatehouse has finished` ).test(
				log
			);
		await expect
			.poll( async () => {
				const log = await account.log();
				return old.filter( ( pid ) => ! isGone( log, pid ) );
			}, patience )
			.toEqual( [] );
		await page.goto( '/reports/' );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		await context.close();
	} );

	it( 'wakes up from its idle stop with every session', async () => {
		const { context, page, problems } = await newVisitor(
			browser,
			account.home
		);
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		await untilSignedIn( context );
		await page.goto( 'about:blank' );
		await expect.poll( pids, patience ).toEqual( [] );

		const asked = Date.now();
		await page.goto( `${ account.base }/` );
		print( { 'first page after the idle stop': Date.now() - asked } );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		expect( problems.filter( isUnforeseen ) ).toEqual( [] );
		await context.close();
	} );
} );

/** For whoever reads the run: milliseconds. */
function print( times: Record< string, number > ) {
	process.stdout.write( `${ JSON.stringify( times, null, '\t' ) }\n` );
}
