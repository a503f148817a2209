import { findProgram } from '../../scripts/command.mjs';
import { packArchives } from '../../scripts/archives.mjs';
import { buildAll } from '../../scripts/build.mjs';
import { prepareTestSite } from '../../scripts/test-sites.mjs';
import { versions } from './site';

/** Before all journeys: the sites that each of them copies, from the plugin as it is now. */
export async function setup(): Promise< void > {
	const php = findProgram( 'php' );
	if ( php === null ) {
		throw new Error( 'The journeys need PHP; npm test installs it.' );
	}
	await buildAll();
	const { plugin } = await packArchives();
	for ( const version of versions ) {
		await prepareTestSite( version, plugin, php );
	}
}
