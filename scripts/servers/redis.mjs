import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, run } from '../command.mjs';
import { freePort, startService } from '../service.mjs';

/** Redis, or the Valkey that takes its place. */
export function redisServer() {
	return findProgram( 'redis-server' ) ?? findProgram( 'valkey-server' );
}

function redisClient() {
	return findProgram( 'redis-cli' ) ?? findProgram( 'valkey-cli' ) ?? '';
}

/** What it answers to one command. */
export function askRedis( port, ...command ) {
	return run( redisClient(), [ '-p', String( port ), ...command ] );
}

/**
 * Starts a server on loopback that keeps nothing on disk.
 *
 * @param {{ folder: string, port?: number, settings?: string[], mode?: string[] }} server
 *        `settings` are lines of its configuration; `mode` makes a sentinel of it.
 */
export async function startRedis( { folder, port, settings = [], mode = [] } ) {
	const own = port ?? ( await freePort() );
	const home = join( folder, `redis-${ own }` );
	await mkdir( home, { recursive: true } );
	const file = join( home, 'redis.conf' );
	await writeFile(
		file,
		[
			'bind 127.0.0.1',
			`port ${ own }`,
			`dir ${ home }`,
			'daemonize no',
			...( mode.length === 0 ? [ 'save ""', 'appendonly no' ] : [] ),
			...settings,
			'',
		].join( '\n' )
	);
	const service = await startService( {
		name: 'Redis',
		program: redisServer(),
		args: [ file, ...mode ],
		log: join( home, 'redis.log' ),
		until: () => isAnswering( own ),
	} ).ready();
	return { ...service, port: own };
}

/** One master, one replica and three sentinels, which elect the replica when the master is gone. */
export async function startSentinels( { folder } ) {
	const master = await startRedis( { folder } );
	const replica = await startRedis( {
		folder,
		settings: [ `replicaof 127.0.0.1 ${ master.port }` ],
	} );
	const sentinels = await Promise.all(
		[ 1, 2, 3 ].map( () =>
			startRedis( {
				folder,
				mode: [ '--sentinel' ],
				settings: [
					`sentinel monitor mymaster 127.0.0.1 ${ master.port } 2`,
					'sentinel down-after-milliseconds mymaster 1000',
					'sentinel failover-timeout mymaster 4000',
				],
			} )
		)
	);
	await until( async () => {
		const seen = await Promise.all(
			sentinels.map( ( { port } ) =>
				askRedis( port, 'sentinel', 'ckquorum', 'mymaster' )
			)
		);
		const replicas = await askRedis(
			sentinels[ 0 ].port,
			'sentinel',
			'replicas',
			'mymaster'
		);
		return (
			seen.every( ( answer ) => answer.startsWith( 'OK 3' ) ) &&
			replicas.includes( String( replica.port ) )
		);
	} );
	return {
		master,
		replica,
		sentinels,
		stop: stopAll( [ ...sentinels, replica, master ] ),
	};
}

/** Three masters that share the keys. */
export async function startRedisCluster( { folder } ) {
	const nodes = await Promise.all(
		[ 1, 2, 3 ].map( async () =>
			startRedis( {
				folder,
				settings: [
					'cluster-enabled yes',
					'cluster-config-file nodes.conf',
					'cluster-node-timeout 2000',
					`cluster-port ${ await freePort() }`,
				],
			} )
		)
	);
	await run( redisClient(), [
		'--cluster',
		'create',
		...nodes.map( ( { port } ) => `127.0.0.1:${ port }` ),
		'--cluster-yes',
	] );
	await until( async () => {
		const states = await Promise.all(
			nodes.map( ( { port } ) => askRedis( port, 'cluster', 'info' ) )
		);
		return states.every( ( state ) =>
			state.includes( 'cluster_state:ok' )
		);
	} );
	return { nodes, stop: stopAll( nodes ) };
}

function stopAll( services ) {
	return async () => {
		await Promise.all( services.map( ( service ) => service.stop() ) );
	};
}

async function isAnswering( port ) {
	const answer = await askRedis( port, 'ping' ).catch( () => '' );
	// One with a password says so before it is asked anything else.
	return /PONG|NOAUTH/.test( answer );
}

async function until( isSo ) {
	for ( let i = 0; ! ( await isSo().catch( () => false ) ); i++ ) {
		if ( i > 200 ) {
			throw new Error( 'Redis did not come together in 20 seconds.' );
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 100 ) );
	}
}
