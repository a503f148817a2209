import { createHash } from 'node:crypto';
import { cp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './archives.mjs';
import { filesIn } from './block-build.mjs';
import { cache, inRoot } from './places.mjs';
import { provision } from './provisioning.mjs';
import { layOutSite, readRecord, writeRecord } from './site.mjs';
import { fetchSqlitePlugin } from './sqlite-plugin.mjs';
import { openStage } from './stage.mjs';
import { fetchWordPress, versionOf, versions } from './wordpress.mjs';

const made = [
	'scripts/provisioning',
	'scripts/site.mjs',
	'scripts/test-sites.mjs',
];

/** Where `prepareTestSite` leaves a site. Tests copy it; nobody works in it. */
export function testSite( version ) {
	return join( cache, 'test-sites', version, 'site' );
}

/**
 * A WordPress with content and the plugin, one for each supported version: made once, and
 * again when the plugin or the content has changed.
 *
 * @param {'newest' | 'oldest'}      version
 * @param {string}                   archive The plugin's zip.
 * @param {string}                   program PHP.
 * @param {( text: string ) => void} report
 */
export async function prepareTestSite(
	version,
	archive,
	program,
	report = () => {}
) {
	const wordpress = await fetchWordPress( versions[ version ], report );
	const sqlite = await fetchSqlitePlugin( report );
	const bare = join( cache, 'test-sites', version, 'bare' );
	const site = testSite( version );
	const content = await digestOfAll( made );
	const key = `${ content } ${ await digestOf( archive ) }`;

	if ( ( await readRecord( bare ) ).content !== content ) {
		await layOutSite( bare, {
			wordpress,
			sqlite,
			constants: { WP_HTTP_BLOCK_EXTERNAL: true },
		} );
		await during( bare, program, {}, ( ask ) => fill( ask, report ) );
		await writeRecord( bare, { content } );
	}
	if ( ( await readRecord( site ) ).key !== key ) {
		report( 'installing the plugin' );
		await rm( site, { recursive: true, force: true } );
		await cp( bare, `${ site }.part`, { recursive: true } );
		await during( `${ site }.part`, program, { archive }, ( ask ) =>
			ask( 'plugin', { archive: 'plugin.zip' } )
		);
		await writeRecord( `${ site }.part`, { key } );
		await rename( `${ site }.part`, site );
	}
	report( await versionOf( wordpress ) );
}

async function fill( ask, report ) {
	report( 'installing WordPress' );
	await ask( 'install', {
		title: 'Harbour & Hill',
		tagline: 'A town magazine',
		timezone: 'Asia/Seoul',
	} );
	for ( let from = 0, total = 1; from < total; ) {
		const written = await ask( 'content', { from } );
		from = written.next;
		total = written.total;
		report( `${ from } of ${ total } posts and pages` );
	}
}

async function during( folder, program, { archive }, work ) {
	const stage = await openStage( { folder } );
	try {
		await stage.startWordPress( { kind: 'native', program, workers: 4 } );
		await provision(
			{ folder, port: stage.ports.wordpress, home: stage.home, archive },
			work
		);
	} finally {
		await stage.stop();
	}
}

async function digestOfAll( sources ) {
	const hash = createHash( 'sha256' );
	for ( const source of sources ) {
		for ( const file of await filesIn( inRoot( source ) ) ) {
			hash.update( await readFile( file ) );
		}
	}
	return hash.digest( 'hex' );
}
