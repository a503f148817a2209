import type { Follower } from './follower';
import type { Lease } from './lease';
import { leavePing, takePings } from './store/rows/ping';
import type { Store } from './store/store';

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
	startFollower: () => Follower;
	/** From now on it is ours. */
	onBegin: () => void;
	/** Another process may have taken over. */
	onLeave: () => void;
	log: { info( detail: object, message: string ): void };
};

export function createDuty( {
	store,
	lease,
	startFollower,
	onBegin,
	onLeave,
	log,
}: DutyParts ): Duty {
	let follower: Follower | null = null;
	let looking: Promise< void > = Promise.resolve();
	let isEnded = false;

	function begin() {
		log.info( {}, 'this process follows the sites' );
		follower = startFollower();
		onBegin();
	}

	async function leave() {
		const leaving = follower;
		follower = null;
		if ( leaving !== null ) {
			log.info( {}, 'another process follows the sites' );
			await leaving.stop();
			onLeave();
		}
	}

	async function look() {
		try {
			await lease.renew();
		} finally {
			if ( ! lease.isHeld() ) {
				await leave();
			} else if ( follower === null ) {
				begin();
			}
			follower?.tell( { kind: 'on duty', until: lease.heldUntil() } );
		}
	}

	return {
		isOurs: lease.isHeld,

		look: () => ( isEnded ? looking : ( looking = look() ) ),

		async ping( site ) {
			if ( follower === null ) {
				await leavePing( store, site );
			} else {
				follower.tell( { kind: 'ping', site } );
			}
		},

		async takePings() {
			if ( lease.isHeld() ) {
				for ( const site of await takePings( store ) ) {
					follower?.tell( { kind: 'ping', site } );
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
