import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../command.mjs';
import { startService, statusOf } from '../service.mjs';

export function findHaproxy() {
	return findProgram( 'haproxy' );
}

/**
 * Starts a haproxy that knows nothing but what it is given here.
 *
 * @param {{ folder: string, port: number, configuration: string }} server `configuration` makes it answer on `port`.
 */
export async function startHaproxy( { folder, port, configuration } ) {
	await mkdir( folder, { recursive: true } );
	const file = join( folder, 'haproxy.cfg' );
	await writeFile( file, configuration );
	return startService( {
		name: 'haproxy',
		program: findHaproxy(),
		args: [ '-db', '-f', file ],
		log: join( folder, 'haproxy.log' ),
		until: async () => ( await statusOf( port, '/' ) ) !== null,
	} ).ready();
}
