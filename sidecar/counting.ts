import type { Config } from './config';
import { describeRedis } from './config/redis';
import { openCounts } from './counts/shared-counts';
import { createTelling, type Telling } from './counts/telling';
import type { OpenedRedis } from './redis/redis';
import type { Store } from './store/store';
import type { Troubles } from './troubles';

/** Where the limits count together with other processes. */
export type Counting = {
	telling: Telling;
	/** Notices Redis go and come while nobody asks. To be called every second. */
	look(): Promise< void >;
	/** Deletes what is over. */
	prune(): Promise< void >;
	close(): Promise< void >;
};

export type CountingParts = {
	config: Pick< Config, 'data' | 'store' | 'redis' >;
	store: Store;
	redis: OpenedRedis | null;
	troubles: Troubles;
	steadyClock: () => number;
	log: { warn( detail: object, message: string ): void };
};

export async function openCounting( {
	config,
	store,
	redis,
	troubles,
	steadyClock,
	log,
}: CountingParts ): Promise< Counting > {
	const shared = redis?.counts ?? ( await openCounts( config, store ) );
	const at = config.redis === null ? 'store' : describeRedis( config.redis );
	const telling = createTelling( {
		shared,
		steadyClock,
		onChange( isAway, error ) {
			const reason = error instanceof Error ? error.message : undefined;
			if ( redis === null ) {
				log.warn(
					{ reason },
					isAway
						? 'limits count in this process alone'
						: 'limits count in all processes together'
				);
			} else if ( isAway ) {
				troubles.begin( 'redis_silent', {
					reason: `${ at }: ${ reason }`,
				} );
			} else {
				troubles.end( 'redis' );
			}
		},
	} );
	return {
		telling,

		async look() {
			if ( redis !== null && telling.isDue() ) {
				await telling.tell( 'look', 0 ).catch( () => undefined );
			}
		},

		prune: shared.prune,
		close: shared.close,
	};
}
