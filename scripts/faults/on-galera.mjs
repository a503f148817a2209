import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from '../places.mjs';
import { startGalera } from '../servers/galera.mjs';
import { startHaproxy } from '../servers/haproxy.mjs';
import { freePort } from '../service.mjs';
import { createCrowd } from './crowd.mjs';
import { startFleet } from './fleet.mjs';
import { makeDatabase, sessionsIn } from './on-mariadb.mjs';
import { startSite } from './site.mjs';

const database = 'gatehouse';

/** Three Galera nodes with a sidecar each, behind the haproxy of the example. */
export async function openOnGalera( folder ) {
	const galera = await startGalera( join( folder, 'galera' ) );
	const site = await startSite();
	let fleet = null;
	let crowd = null;
	let proxy = null;
	const close = async () => {
		crowd?.close();
		await proxy?.stop();
		await fleet?.stop();
		site.close();
		await galera.stop();
	};
	try {
		await makeDatabase( galera.nodes[ 0 ].url( '' ) );
		fleet = await startFleet( {
			site,
			folder,
			count: galera.nodes.length,
			settingsOf: ( i ) => ( {
				GATEHOUSE_STORE: galera.nodes[ i ].url( database ),
			} ),
		} );
		const door = await freePort();
		proxy = await startHaproxy( {
			folder: join( folder, 'haproxy' ),
			port: door,
			configuration: await exampleFor( door, fleet.ports ),
		} );
		crowd = createCrowd( { site, ports: fleet.ports, door: [ door ] } );
	} catch ( error ) {
		await close();
		throw error;
	}
	return {
		site,
		fleet,
		crowd,
		galera,
		close,
		/** From a node that no fault befalls. */
		rows: () => sessionsIn( galera.nodes[ 2 ].url( database ) ),
	};
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
