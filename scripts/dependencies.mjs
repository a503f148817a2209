import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, run, succeeds } from './command.mjs';
import { Fault } from './fault.mjs';
import { inRoot, modules, root } from './places.mjs';
import { step } from './terminal.mjs';

const sidecarNeeds = [ 22, 16 ];

/** Installs the npm packages when they are absent or are not those of package-lock.json. */
export async function installDependencies() {
	if ( ! areInstalled() ) {
		await step(
			'Installing npm packages (a few minutes the first time)',
			installAll
		);
	}
	const node = join( modules, 'node', 'bin', 'node' );
	if ( ! existsSync( node ) && ! isEnough( process.versions.node ) ) {
		await fetchNode();
	}
}

/** A Node that can run the sidecar: this one, or the one among the npm packages. */
export function modernNode() {
	return isEnough( process.versions.node )
		? process.execPath
		: join( modules, 'node', 'bin', 'node' );
}

/** npm writes what it has installed into a lock file of its own inside node_modules. */
function areInstalled() {
	const written = join( modules, '.package-lock.json' );
	if ( ! existsSync( written ) ) {
		return false;
	}
	const wanted = packagesIn( inRoot( 'package-lock.json' ) );
	const present = packagesIn( written );
	return Object.entries( wanted ).every(
		( [ path, entry ] ) =>
			path === '' ||
			present[ path ]?.version === entry.version ||
			( present[ path ] === undefined && isDispensable( entry ) )
	);
}

// For another platform, or left in the lock file by an npm that had removed it.
function isDispensable( { optional, peer, extraneous } ) {
	return Boolean( optional || peer || extraneous );
}

function packagesIn( file ) {
	return JSON.parse( readFileSync( file, 'utf8' ) ).packages;
}

async function installAll( report ) {
	const npm = findProgram( 'npm' );
	if ( ! npm ) {
		throw new Fault(
			'npm was not found. It comes with Node.js: https://nodejs.org/'
		);
	}
	let fetched = 0;
	await run( npm, [ 'ci', '--no-audit', '--no-fund', '--loglevel=http' ], {
		cwd: root,
		what: 'npm ci',
		onLine( line ) {
			if (
				line.includes( 'http fetch' ) ||
				line.includes( 'http cache' )
			) {
				fetched += 1;
				report( `${ fetched } packages fetched` );
			}
		},
	} );
	const count = Object.keys(
		packagesIn( join( modules, '.package-lock.json' ) )
	).length;
	report( `${ count } packages` );
}

// The package `node` fetches its program in an install script, which npm may have been told not to run.
async function fetchNode() {
	const fetched = await succeeds(
		process.execPath,
		[ 'installArchSpecificPackage.js' ],
		{
			cwd: join( modules, 'node' ),
		}
	);
	if ( ! fetched || ! existsSync( join( modules, 'node', 'bin', 'node' ) ) ) {
		throw new Fault(
			`The sidecar needs Node ${ sidecarNeeds.join( '.' ) } or newer; this is ${ process.versions.node } and no newer one could be fetched from npm. Install a newer Node.js and start again.`
		);
	}
}

function isEnough( version ) {
	const [ major = 0, minor = 0 ] = version.split( '.' ).map( Number );
	return (
		major > sidecarNeeds[ 0 ] ||
		( major === sidecarNeeds[ 0 ] && minor >= sidecarNeeds[ 1 ] )
	);
}
