import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort, wait } from '../service.mjs';
import { findGalera, startMariadb } from './mariadb.mjs';

const patienceSeconds = 60;

/** A node gets its first data from an rsync that, run by root, would become nobody. */
const user = userInfo().uid === 0 ? 'mysql' : userInfo().username;

/** Starts nodes of one Galera cluster on the loopback; each holds everything. */
export async function startGalera( folder, count = 3 ) {
	const library = findGalera();
	if ( library === null ) {
		throw new Error( 'galera-4 is not installed.' );
	}
	// One port for what the nodes say to each other, one each for the two ways to catch up.
	const ports = [];
	while ( ports.length < count ) {
		ports.push( {
			group: await freePort(),
			increments: await freePort(),
			snapshots: await freePort(),
		} );
	}
	await mkdir( folder, { recursive: true } );
	const nodes = [];
	let account = null;
	try {
		for ( const [
			i,
			{ group, increments, snapshots },
		] of ports.entries() ) {
			const node = await startMariadb(
				join( folder, `node-${ i + 1 }` ),
				{
					account,
					user,
					settings: ( isFirstStart ) => [
						'--binlog-format=ROW',
						'--innodb-autoinc-lock-mode=2',
						'--wsrep-on=ON',
						`--wsrep-provider=${ library }`,
						'--wsrep-cluster-name=gatehouse',
						`--wsrep-cluster-address=gcomm://${ othersOf( ports, i, isFirstStart ) }`,
						'--wsrep-node-address=127.0.0.1',
						`--wsrep-node-name=node-${ i + 1 }`,
						'--wsrep-sst-method=rsync',
						`--wsrep-sst-receive-address=127.0.0.1:${ snapshots }`,
						`--wsrep-provider-options=base_port=${ group };gmcast.listen_addr=tcp://127.0.0.1:${ group };ist.recv_addr=127.0.0.1:${ increments };gcache.size=32M`,
					],
				}
			);
			nodes.push( node );
			account = node.account;
			await untilSynced( node, i + 1 );
		}
	} catch ( error ) {
		await stopAll( nodes );
		throw error;
	}
	return {
		nodes,
		async restart( i ) {
			await nodes[ i ].restart();
			await untilSynced( nodes[ i ], count );
		},
		/** A counter of each node, such as wsrep_local_cert_failures. */
		async counts( name, which = nodes ) {
			return Promise.all(
				which.map( async ( node ) =>
					Number( await statusOf( node, name ) )
				)
			);
		},
		stop: () => stopAll( nodes ),
	};
}

/** The first node founds the cluster, and later joins it like the others. */
function othersOf( ports, i, isFirstStart ) {
	return i === 0 && isFirstStart
		? ''
		: ports
				.filter( ( _, other ) => other !== i )
				.map( ( { group } ) => `127.0.0.1:${ group }` )
				.join( ',' );
}

async function untilSynced( node, size ) {
	const limit = Date.now() + patienceSeconds * 1000;
	for (;;) {
		const [ state, seen ] = await Promise.all( [
			statusOf( node, 'wsrep_local_state_comment' ),
			statusOf( node, 'wsrep_cluster_size' ),
		] ).catch( () => [] );
		if ( state === 'Synced' && Number( seen ) >= size ) {
			return;
		}
		if ( Date.now() > limit ) {
			throw new Error(
				`a Galera node did not join; see ${ join( node.folder, 'mariadb.log' ) }`
			);
		}
		await wait( 100 );
	}
}

async function statusOf( { url }, name ) {
	const connection = await createConnection( url( '' ) );
	try {
		const [ rows ] = await connection.query( 'show global status like ?', [
			name,
		] );
		return rows[ 0 ]?.Value;
	} finally {
		await connection.end();
	}
}

async function stopAll( nodes ) {
	// The last to stop is the one to found the cluster again.
	for ( const node of nodes.toReversed() ) {
		await node.stop();
	}
}
