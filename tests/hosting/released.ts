import { packArchives } from '../../scripts/archives.mjs';
import { buildAll } from '../../scripts/build.mjs';
import { findProgram } from '../../scripts/command.mjs';
import { prepareTestSite } from '../../scripts/test-sites.mjs';

/** Before all homes: the two archives as they are released, and a WordPress with one of them. */
export async function setup(): Promise< void > {
	const php = findProgram( 'php' );
	if ( php === null ) {
		throw new Error( 'The homes need PHP; npm test installs it.' );
	}
	await buildAll();
	const { plugin } = await packArchives();
	await prepareTestSite( 'newest', plugin, php );
}
