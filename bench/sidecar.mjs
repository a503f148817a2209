import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sidecarBundle } from '../scripts/bundle.mjs';

/** The bundle that is shipped, in a process of its own; `startMilliseconds` is until its first answer. */
export async function startSidecar( { home, base }, folder ) {
	const began = performance.now();
	const { child, port } = await startServer( [ sidecarBundle ], {
		GATEHOUSE_SITES: `${ home }=${ base }`,
		GATEHOUSE_DATA: folder,
		GATEHOUSE_PORT: '0',
		GATEHOUSE_LIMIT_FACTOR: '999999',
	} );
	const address = `http://127.0.0.1:${ port }/reports`;
	while ( ! ( await fetch( `${ address }/readyz` ) ).ok ) {
		await new Promise( ( done ) => setTimeout( done, 5 ) );
	}
	return {
		child,
		port,
		address,
		startMilliseconds: performance.now() - began,
	};
}

/** A process of Node's that says its port as a line of JSON. */
export async function startServer( args, env ) {
	const child = spawn( process.execPath, args, { env } );
	child.stderr.pipe( process.stderr );
	let output = '';
	for await ( const chunk of child.stdout.iterator( {
		destroyOnReturn: false,
	} ) ) {
		output += chunk;
		const port = /"port":(\d+)/.exec( output )?.[ 1 ];
		if ( port ) {
			child.stdout.resume();
			return { child, port: Number( port ) };
		}
	}
	throw new Error( `${ args[ 0 ] } did not start.` );
}

export async function stop( sidecar ) {
	if ( sidecar !== null && sidecar.child.exitCode === null ) {
		sidecar.child.kill();
		await once( sidecar.child, 'exit' );
	}
}

export function bytesOf( folder ) {
	return statSync( join( folder, 'facts.sqlite' ) ).size;
}

/** Megabytes of the whole process, now and at its highest; only Linux tells. */
export function memoryOf( { child } ) {
	try {
		const status = readFileSync( `/proc/${ child.pid }/status`, 'utf8' );
		const read = ( name ) =>
			Math.round(
				new RegExp( `${ name }:\\s+(\\d+)` ).exec( status )[ 1 ] / 1024
			);
		return { now: read( 'VmRSS' ), highest: read( 'VmHWM' ) };
	} catch {
		return { now: NaN, highest: NaN };
	}
}

/** From here on the highest is that of what follows. */
export function forgetHighest( { child } ) {
	try {
		writeFileSync( `/proc/${ child.pid }/clear_refs`, '5' );
	} catch {
		// Elsewhere than on Linux nothing is told at all.
	}
}

/** Of all threads, in hundredths of a second; only Linux tells. */
export function cpuSeconds( pid ) {
	try {
		const fields = readFileSync( `/proc/${ pid }/stat`, 'utf8' )
			.split( ') ' )[ 1 ]
			.split( ' ' );
		return ( Number( fields[ 11 ] ) + Number( fields[ 12 ] ) ) / 100;
	} catch {
		return NaN;
	}
}
