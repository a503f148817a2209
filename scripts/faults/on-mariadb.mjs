import { createConnection } from 'mysql2/promise';
import { startMariadb } from '../servers/mariadb.mjs';
import { startRedis } from '../servers/redis.mjs';
import { createCrowd } from './crowd.mjs';
import { startFleet } from './fleet.mjs';
import { toRows } from './on-sqlite.mjs';
import { startSite } from './site.mjs';

const database = 'gatehouse';

/** Three sidecars on one MariaDB, which syncs every commit to disk; perhaps with a Redis. */
export async function openOnMariadb( folder, { withRedis = false } = {} ) {
	const server = await startMariadb( folder );
	let redis = withRedis ? await startRedis( { folder } ) : null;
	const site = await startSite();
	let fleet = null;
	let crowd = null;
	const close = async () => {
		crowd?.close();
		await fleet?.stop();
		site.close();
		await redis?.stop();
		await server.stop();
	};
	try {
		await makeDatabase( server.url( '' ) );
		fleet = await startFleet( {
			site,
			folder,
			count: 3,
			settingsOf: () => ( {
				GATEHOUSE_STORE: server.url( database ),
				...( redis && {
					GATEHOUSE_REDIS: `redis://127.0.0.1:${ redis.port }`,
				} ),
			} ),
		} );
		crowd = createCrowd( { site, ports: fleet.ports } );
	} catch ( error ) {
		await close();
		throw error;
	}
	return {
		site,
		fleet,
		crowd,
		server,
		redis: redis && {
			kill: () => process.kill( redis.pid, 'SIGKILL' ),
			async restart() {
				redis = await startRedis( { folder, port: redis.port } );
			},
		},
		close,
		rows: () => sessionsIn( server.url( database ) ),
	};
}

export async function makeDatabase( url ) {
	const connection = await createConnection( url );
	await connection.query( `create database ${ database }` );
	await connection.end();
}

export async function sessionsIn( url ) {
	const connection = await createConnection( url );
	const [ rows ] = await connection.query(
		'select id, generation, revoked_at from gatehouse_sessions'
	);
	await connection.end();
	return toRows( rows );
}
