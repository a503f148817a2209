import type { Worker } from 'node:worker_threads';
import { stopWorker } from './background';
import type { SyncNews, SyncOrder } from './sync/follow';
import type { Troubles } from './troubles';

/** The worker that follows the sites, started anew whenever it ends untold. */
export type Follower = {
	/** Lost while there is no worker: a new one asks every site anyway. */
	tell( order: SyncOrder ): void;
	stop(): Promise< void >;
};

export type FollowerParts = {
	startWorker: () => Worker;
	/** Homes of the configured sites. */
	sites: readonly string[];
	troubles: Pick< Troubles, 'begin' | 'end' >;
	/** Facts of a site may be others now. */
	onChanged: () => void;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
	log: { error( detail: object, message: string ): void };
};

/** Milliseconds. */
const firstPause = 1000;
const longestPause = 60_000;

export function startFollower( {
	startWorker,
	sites,
	troubles,
	onChanged,
	steadyClock,
	log,
}: FollowerParts ): Follower {
	let worker: Worker | null = null;
	let crashes = 0;
	let waiting: NodeJS.Timeout | undefined;
	start();

	function start() {
		const startedAt = steadyClock();
		const started = startWorker();
		let reason = 'exited';
		worker = started;
		started.on( 'message', hear );
		// Unheard, its error would end the whole process.
		started.on( 'error', ( error: unknown ) => {
			reason = String( error );
			log.error( { err: error }, 'the worker has failed' );
		} );
		started.on( 'exit', ( code ) => {
			if ( worker !== started ) {
				return;
			}
			worker = null;
			crashes = steadyClock() - startedAt > longestPause ? 0 : crashes;
			const pause = Math.min( firstPause * 2 ** crashes++, longestPause );
			log.error(
				{ code, retryInMilliseconds: pause },
				'the worker that follows the sites has ended; starting another'
			);
			sites.forEach( ( site ) => tell( site, reason ) );
			waiting = setTimeout( start, pause );
		} );
	}

	function hear( news: SyncNews ) {
		if ( news.kind === 'begun' ) {
			sites.forEach( ( site ) => troubles.end( 'facts', site ) );
			return;
		}
		if ( news.kind === 'failed' ) {
			tell( news.site, news.reason );
			return;
		}
		troubles.end( 'facts', news.site );
		onChanged();
	}

	function tell( site: string, reason: string ) {
		troubles.begin( 'facts_failing', { site, reason } );
	}

	return {
		tell: ( order ) => worker?.postMessage( order ),

		async stop() {
			clearTimeout( waiting );
			const leaving = worker;
			worker = null;
			if ( leaving !== null ) {
				await stopWorker( leaving );
			}
		},
	};
}
