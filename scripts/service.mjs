import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { openSync, closeSync, readFileSync, mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { Fault } from './fault.mjs';

const patienceSeconds = 5;

/**
 * Starts a program that stays. It leads a process group of its own: `php -S` has children
 * that go on answering when only their master is ended.
 *
 * @param {{ name: string, program: string, args: string[], cwd?: string, env?: Record< string, string >, input?: 'ignore' | number, log: string, until: () => Promise< boolean > }} service `input` is a file descriptor for its standard input, `until` says whether it answers.
 */
export function startService( {
	name,
	program,
	args,
	cwd,
	env,
	input = 'ignore',
	log,
	until,
} ) {
	mkdirSync( dirname( log ), { recursive: true } );
	const file = openSync( log, 'a' );
	const child = spawn( program, args, {
		cwd,
		env: { ...process.env, ...env },
		stdio: [ input, file, file ],
		detached: true,
	} );
	closeSync( file );

	let stopping = false;
	const ended = new Promise( ( resolve ) => {
		child.on( 'error', ( error ) => resolve( error.message ) );
		child.on( 'exit', ( code, signal ) => {
			resolve( signal ? `signal ${ signal }` : `exit code ${ code }` );
		} );
	} );

	const service = {
		name,
		log,
		pid: child.pid,
		ended,
		isStopping: () => stopping,
		async stop() {
			stopping = true;
			if ( child.pid === undefined ) {
				return;
			}
			endGroup( child.pid, 'SIGTERM' );
			if ( ! ( await groupGone( child.pid ) ) ) {
				endGroup( child.pid, 'SIGKILL' );
				await groupGone( child.pid );
			}
		},
		async ready( seconds = 60 ) {
			await untilReady( service, until, seconds );
			return service;
		},
	};
	return service;
}

async function untilReady( service, isReady, seconds ) {
	let ending = null;
	service.ended.then( ( how ) => {
		ending = how;
	} );
	const limit = Date.now() + seconds * 1000;
	while ( ! ( await isReady() ) ) {
		if ( ending === null && Date.now() < limit ) {
			await wait( 100 );
			continue;
		}
		const how = ending ?? `no answer after ${ seconds } s`;
		await service.stop();
		throw new Fault(
			`${ service.name } did not start (${ how }). Its log, ${ service.log }, ends with:\n${ lastLines( service.log ) }`
		);
	}
}

export function lastLines( file, count = 8 ) {
	const lines = readFileSync( file, 'utf8' ).trimEnd().split( '\n' );
	return lines
		.slice( -count )
		.map( ( line ) => `    ${ line }` )
		.join( '\n' );
}

export function wait( milliseconds ) {
	return new Promise( ( resolve ) => setTimeout( resolve, milliseconds ) );
}

/**
 * A port of the loopback that nothing listens on. It is below those that the system hands out
 * by itself, so nothing takes it while a server is yet to start.
 *
 * @return {Promise< number >} The port.
 */
export async function freePort() {
	for (;;) {
		const port = randomInt( 10_000, 30_000 );
		if ( await isFree( port ) ) {
			return port;
		}
	}
}

function isFree( port ) {
	return new Promise( ( resolve ) => {
		const server = createServer();
		server.on( 'error', () => resolve( false ) );
		server.listen( port, '127.0.0.1', () =>
			server.close( () => resolve( true ) )
		);
	} );
}

/** The status with which something on the loopback answers; null when nothing does. */
export function statusOf( port, path ) {
	return new Promise( ( resolve ) => {
		const asked = get(
			{ host: '127.0.0.1', port, path, agent: false },
			( answer ) => {
				answer.resume();
				resolve( answer.statusCode );
			}
		);
		asked.on( 'error', () => resolve( null ) );
		asked.setTimeout( 5000, () =>
			asked.destroy( new Error( 'no answer' ) )
		);
	} );
}

function endGroup( pid, signal ) {
	try {
		process.kill( -pid, signal );
	} catch ( error ) {
		if ( error.code !== 'ESRCH' ) {
			throw error;
		}
	}
}

async function groupGone( pid ) {
	const limit = Date.now() + patienceSeconds * 1000;
	while ( Date.now() < limit ) {
		try {
			process.kill( -pid, 0 );
		} catch {
			return true;
		}
		await wait( 50 );
	}
	return false;
}
