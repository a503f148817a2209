import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.mjs';
import { inRoot, modules, root } from './places.mjs';

const output = inRoot( 'plugin', 'build' );
const stamp = join( output, '.built-from' );
const sources = [
	'blocks',
	'sidecar/contract.ts',
	'sidecar/contract',
	'webpack.config.js',
	'tsconfig.json',
	'package-lock.json',
];

/** Builds the plugin's scripts and blocks, unless they are already built from these sources. */
export async function buildBlocks( report ) {
	const wanted = await fingerprint();
	if (
		existsSync( stamp ) &&
		( await readFile( stamp, 'utf8' ) ) === wanted
	) {
		report( 'up to date' );
		return;
	}
	await run(
		process.execPath,
		[
			join( modules, '@wordpress', 'scripts', 'bin', 'wp-scripts.js' ),
			'build',
			'--webpack-src-dir=blocks',
			'--output-path=plugin/build',
			'--experimental-modules',
			'--blocks-manifest',
		],
		{ cwd: root, what: 'wp-scripts build', env: { NODE_ENV: 'production' } }
	);
	await writeFile( stamp, wanted );
}

async function fingerprint() {
	const hash = createHash( 'sha256' );
	for ( const source of sources ) {
		for ( const file of await filesIn( inRoot( source ) ) ) {
			hash.update( file.slice( root.length ) ).update(
				await readFile( file )
			);
		}
	}
	return hash.digest( 'hex' );
}

/** Every file below a folder in a stable order; a file is itself. */
export async function filesIn( path ) {
	const entries = await readdir( path, {
		recursive: true,
		withFileTypes: true,
	} ).catch( ( error ) => {
		if ( error.code === 'ENOTDIR' ) {
			return null;
		}
		throw error;
	} );
	if ( entries === null ) {
		return [ path ];
	}
	return entries
		.filter( ( entry ) => entry.isFile() )
		.map( ( entry ) => join( entry.parentPath ?? entry.path, entry.name ) )
		.sort();
}
