import { createConnection } from 'mysql2/promise';
import { startMariadb } from '../servers/mariadb.mjs';
import { startRedis } from '../servers/redis.mjs';
import { openPlace, toRows } from './place.mjs';
import { startSite } from './site.mjs';

export const database = 'gatehouse';

/** Three sidecars on one MariaDB, which syncs every commit to disk; perhaps with a Redis. */
export function openOnMariadb( folder, { withRedis = false } = {} ) {
	return openPlace( async ( atEnd ) => {
		const server = await startMariadb( folder );
		atEnd( server.stop );
		let redis = withRedis ? await startRedis( { folder } ) : null;
		atEnd( () => redis?.stop() );
		const site = await startSite();
		atEnd( site.close );
		await makeDatabase( server.url( '' ) );
		return {
			site,
			folder,
			server,
			redis: redis && {
				kill: () => process.kill( redis.pid, 'SIGKILL' ),
				async restart() {
					redis = await startRedis( { folder, port: redis.port } );
				},
			},
			settingsOf: () => ( {
				GATEHOUSE_STORE: server.url( database ),
				...( redis && {
					GATEHOUSE_REDIS: `redis://127.0.0.1:${ redis.port }`,
				} ),
			} ),
			rows: () => sessionsIn( server.url( database ) ),
		};
	} );
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
