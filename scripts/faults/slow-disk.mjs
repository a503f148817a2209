import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../command.mjs';
import { startService } from '../service.mjs';

const syncs = 'fsync,fdatasync';

/**
 * Every sync to disk of these processes takes longer, by strace; it is the same syscall on the
 * same disk, and everything else goes on, a little slower. Rejects where tracing isn't allowed.
 */
export async function slowSyncs( { pids, milliseconds, folder } ) {
	const log = join( folder, 'syncs.log' );
	const tracer = await startService( {
		name: 'strace',
		program: findProgram( 'strace' ),
		args: [
			'-f',
			'-e',
			`trace=${ syncs }`,
			'-e',
			`inject=${ syncs }:delay_exit=${ milliseconds * 1000 }`,
			...pids.flatMap( ( pid ) => [ '-p', String( pid ) ] ),
		],
		log,
		until: async () =>
			( await Promise.all( pids.map( isTraced ) ) ).every( Boolean ),
	} ).ready( 5 );
	return {
		async stop() {
			await tracer.stop();
			const lines = await readFile( log, 'utf8' );
			return lines.match( /sync\(.*\(DELAYED\)/g )?.length ?? 0;
		},
	};
}

async function isTraced( pid ) {
	const status = await readFile( `/proc/${ pid }/status`, 'utf8' );
	return ! /^TracerPid:\t0$/m.test( status );
}
