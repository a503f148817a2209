import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from '../places.mjs';
import { startGalera } from '../servers/galera.mjs';
import { startHaproxy } from '../servers/haproxy.mjs';
import { startRedisCluster } from '../servers/redis-cluster.mjs';
import { freePort } from '../service.mjs';
import { database, makeDatabase, sessionsIn } from './on-mariadb.mjs';
import { openPlace } from './place.mjs';
import { startSite } from './site.mjs';

/**
 * Three Galera nodes with a sidecar each, behind the haproxy of the example, and a Redis
 * Cluster of three masters with a replica each.
 */
export function openOnGalera( folder ) {
	return openPlace( async ( atEnd ) => {
		const galera = await startGalera( join( folder, 'galera' ) );
		atEnd( galera.stop );
		const redis = await startRedisCluster( { folder, replicas: 1 } );
		atEnd( redis.stop );
		const site = await startSite();
		atEnd( site.close );
		await makeDatabase( galera.nodes[ 0 ].url( '' ) );
		const addresses = redis.nodes.map(
			( { port } ) => `127.0.0.1:${ port }`
		);
		return {
			site,
			folder,
			galera,
			redis,
			count: galera.nodes.length,
			settingsOf: ( i ) => ( {
				GATEHOUSE_STORE: galera.nodes[ i ].url( database ),
				GATEHOUSE_REDIS: `redis+cluster://${ addresses.join() }`,
			} ),
			async openDoor( ports ) {
				const door = await freePort();
				const proxy = await startHaproxy( {
					folder: join( folder, 'haproxy' ),
					port: door,
					configuration: await exampleFor( door, ports ),
				} );
				atEnd( proxy.stop );
				return [ door ];
			},
			/** From a node that no fault befalls. */
			rows: () => sessionsIn( galera.nodes[ 2 ].url( database ) ),
		};
	} );
}

async function exampleFor( door, ports ) {
	const example = await readFile(
		inRoot( 'docs', 'examples', 'haproxy.cfg' ),
		'utf8'
	);
	return ports.reduce(
		( text, port, i ) =>
			text.replaceAll( `10.0.0.1${ i + 1 }:8787`, `127.0.0.1:${ port }` ),
		example.replace( '10.0.0.1:80', `127.0.0.1:${ door }` )
	);
}
