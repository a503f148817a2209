import type { Worker } from 'node:worker_threads';
import { stopWorker } from './background';
import type { Lease } from './lease';
import { leavePing, takePings } from './store/rows/ping';
import type { Store } from './store/store';
import type { SyncNews, SyncOrder } from './sync/follow';

/** What one process at a time does for all: it follows the sites, and the others stand by. */
export type Duty = {
	isOurs(): boolean;
	/** Takes it over, keeps it or leaves it. To be called every second. */
	look(): Promise< void >;
	/** Has the site's changes followed now, wherever that is done. */
	ping( site: string ): Promise< void >;
	/** Follows the sites that pinged other processes. */
	takePings(): Promise< void >;
	/** Another takes over at once. */
	end(): Promise< void >;
};

export type DutyParts = {
	store: Store;
	lease: Lease;
	startWorker: () => Worker;
	/** From now on it is ours. */
	onBegin: () => void;
	onNews: ( news: SyncNews ) => void;
	/** Another process may have taken over. */
	onLeave: () => void;
	log: { info( detail: object, message: string ): void };
};

export function createDuty( {
	store,
	lease,
	startWorker,
	onBegin,
	onNews,
	onLeave,
	log,
}: DutyParts ): Duty {
	let worker: Worker | null = null;
	let looking: Promise< void > = Promise.resolve();
	let isEnded = false;
	const tell = ( order: SyncOrder ) => worker?.postMessage( order );

	function begin() {
		log.info( {}, 'this process follows the sites' );
		worker = startWorker();
		worker.on( 'message', onNews );
		onBegin();
	}

	async function leave() {
		const leaving = worker;
		worker = null;
		if ( leaving !== null ) {
			log.info( {}, 'another process follows the sites' );
			await stopWorker( leaving );
			onLeave();
		}
	}

	async function look() {
		try {
			await lease.renew();
		} finally {
			if ( ! lease.isHeld() ) {
				await leave();
			} else if ( worker === null ) {
				begin();
			}
			tell( { kind: 'on duty', until: lease.heldUntil() } );
		}
	}

	return {
		isOurs: lease.isHeld,

		look: () => ( isEnded ? looking : ( looking = look() ) ),

		async ping( site ) {
			if ( worker === null ) {
				await leavePing( store, site );
			} else {
				tell( { kind: 'ping', site } );
			}
		},

		async takePings() {
			if ( lease.isHeld() ) {
				for ( const site of await takePings( store ) ) {
					tell( { kind: 'ping', site } );
				}
			}
		},

		async end() {
			isEnded = true;
			await looking.catch( () => undefined );
			await leave();
			await lease.release();
		},
	};
}
