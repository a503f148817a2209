import type { Server } from 'node:http';
import type { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';

/** Runs each work again and again, never two at once; answers how to stop. */
export function startTimers(
	log: Logger,
	works: Array< [ milliseconds: number, work: () => Promise< void > ] >
): () => void {
	const timers = works.map( ( [ milliseconds, work ] ) => {
		let isRunning = false;
		return setInterval( () => {
			if ( isRunning ) {
				return;
			}
			isRunning = true;
			void work()
				.catch( ( error: unknown ) =>
					log.warn(
						{ err: error },
						'background work failed; trying again'
					)
				)
				.finally( () => {
					isRunning = false;
				} );
		}, milliseconds );
	} );
	return () => timers.forEach( clearInterval );
}

/** Answers what is being asked and takes nothing new. */
export async function closeServer( server: Server ): Promise< void > {
	const closed = new Promise( ( resolve ) => server.close( resolve ) );
	server.closeIdleConnections();
	await closed;
}

export async function stopWorker( worker: Worker ): Promise< void > {
	const exited = new Promise( ( resolve ) => worker.once( 'exit', resolve ) );
	worker.postMessage( { kind: 'stop' } );
	await exited;
}
