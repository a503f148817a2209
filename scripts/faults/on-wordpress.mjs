import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { packArchives } from '../archives.mjs';
import { findProgram } from '../command.mjs';
import { connect } from '../connection.mjs';
import { provision } from '../provisioning.mjs';
import { prepareTestSite, testSite } from '../test-sites.mjs';
import { buildBlocks } from '../block-build.mjs';
import { sessionsOf } from './on-sqlite.mjs';
import { openPlace } from './place.mjs';
import { startWordPressSite } from './wordpress-site.mjs';

const crowdSize = 90;
/** Who has left does not come back. */
const peopleEver = 230;

/** WordPress with the plugin from its zip, and one sidecar below the same address. */
export function openOnWordPress( folder ) {
	return openPlace( async ( atEnd ) => {
		const php = findProgram( 'php' );
		await buildBlocks( () => {} );
		const { plugin } = await packArchives();
		await prepareTestSite( 'newest', plugin, php );
		await cp( testSite( 'newest' ), folder, { recursive: true } );
		const site = await startWordPressSite( { folder, php } );
		atEnd( site.close );
		const setUp = ( work ) =>
			provision( { folder, port: site.port, home: site.home }, work );
		await setUp( ( ask ) => ask( 'address' ) );
		await site.order( 'people', peopleEver );
		return {
			site,
			folder,
			count: 1,
			crowdSize,
			async openDoor( ports ) {
				site.serve( ports[ 0 ] );
				await setUp( ( ask ) => connect( ask, site.base ) );
				return ports;
			},
			rows: () => sessionsOf( folder ),
		};
	} );
}
