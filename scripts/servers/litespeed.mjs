import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { modernNode } from '../dependencies.mjs';
import { scripts } from '../places.mjs';
import { startService } from '../service.mjs';

/**
 * Starts a Node program as LiteSpeed does, behind a Unix socket that is ready before it.
 *
 * @param {{ program: string, socket: string, env: Record< string, string >, log: string, until: () => Promise< boolean > }} application `program` is its folder.
 */
export async function startBehindSocket( {
	program,
	socket,
	env,
	log,
	until,
} ) {
	const part = `${ socket }.part`;
	const server = createServer().listen( part );
	await once( server, 'listening' );
	const service = startService( {
		name: 'The program behind LiteSpeed',
		program: modernNode(),
		args: [ join( scripts, 'servers', 'litespeed-loader.cjs' ) ],
		env: { LSNODE_ROOT: program, LSNODE_SOCKET: socket, ...env },
		input: server._handle.fd,
		log,
		until,
	} );
	// Closing removes the file by the name it was made with; the program holds the socket.
	await rename( part, socket );
	server.close();
	return service.ready();
}
