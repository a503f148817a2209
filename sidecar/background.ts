import type { Server } from 'node:http';
import { Server as SocketServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';

/** Runs each work again and again, never two at once; answers how to stop. */
export function startTimers(
	log: Logger,
	works: Array< [ milliseconds: number, work: () => Promise< void > ] >
): () => void {
	const timers = works.map( ( [ milliseconds, work ] ) => {
		let isRunning = false;
		let hasFailed = false;
		return setInterval( () => {
			if ( isRunning ) {
				return;
			}
			isRunning = true;
			void work()
				.then( () => {
					hasFailed = false;
				} )
				.catch( ( error: unknown ) => {
					// Twice a second it would say the same: once is enough until it is well again.
					if ( ! hasFailed ) {
						log.warn(
							{ err: error },
							'background work failed; trying again'
						);
					}
					hasFailed = true;
				} )
				.finally( () => {
					isRunning = false;
				} );
		}, milliseconds );
	} );
	return () => timers.forEach( clearInterval );
}

/** Milliseconds in which a browser or a proxy learns that its idle connection is going. */
const idleFarewell = 500;

/**
 * Takes no new connections, and answers all that comes on those that are open. An idle one is
 * not cut at once: a request may be on its way on it.
 */
export async function closeServer( server: Server ): Promise< void > {
	server.prependListener( 'request', ( _request, response ) =>
		response.setHeader( 'Connection', 'close' )
	);
	// That of node:http would cut the idle ones.
	const closed = new Promise( ( resolve ) =>
		SocketServer.prototype.close.call( server, resolve )
	);
	await Promise.race( [ closed, sleep( idleFarewell ) ] );
	server.closeIdleConnections();
	await closed;
}

/** Works that only one process at a time does. */
export function when(
	isOurs: () => boolean,
	work: () => Promise< void >
): () => Promise< void > {
	return async () => {
		if ( isOurs() ) {
			await work();
		}
	};
}

export async function stopWorker( worker: Worker ): Promise< void > {
	const exited = new Promise( ( resolve ) => worker.once( 'exit', resolve ) );
	worker.postMessage( { kind: 'stop' } );
	await exited;
}
