import type { Logger } from 'pino';
import type { Config } from './config';
import type { OwnKeys } from './own-keys';
import { enterStore, type Presence } from './presence';
import { type OpenedRedis, openRedis } from './redis/redis';
import { warnOfServer } from './start-warnings';
import { type Facts, openFacts } from './store/facts/facts';
import { openStore, type Store } from './store/store';
import { watchStore } from './store/store-trouble';
import { builtInDatasets } from './sync/datasets';
import type { Troubles } from './troubles';

/** What this process holds open, and its place among those that share it. */
export type Stores = {
	store: Store;
	presence: Presence;
	facts: Facts;
	redis: OpenedRedis | null;
	/** Leaves, too. Never rejects. */
	close(): Promise< void >;
};

export type Opening = {
	ownKeys: OwnKeys;
	troubles: Troubles;
	/** Of this process. */
	id: string;
	/** Hears how long each commit took. */
	committed: ( ( seconds: number ) => void ) | undefined;
	/** Milliseconds since 1970. */
	clock: () => number;
	log: Logger;
};

/** All of them, or none: a start that is tried again must not leave connections behind. */
export async function openStores(
	config: Config,
	{ ownKeys, troubles, id, committed, clock, log }: Opening
): Promise< Stores > {
	const opened: Array< () => Promise< void > > = [];
	async function close() {
		for ( const shut of opened.splice( 0 ).toReversed() ) {
			await shut().catch( ( error: unknown ) =>
				log.error( { err: error }, 'not closed well' )
			);
		}
	}

	try {
		const store = watchStore(
			await openStore( config.store ),
			troubles,
			committed
		);
		opened.push( store.close );
		warnOfServer( store, log );
		const presence = await enterStore( {
			store,
			ownKeys,
			troubles,
			clock,
			id,
		} );
		opened.push( presence.leave );
		const facts = await openFacts(
			config.store,
			'reports',
			builtInDatasets
		);
		opened.push( facts.close );
		const redis = config.redis && openRedis( config.redis, id );
		if ( redis !== null ) {
			opened.push( redis.close );
		}
		return { store, presence, facts, redis, close };
	} catch ( error ) {
		await close();
		throw error;
	}
}
