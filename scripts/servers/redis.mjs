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
	return askRedisAs( {}, '-p', String( port ), ...command );
}

/**
 * @typedef {{ password?: string, tls?: { authority: string, certificate: string, key: string } }} Access
 *          What a server asks of who comes, and the files by which it speaks TLS alone.
 */

export function askRedisAs( { password, tls }, ...command ) {
	return run(
		redisClient(),
		[
			...( tls ? [ '--tls', '--cacert', tls.authority ] : [] ),
			...command,
		],
		{ env: password === undefined ? {} : { REDISCLI_AUTH: password } }
	);
}

/** @param {Access} access */
function linesOf( { password, tls }, port, isSentinel ) {
	const quoted = JSON.stringify( password );
	return [
		...( tls
			? [
					'port 0',
					`tls-port ${ port }`,
					`tls-cert-file ${ tls.certificate }`,
					`tls-key-file ${ tls.key }`,
					`tls-ca-cert-file ${ tls.authority }`,
					'tls-auth-clients no',
					'tls-replication yes',
				]
			: [ `port ${ port }` ] ),
		...( password === undefined ? [] : [ `requirepass ${ quoted }` ] ),
		...( password === undefined || isSentinel
			? []
			: [ `masterauth ${ quoted }` ] ),
	];
}

/**
 * Starts a server on loopback that keeps nothing on disk.
 *
 * @param {{ folder: string, port?: number, access?: Access, settings?: string[], mode?: string[] }} server
 *        `settings` are lines of its configuration; `mode` makes a sentinel of it.
 */
export async function startRedis( {
	folder,
	port,
	access = {},
	settings = [],
	mode = [],
} ) {
	const own = port ?? ( await freePort() );
	const home = join( folder, `redis-${ own }` );
	await mkdir( home, { recursive: true } );
	const file = join( home, 'redis.conf' );
	await writeFile(
		file,
		[
			'bind 127.0.0.1',
			...linesOf( access, own, mode.length > 0 ),
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
		until: () => isAnswering( access, own ),
	} ).ready();
	return { ...service, port: own };
}

/**
 * One master, one replica and three sentinels, which elect the replica when the master is gone.
 *
 * @param {{ folder: string, access?: Access, sentinelPassword?: string }} servers
 */
export async function startSentinels( {
	folder,
	access = {},
	sentinelPassword,
} ) {
	const ofSentinels = { tls: access.tls, password: sentinelPassword };
	const master = await startRedis( { folder, access } );
	const replica = await startRedis( {
		folder,
		access,
		settings: [ `replicaof 127.0.0.1 ${ master.port }` ],
	} );
	const sentinels = await Promise.all(
		[ 1, 2, 3 ].map( () =>
			startRedis( {
				folder,
				access: ofSentinels,
				mode: [ '--sentinel' ],
				settings: [
					`sentinel monitor mymaster 127.0.0.1 ${ master.port } 2`,
					'sentinel down-after-milliseconds mymaster 1000',
					'sentinel failover-timeout mymaster 4000',
					...( access.password === undefined
						? []
						: [
								`sentinel auth-pass mymaster ${ JSON.stringify( access.password ) }`,
							] ),
					...( sentinelPassword === undefined
						? []
						: [
								`sentinel sentinel-pass ${ JSON.stringify( sentinelPassword ) }`,
							] ),
				],
			} )
		)
	);
	await until( async () => {
		const seen = await Promise.all(
			sentinels.map( ( { port } ) =>
				askRedisAs(
					ofSentinels,
					...[ '-p', String( port ) ],
					...[ 'sentinel', 'ckquorum', 'mymaster' ]
				)
			)
		);
		const replicas = await askRedisAs(
			ofSentinels,
			...[ '-p', String( sentinels[ 0 ].port ) ],
			...[ 'sentinel', 'replicas', 'mymaster' ]
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

export function stopAll( services ) {
	return async () => {
		await Promise.all( services.map( ( service ) => service.stop() ) );
	};
}

async function isAnswering( { tls }, port ) {
	const answer = await askRedisAs(
		{ tls },
		'-p',
		String( port ),
		'ping'
	).catch( () => '' );
	// One with a password says so before it is asked anything else.
	return /PONG|NOAUTH/.test( answer );
}

export async function until( isSo ) {
	for ( let i = 0; ! ( await isSo().catch( () => false ) ); i++ ) {
		if ( i > 200 ) {
			throw new Error( 'Redis did not come together in 20 seconds.' );
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 100 ) );
	}
}
