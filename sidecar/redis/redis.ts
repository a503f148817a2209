import { setTimeout as sleep } from 'node:timers/promises';
import { countsLast, type SharedCounts } from '../counts/shared-counts';
import type { RedisPlace } from '../config/redis';
import { createRedis } from './connection';
import { countScript, toCounted } from './count-script';

/** What others should look at now. */
export type Topic = 'revocations' | 'facts';

export type OpenedRedis = {
	counts: SharedCounts;
	/** Tells the other processes; what gets lost they find by themselves a little later. */
	tell( topic: Topic ): void;
	/** What another process has told. */
	onNews( listener: ( topic: Topic ) => void ): void;
	close(): Promise< void >;
};

/** Milliseconds. */
const triesAgainAfter = 1000;

/** The doctor asks who is there, and each process answers with its id and the doctor's. */
export const rollCall = { question: 'who-is-there', answer: 'here-for-' };

export function newsChannel( prefix: string ): string {
	return `${ prefix }news`;
}

const topics: readonly Topic[] = [ 'revocations', 'facts' ];

/** Connects in the background, for as long as it takes: Redis only hastens what goes without it. */
export function openRedis(
	place: RedisPlace,
	/** This process, which need not hear itself. */
	id: string
): OpenedRedis {
	const closing = new AbortController();
	const listeners: Array< ( topic: Topic ) => void > = [];
	const channel = newsChannel( place.prefix );
	// Who listens on an old protocol can't ask on the same connection.
	const [ asking, listening ] = [
		createRedis( place ),
		createRedis( place ),
	];
	for ( const redis of [ asking, listening ] ) {
		// An error without a listener would end the process; who asks hears of it anyway.
		redis.on( 'error', () => undefined );
	}
	const say = ( word: string ) =>
		void asking
			.publish( channel, `${ id } ${ word }` )
			.catch( () => undefined );
	const hear = ( message: string ) => {
		const [ from = '', told = '' ] = message.split( ' ' );
		if ( told === rollCall.question ) {
			say( rollCall.answer + from );
			return;
		}
		const topic = topics.find( ( one ) => one === told );
		if ( topic !== undefined && from !== id ) {
			listeners.forEach( ( listener ) => listener( topic ) );
		}
	};
	const tryUntilDone = ( work: () => Promise< unknown > ) =>
		tryAgain( work, closing.signal );
	void tryUntilDone( () => asking.connect() );
	void tryUntilDone( () => listening.connect() ).then( () =>
		tryUntilDone( () => listening.subscribe( channel, hear ) )
	);

	return {
		counts: {
			async add( hits ) {
				const counted = [ ...hits ].map( async ( [ name, more ] ) => {
					const answer = await asking.eval( countScript, {
						keys: [ place.prefix + name ],
						arguments: [ String( more ), String( countsLast ) ],
					} );
					return [ name, toCounted( answer ) ] as const;
				} );
				return new Map( await Promise.all( counted ) );
			},
			// Redis forgets by itself.
			prune: async () => undefined,
			close: async () => undefined,
		},

		tell: say,

		onNews: ( listener ) => void listeners.push( listener ),

		async close() {
			closing.abort();
			await Promise.allSettled(
				[ asking, listening ].map( async ( redis ) => redis.destroy() )
			);
		},
	};
}

async function tryAgain(
	work: () => Promise< unknown >,
	closing: AbortSignal
): Promise< void > {
	while ( ! closing.aborted ) {
		try {
			await work();
			return;
		} catch {
			await sleep( triesAgainAfter, undefined, {
				signal: closing,
			} ).catch( () => undefined );
		}
	}
}
