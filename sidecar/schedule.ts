import type { Logger } from 'pino';
import type { Activity } from './activity';
import { startTimers, when } from './background';
import type { Counting } from './counting';
import type { Duty } from './duty';
import type { SiteKeys } from './keys';
import type { OwnKeys } from './own-keys';
import type { Presence } from './presence';
import type { createEditions } from './reports/editions';
import type { Revocations } from './revocations';
import type { SignedInList } from './signed-in';
import type { StatePull } from './states';
import type { SiteOrigins } from './store/rows/site-origins';
import type { Strangers } from './strangers';

/** Milliseconds. */
const every = {
	revocations: 500,
	editions: 500,
	duty: 1000,
	counting: 1000,
	pings: 500,
	ownKeys: 500,
	states: 5000,
	catchUp: 500,
	lastSeen: 60_000,
	presence: 1000,
	activity: 1000,
	strangers: 10_000,
	sweep: 60_000,
	storedKeys: 1000,
	siteKeys: 60 * 60_000,
};

export type Scheduled = {
	activity: Activity;
	counting: Counting;
	duty: Duty;
	editions: ReturnType< typeof createEditions >;
	ownKeys: OwnKeys;
	presence: Presence;
	revocations: Revocations;
	signedIn: SignedInList;
	siteKeys: SiteKeys;
	siteOrigins: SiteOrigins;
	states: StatePull;
	strangers: Strangers;
	/** Deletes what is kept no longer, where that is ours to do. */
	sweep: () => Promise< void >;
	log: Logger;
};

/** What is done again and again, some of it by one process at a time; answers how to stop. */
export function startSchedule( {
	activity,
	counting,
	duty,
	editions,
	ownKeys,
	presence,
	revocations,
	signedIn,
	siteKeys,
	siteOrigins,
	states,
	strangers,
	sweep,
	log,
}: Scheduled ): () => void {
	return startTimers( log, [
		[ every.revocations, revocations.reread ],
		[ every.duty, duty.look ],
		[ every.pings, duty.takePings ],
		[ every.editions, editions.reread ],
		// Not waited for: a site that lets us wait must not hold up the others.
		[ every.states, when( duty.isOurs, async () => void states.pull() ) ],
		[ every.catchUp, states.catchUp ],
		[ every.lastSeen, signedIn.write ],
		[ every.activity, activity.write ],
		[ every.strangers, strangers.write ],
		[ every.presence, presence.tell ],
		[ every.sweep, sweep ],
		[ every.sweep, when( duty.isOurs, counting.prune ) ],
		[ every.counting, counting.look ],
		[ every.ownKeys, ownKeys.reread ],
		[ every.storedKeys, siteKeys.reread ],
		[ every.storedKeys, siteOrigins.reread ],
		[ every.siteKeys, when( duty.isOurs, siteKeys.refresh ) ],
	] );
}
