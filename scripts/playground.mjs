import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, run } from './command.mjs';
import { modernNode } from './dependencies.mjs';
import { Fault } from './fault.mjs';
import { cache } from './places.mjs';
import { startService, statusOf } from './service.mjs';

const version = '3.1.56';

/** The npm package that runs PHP in WebAssembly, and that carries WordPress's SQLite driver. */
export const playgroundPackage = `@wp-playground/cli@${ version }`;

/** Half a gigabyte with its dependencies, so it is fetched only by those who need it. */
export async function fetchPlayground( report ) {
	const folder = join( cache, `playground-${ version }` );
	const program = join(
		folder,
		'node_modules',
		'@wp-playground',
		'cli',
		'wp-playground.js'
	);
	const complete = join( folder, 'node_modules', '.package-lock.json' );
	if ( existsSync( complete ) ) {
		return program;
	}
	const npm = findProgram( 'npm' );
	if ( ! npm ) {
		throw new Fault(
			'npm was not found. It comes with Node.js: https://nodejs.org/'
		);
	}
	await mkdir( folder, { recursive: true } );
	let fetched = 0;
	await run(
		npm,
		[
			'install',
			'--no-audit',
			'--no-fund',
			'--no-save',
			'--loglevel=http',
			'--prefix',
			folder,
			playgroundPackage,
		],
		{
			cwd: folder,
			what: `npm install ${ playgroundPackage }`,
			onLine( line ) {
				if (
					line.includes( 'http fetch' ) ||
					line.includes( 'http cache' )
				) {
					fetched += 1;
					report( `${ fetched } packages fetched` );
				}
			},
		}
	);
	return program;
}

/** Serves a site's folder by PHP in WebAssembly. */
export function startWasmPhp( { program, folder, home, port, workers, log } ) {
	const mounts = [ 'wordpress', 'database', 'logs' ].flatMap( ( name ) => [
		'--mount-before-install',
		`${ join( folder, name ) }:/${ name }`,
	] );
	return startService( {
		name: 'WordPress (PHP in WebAssembly)',
		program: modernNode(),
		args: [
			program,
			'server',
			'--php=8.3',
			`--port=${ port }`,
			`--workers=${ workers }`,
			`--site-url=${ home }`,
			'--wordpress-install-mode=do-not-attempt-installing',
			'--skip-sqlite-setup',
			...mounts,
		],
		log,
		until: async () =>
			( await statusOf( port, '/wp-includes/css/dashicons.min.css' ) ) ===
			200,
	} );
}
