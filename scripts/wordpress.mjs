import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackFromSuite } from './apt.mjs';
import { download } from './download.mjs';
import { Fault } from './fault.mjs';
import { cache } from './places.mjs';
import { unzipFolder } from './zip.mjs';

/** The newest and the oldest WordPress that Gatehouse supports, and the Debian suites that hold them. */
export const versions = {
	newest: { number: '7.1.4', suite: 'sid' },
	oldest: { number: '6.8.7', suite: 'trixie' },
};

// Debian takes these out of its WordPress package and links to its own.
const debianPackages = [
	'wordpress',
	'wordpress-theme-twentytwentyfive',
	'libjs-underscore',
	'libjs-lodash',
	'libjs-jquery-ui',
	'libjs-cropper',
	'libphp-phpmailer',
	'php-getid3',
];

/**
 * WordPress's files as they are published, kept in the cache. From wordpress.org, or, on a
 * machine that reaches only its Debian mirror, from Debian's package.
 */
export async function fetchWordPress( { number, suite }, report ) {
	const folder = join( cache, 'wordpress', number );
	if ( existsSync( join( folder, 'wp-load.php' ) ) ) {
		return folder;
	}
	await mkdir( join( cache, 'wordpress' ), { recursive: true } );
	try {
		await fromWordPressOrg( number, folder, report );
	} catch ( error ) {
		report( 'wordpress.org did not answer, trying Debian' );
		await fromDebian( suite, folder, report ).catch( ( fallback ) => {
			throw new Fault(
				`WordPress ${ number } could not be fetched: wordpress.org did not answer (${ reason( error ) }), and Debian's package can't be had here either (${ fallback.message }). Connect this machine to the internet and start again.`
			);
		} );
	}
	return folder;
}

/** What the files say they are: Debian's suite may have moved on. */
export async function versionOf( folder ) {
	const source = await readFile(
		join( folder, 'wp-includes', 'version.php' ),
		'utf8'
	);
	return /\$wp_version = '([^']+)'/.exec( source )?.[ 1 ] ?? 'unknown';
}

export function reason( error ) {
	return error.cause?.code ?? error.cause?.message ?? error.message;
}

async function fromWordPressOrg( number, folder, report ) {
	const archive = join( cache, 'wordpress', `${ number }.zip` );
	await download(
		`https://wordpress.org/wordpress-${ number }.zip`,
		archive,
		report
	);
	report( 'unpacking' );
	await unzipFolder( archive, folder );
	await rm( archive );
}

async function fromDebian( suite, folder, report ) {
	const work = join( cache, 'debian', suite );
	const tree = join( work, 'tree' );
	const part = `${ folder }.part`;
	await rm( work, { recursive: true, force: true } );
	await rm( part, { recursive: true, force: true } );
	await mkdir( tree, { recursive: true } );
	await unpackFromSuite( suite, debianPackages, {
		work,
		into: tree,
		report,
	} );

	report( 'copying' );
	await cp( join( tree, 'usr/share/wordpress' ), part, {
		recursive: true,
		dereference: true,
		filter: isWordPressOwn,
	} );
	await rename( part, folder );
	await rm( work, { recursive: true, force: true } );
}

function isWordPressOwn( path ) {
	return (
		! path.endsWith( '/wp-config.php' ) &&
		! path.endsWith( '/usr/share/wordpress/.htaccess' )
	);
}
