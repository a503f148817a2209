import { createClient, createCluster, createSentinel } from '@redis/client';
import type { RedisPlace } from '../config/redis';

type Script = { keys: string[]; arguments: string[] };

/** What we use of Redis, the same for one server, Sentinel and a cluster. */
export type Redis = {
	eval( script: string, on: Script ): Promise< unknown >;
	publish( channel: string, message: string ): Promise< unknown >;
	subscribe(
		channel: string,
		listener: ( message: string ) => void
	): Promise< unknown >;
	/** Rejects when nobody could be reached at first; later it goes on by itself. */
	connect(): Promise< unknown >;
	destroy(): Promise< unknown > | void;
	on( event: 'error', listener: ( error: unknown ) => void ): unknown;
};

/** Milliseconds. */
const connectPatience = 2000;
/** Whoever is silent for so long, though asked, has gone without a word. */
const silentAfter = 6000;
const askedEvery = 2000;
const triesAgainAfter = 1000;

/** Not connected yet. */
export function createRedis( place: RedisPlace ): Redis {
	const { nodes, user, password, tls } = place;
	const socket = {
		connectTimeout: connectPatience,
		socketTimeout: silentAfter,
		reconnectStrategy: ( retries: number ) =>
			Math.min( 50 * 2 ** retries, triesAgainAfter ),
	};
	const [ first = { host: 'localhost', port: 6379 } ] = nodes;
	const common = {
		...( user !== null && { username: user } ),
		...( password !== null && { password } ),
		database: place.database,
		disableOfflineQueue: true,
		pingInterval: askedEvery,
		maintNotifications: 'disabled' as const,
	};
	const secured = tls ? { ...socket, tls: true as const } : socket;
	if ( place.kind === 'standalone' ) {
		return createClient( { ...common, socket: { ...secured, ...first } } );
	}
	if ( place.kind === 'cluster' ) {
		return createCluster( {
			rootNodes: nodes.map( ( node ) => ( { socket: { ...node } } ) ),
			defaults: { ...common, socket: secured },
			topologyRefreshOnReconnectionAttemptStrategy: triesAgainAfter,
		} );
	}
	return createSentinel( {
		name: place.master,
		sentinelRootNodes: [ ...nodes ],
		nodeClientOptions: { ...common, socket: secured },
		sentinelClientOptions: {
			socket: secured,
			...( place.sentinelPassword !== null && {
				password: place.sentinelPassword,
			} ),
		},
		scanInterval: askedEvery,
	} );
}
