import { freePort } from '../service.mjs';
import { askRedisAs, startRedis, stopAll, until } from './redis.mjs';

/**
 * Three masters that share the keys, each with as many replicas, which come after them in `nodes`.
 *
 * @param {{ folder: string, access?: import('./redis.mjs').Access, replicas?: number }} servers
 */
export async function startRedisCluster( {
	folder,
	access = {},
	replicas = 0,
} ) {
	const startNode = ( { port, between } ) =>
		startRedis( {
			folder,
			port,
			access,
			settings: [
				'cluster-enabled yes',
				'cluster-config-file nodes.conf',
				'cluster-node-timeout 2000',
				'repl-diskless-sync-delay 0',
				`cluster-port ${ between }`,
				...( access.tls ? [ 'tls-cluster yes' ] : [] ),
			],
		} );
	const nodes = await Promise.all(
		Array.from( { length: 3 + 3 * replicas }, async () => {
			const between = await freePort();
			return { ...( await startNode( { between } ) ), between };
		} )
	);
	await askRedisAs(
		access,
		...[ '--cluster', 'create' ],
		...nodes.map( ( { port } ) => `127.0.0.1:${ port }` ),
		...[ '--cluster-replicas', String( replicas ), '--cluster-yes' ]
	);
	const isWhole = async () => {
		const states = await Promise.all(
			nodes.flatMap( ( { port } ) =>
				[
					[ 'cluster', 'info' ],
					[ 'cluster', 'nodes' ],
					// A replica that has copied nothing yet is never elected.
					[ 'info', 'replication' ],
				].map( ( question ) =>
					askRedisAs( access, '-p', String( port ), ...question )
				)
			)
		);
		const replicasIn = ( state ) => state.split( 'slave' ).length - 1;
		return states.every( ( state ) =>
			state.includes( ' connected' )
				? replicasIn( state ) === 3 * replicas
				: ! /cluster_state:fail|master_link_status:down/.test( state )
		);
	};
	await until( isWhole );
	return {
		nodes,
		/** Those that were killed; they find back into the cluster. */
		async restart( ...which ) {
			for ( const i of which ) {
				Object.assign( nodes[ i ], await startNode( nodes[ i ] ) );
			}
			await until( isWhole );
		},
		stop: stopAll( nodes ),
	};
}
