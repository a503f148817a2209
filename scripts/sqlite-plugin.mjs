import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, run } from './command.mjs';
import { download } from './download.mjs';
import { Fault } from './fault.mjs';
import { cache } from './places.mjs';
import { playgroundPackage } from './playground.mjs';
import { reason } from './wordpress.mjs';
import { unzipFolder } from './zip.mjs';

const name = 'sqlite-database-integration';
const address = `https://downloads.wordpress.org/plugin/${ name }.zip`;

/** WordPress's own SQLite driver, kept in the cache: from wordpress.org, or as carried by an npm package. */
export async function fetchSqlitePlugin( report ) {
	const folder = join( cache, name );
	if ( existsSync( join( folder, 'db.copy' ) ) ) {
		return folder;
	}
	await mkdir( cache, { recursive: true } );
	const archive = join( cache, `${ name }.zip` );
	try {
		await download( address, archive, report );
	} catch ( error ) {
		report( 'wordpress.org did not answer, trying npm' );
		await fromPlayground( archive ).catch( ( fallback ) => {
			throw new Fault(
				`The SQLite driver for WordPress could not be fetched: wordpress.org did not answer (${ reason( error ) }), nor did the npm registry (${ fallback.message }). Connect this machine to the internet and start again.`
			);
		} );
	}
	await unzipFolder( archive, folder );
	await rm( archive );
	return folder;
}

/** Puts the driver into a WordPress folder as its drop-in. */
export async function addSqlitePlugin( plugin, wordpress ) {
	const content = join( wordpress, 'wp-content' );
	await cp( plugin, join( content, 'plugins', name ), { recursive: true } );
	const template = await readFile( join( plugin, 'db.copy' ), 'utf8' );
	// An absolute folder would be wrong in WebAssembly, which sees WordPress at another place.
	const dropIn = template
		.replace(
			"'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'",
			`__DIR__ . '/plugins/${ name }'`
		)
		.replaceAll( '{SQLITE_PLUGIN}', `${ name }/load.php` );
	await writeFile( join( content, 'db.php' ), dropIn );
}

async function fromPlayground( archive ) {
	const npm = findProgram( 'npm' );
	const tar = findProgram( 'tar' );
	if ( ! npm || ! tar ) {
		throw new Fault( `${ npm ? 'tar' : 'npm' } was not found` );
	}
	const work = join( cache, 'playground-package' );
	await rm( work, { recursive: true, force: true } );
	await mkdir( work, { recursive: true } );
	const printed = await run(
		npm,
		[ 'pack', playgroundPackage, '--silent', '--pack-destination', work ],
		{ what: 'npm pack' }
	);
	const packed = printed.trim().split( '\n' ).pop();
	await run( tar, [ '-xzf', join( work, packed ), '-C', work ] );
	await rename( join( work, 'package', `${ name }.zip` ), archive );
	await rm( work, { recursive: true, force: true } );
}
