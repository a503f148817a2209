import type { Logger } from 'pino';
import type { Config } from './config';
import { createDuty, type Duty } from './duty';
import { startFollower } from './follower';
import type { SiteKeys } from './keys';
import { createLease, steadyClock } from './lease';
import type { Revocations } from './revocations';
import type { Sessions } from './sessions';
import { createStatePull, type StatePull } from './states';
import type { Stores } from './stores';
import type { AskSite } from './sync/ask-site';
import type { Troubles } from './troubles';
import { startFollowing } from './workers';

/** What asks the sites by itself. */
export type AskingSites = {
	duty: Duty;
	states: StatePull;
};

export type AskingSitesParts = {
	config: Config;
	/** Where the program is. */
	folder: string;
	stores: Pick< Stores, 'store' | 'presence' >;
	siteKeys: SiteKeys;
	revocations: Revocations;
	sessions: Sessions;
	ask: AskSite;
	troubles: Troubles;
	/** Facts of a site may be others now. */
	onFacts: () => void;
	clock: () => number;
	log: Logger;
};

export function createAskingSites( {
	config,
	folder,
	stores: { store, presence },
	siteKeys,
	revocations,
	sessions,
	ask,
	troubles,
	onFacts,
	clock,
	log,
}: AskingSitesParts ): AskingSites {
	const sites = config.sites.map( ( { home } ) => home );
	const states = createStatePull( {
		sites,
		ask,
		store,
		revocations,
		sessions,
		troubles,
		siteKeys,
		clock,
		log,
	} );
	const duty = createDuty( {
		store,
		lease: createLease( {
			store,
			name: 'duty',
			holder: presence.id,
			steadyClock,
		} ),
		startFollower: () =>
			startFollower( {
				startWorker: () => startFollowing( folder, config ),
				sites,
				troubles,
				onChanged: onFacts,
				steadyClock,
				log,
			} ),
		onBegin() {
			void siteKeys.refresh();
			void states.pull();
		},
		// Who no longer asks the sites does not know how they are.
		onLeave() {
			for ( const site of sites ) {
				troubles.end( 'site', site );
				troubles.end( 'clock', site );
				troubles.end( 'facts', site );
			}
		},
		log,
	} );
	return { duty, states };
}
