import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { Browser } from './browser';
import { type Gatehouse, makeFolder } from './gatehouse';
import type { TestSite } from './site';
import { storeSettings } from './test-store';

export const root = resolve( import.meta.dirname, '../..' );
/** Where the program is built. */
export const program = resolve( root, 'dist/sidecar' );
export const bundle = resolve( program, 'gatehouse.cjs' );

export type Run = {
	/** With its exit code. */
	ended: Promise< number | null >;
	output: () => string;
	stop( signal: NodeJS.Signals ): void;
};

export function run(
	environment: Record< string, string >,
	args = [ bundle ],
	/** Another user to run as. */
	options: { uid?: number } = {}
): Run {
	const child = spawn( process.execPath, args, {
		env: environment,
		...options,
	} );
	let output = '';
	child.stdout.on( 'data', ( chunk ) => ( output += chunk ) );
	child.stderr.on( 'data', ( chunk ) => ( output += chunk ) );
	onTestFinished( () => void child.kill( 'SIGKILL' ) );
	return {
		ended: new Promise( ( done ) => child.on( 'exit', done ) ),
		output: () => output,
		stop: ( signal ) => void child.kill( signal ),
	};
}

/** Where it says that it answers. */
export async function addressOf( { output }: Run ): Promise< string > {
	const port = () => /"port":(\d+)/.exec( output() )?.[ 1 ];
	await expect.poll( port, { timeout: 10_000 } ).toBeDefined();
	return `http://127.0.0.1:${ port() }`;
}

/** What a Browser needs of a sidecar, of which there may be several. */
export type Process = Pick< Gatehouse, 'address' | 'site' | 'clock' > & Run;

export function settingsFor(
	{ home, base }: TestSite,
	folder: string
): Record< string, string > {
	return {
		GATEHOUSE_SITES: `${ home }=${ base }`,
		GATEHOUSE_DATA: folder,
		...storeSettings( folder ),
		GATEHOUSE_PORT: '0',
		GATEHOUSE_LIMIT_FACTOR: '1000',
	};
}

/** A real process; its clock may be off by some seconds. */
export async function startProcess(
	site: TestSite,
	folder: string,
	clockOff = 0,
	settings: Record< string, string > = {},
	options: { uid?: number } = {}
): Promise< Process > {
	const environment = { ...settingsFor( site, folder ), ...settings };
	const started = run(
		environment,
		[ ...( await withClockOff( clockOff ) ), bundle ],
		options
	);
	const address =
		( await addressOf( started ) ) + new URL( site.base ).pathname;
	// It answers before it has the site's keys.
	const isReady = async () => ( await fetch( `${ address }/readyz` ) ).ok;
	await expect.poll( isReady, { timeout: 10_000 } ).toBe( true );
	return { ...started, site, clock: { now: Date.now() }, address };
}

async function withClockOff( seconds: number ): Promise< string[] > {
	if ( seconds === 0 ) {
		return [];
	}
	const file = `${ await makeFolder() }/clock.cjs`;
	await writeFile(
		file,
		`const now = Date.now; Date.now = () => now() + ${ seconds * 1000 };`
	);
	return [ '--require', file ];
}

/** The same browser at another process, as behind a load balancer. */
export function through(
	browser: Browser< Process >,
	process: Process
): Browser< Process > {
	const moved = new Browser( process );
	moved.csrf = browser.csrf;
	browser.cookies.forEach( ( kept, name ) =>
		moved.cookies.set( name, kept )
	);
	return moved;
}
