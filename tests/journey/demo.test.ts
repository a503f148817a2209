import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/places.mjs';
import { freePort } from '../../scripts/service.mjs';
import { browsers } from '../../scripts/test-packages.mjs';
import { newVisitor, openBrowser, signIn, statusBar } from './browser';

const screen = '/wp-admin/admin.php?page=gatehouse';
const patience = { timeout: 240_000 };

describe( 'npm run demo', () => {
	let folder: string;
	let port: number;
	let home: string;
	const stops: Array< () => Promise< void > > = [];
	beforeAll( async () => {
		folder = await mkdtemp( join( tmpdir(), 'gatehouse-demo-' ) );
		port = await freePort();
		home = `http://localhost:${ port }`;
	} );
	afterAll( async () => {
		await Promise.all( stops.map( ( stop ) => stop() ) );
		await rm( folder, { recursive: true, force: true } );
	} );

	it(
		'prints the address and the users, and shows a report in Chromium and in Firefox',
		patience,
		async () => {
			const demo = startDemo();
			const printed = await demo.ready();
			expect( printed ).toContain( home );
			expect( printed ).toMatch( /admin .*\n.*editor .*\n.*reader / );
			await openInChromium();
			await openInFirefox();
			await demo.stop( 'SIGTERM' );
			expect( await answers() ).toBe( false );
		}
	);

	it( 'starts again in seconds and keeps the data', patience, async () => {
		const started = Date.now();
		const demo = startDemo();
		const printed = await demo.ready();
		expect( Date.now() - started ).toBeLessThan( 15_000 );
		expect( printed ).not.toContain( 'Writing a year of content' );
		const second = startDemo();
		expect( await second.ended ).toBe( 1 );
		expect( second.printed() ).toContain( 'already running' );
		await demo.stop();
		expect( await answers() ).toBe( false );
	} );

	it( 'says in one sentence which option it does not know', async () => {
		const demo = startDemo( '--speed' );
		expect( await demo.ended ).toBe( 1 );
		expect( demo.printed() ).toContain( "Unknown option '--speed'" );
	} );

	function startDemo( ...options: string[] ) {
		// A group of its own, so that it can be told to stop as a terminal's Ctrl-C tells it: npm and all.
		const child = spawn(
			'npm',
			[
				'run',
				'demo',
				'--',
				'--port',
				String( port ),
				'--data',
				folder,
				...options,
			],
			{
				cwd: inRoot(),
				detached: true,
				stdio: [ 'ignore', 'pipe', 'pipe' ],
			}
		);
		let output = '';
		const ended = once( child, 'close' ).then(
			( [ code ]: unknown[] ) => code
		);
		const ready = new Promise< string >( ( resolve, reject ) => {
			const collect = ( chunk: Buffer ) => {
				output += chunk.toString();
				if ( output.includes( 'Ctrl-C stops everything.' ) ) {
					resolve( output );
				}
			};
			child.stdout.on( 'data', collect );
			child.stderr.on( 'data', collect );
			child.on( 'close', () =>
				reject( new Error( `The demo ended:\n${ output }` ) )
			);
		} );
		ready.catch( () => {} );
		const stop = async ( signal: 'SIGINT' | 'SIGTERM' = 'SIGINT' ) => {
			if (
				child.exitCode === null &&
				child.signalCode === null &&
				child.pid
			) {
				// A terminal's Ctrl-C reaches everyone, another program's signal only npm.
				process.kill(
					signal === 'SIGINT' ? -child.pid : child.pid,
					signal
				);
			}
			await ended;
		};
		stops.push( stop );
		return { ended, stop, printed: () => output, ready: () => ready };
	}

	async function openInChromium() {
		const browser = await openBrowser();
		const { page, problems } = await newVisitor( browser, home );
		await signIn( page, 'admin', { to: screen } );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		await page.getByText( /posts counted/ ).waitFor();
		await page.goto( '/reports/' );
		await page.getByText( /posts counted/ ).waitFor();
		expect( problems ).toEqual( [] );
		await browser.close();
	}

	async function openInFirefox() {
		const browser = await launch( {
			browser: 'firefox',
			executablePath: browsers.firefox() ?? '',
			extraPrefsFirefox: {
				'network.captive-portal-service.enabled': false,
				'network.connectivity-service.enabled': false,
			},
		} );
		const page = await browser.newPage();
		await page.goto(
			`${ home }/wp-login.php?redirect_to=${ encodeURIComponent( home + screen ) }`
		);
		await page.locator( '#user_login' ).fill( 'admin' );
		await page.locator( '#user_pass' ).fill( 'password' );
		await page.locator( '#wp-submit' ).click();
		await page
			.locator( '.gatehouse-status ::-p-text(Secure Session Active)' )
			.wait();
		await page
			.locator( '.gatehouse-report ::-p-text(posts counted)' )
			.wait();
		await page.goto( `${ home }/reports/` );
		await page
			.locator( '.gatehouse-report ::-p-text(posts counted)' )
			.wait();
		await browser.close();
	}

	async function answers() {
		return fetch( home ).then(
			() => true,
			() => false
		);
	}
} );
