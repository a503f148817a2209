import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Fault } from './fault.mjs';

const keptLines = 12;
const running = new Set();

/** The first of these programs that is on the path, as an absolute path; null when none is. */
export function findProgram( ...names ) {
	const folders = ( process.env.PATH ?? '' ).split( delimiter );
	for ( const name of names ) {
		for ( const folder of folders ) {
			const file = join( folder, name );
			try {
				accessSync( file, constants.X_OK );
				return file;
			} catch {
				continue;
			}
		}
	}
	return null;
}

/**
 * Runs a program to its end and gives its standard output.
 * A failure is a fault with the last lines it printed, or with `everything`.
 */
export function run( program, args, options = {} ) {
	const {
		cwd,
		env,
		onLine,
		passThrough = false,
		everything = false,
		what,
	} = options;
	const stdio = passThrough ? 'inherit' : [ 'ignore', 'pipe', 'pipe' ];
	return new Promise( ( resolve, reject ) => {
		const child = spawn( program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio,
		} );
		running.add( child );
		const chunks = [];
		const tail = [];
		const listen = ( stream ) => {
			let rest = '';
			stream?.setEncoding( 'utf8' ).on( 'data', ( text ) => {
				const lines = ( rest + text ).split( /[\r\n]+/ );
				rest = lines.pop();
				for ( const line of lines.filter( Boolean ) ) {
					tail.push( line );
					if ( ! everything ) {
						tail.splice( 0, tail.length - keptLines );
					}
					onLine?.( line );
				}
			} );
		};
		child.stdout?.on( 'data', ( chunk ) => chunks.push( chunk ) );
		listen( child.stdout );
		listen( child.stderr );
		child.on( 'error', ( cause ) => {
			reject(
				new Fault(
					`${ program } could not be started: ${ cause.message }`
				)
			);
		} );
		child.on( 'close', ( code, signal ) => {
			running.delete( child );
			if ( code === 0 ) {
				resolve( chunks.join( '' ) );
				return;
			}
			const name = what ?? [ program, ...args ].join( ' ' );
			const ending = signal
				? `was ended by ${ signal }`
				: `failed (${ code })`;
			const fault = new Fault(
				[ `${ name } ${ ending }.`, ...tail ].join( '\n    ' )
			);
			fault.code = code;
			reject( fault );
		} );
	} );
}

/** Ends what `run` has started and still waits for. */
export function endCommands() {
	for ( const child of running ) {
		child.kill( 'SIGTERM' );
	}
}

/** Whether a program ends well; its output is dropped. */
export async function succeeds( program, args, options ) {
	try {
		await run( program, args, options );
		return true;
	} catch {
		return false;
	}
}
