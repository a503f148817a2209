import { randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addSqlitePlugin } from './sqlite-plugin.mjs';

/**
 * Lays out a site's folder: `wordpress/` its files, `database/` beside them where no web
 * server reaches it, and `logs/`. The sidecar makes `sidecar/` for its data.
 *
 * @param {string} folder
 * @param {{ wordpress: string, sqlite?: string, constants?: Record< string, string | boolean > }} parts Folders of WordPress and of its SQLite driver, if that is its database; constants for wp-config.php.
 */
export async function layOutSite(
	folder,
	{ wordpress, sqlite, constants = {} }
) {
	await rm( folder, { recursive: true, force: true } );
	for ( const name of [ 'database', 'logs' ] ) {
		await mkdir( join( folder, name ), { recursive: true } );
	}
	const part = join( folder, 'wordpress.part' );
	await cp( wordpress, part, { recursive: true } );
	if ( sqlite ) {
		await addSqlitePlugin( sqlite, part );
	}
	await writeFile(
		join( part, 'wp-config.php' ),
		configuration( constants )
	);
	await rename( part, join( folder, 'wordpress' ) );
}

/** What was done to a site, so that a second start leaves it alone. */
export async function readRecord( folder ) {
	try {
		return JSON.parse(
			await readFile( join( folder, 'site.json' ), 'utf8' )
		);
	} catch ( error ) {
		if ( error.code === 'ENOENT' ) {
			return {};
		}
		throw error;
	}
}

export async function writeRecord( folder, record ) {
	await writeFile(
		join( folder, 'site.json' ),
		`${ JSON.stringify( record, null, '\t' ) }\n`
	);
}

const salts = [
	'AUTH_KEY',
	'SECURE_AUTH_KEY',
	'LOGGED_IN_KEY',
	'NONCE_KEY',
	'AUTH_SALT',
	'SECURE_AUTH_SALT',
	'LOGGED_IN_SALT',
	'NONCE_SALT',
];

function configuration( constants ) {
	const defined = {
		DB_NAME: 'wordpress',
		DB_USER: '',
		DB_PASSWORD: '',
		DB_HOST: '',
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		DB_FILE: 'wordpress.sqlite',
		...Object.fromEntries(
			salts.map( ( name ) => [
				name,
				randomBytes( 32 ).toString( 'hex' ),
			] )
		),
		WP_DEBUG: true,
		WP_DEBUG_DISPLAY: false,
		AUTOMATIC_UPDATER_DISABLED: true,
		...constants,
	};
	const lines = Object.entries( defined ).map(
		( [ name, value ] ) =>
			`define( '${ name }', ${ typeof value === 'string' ? `'${ value }'` : value } );`
	);
	return `<?php
${ lines.join( '\n' ) }
define( 'DB_DIR', dirname( __DIR__ ) . '/database/' );
define( 'WP_DEBUG_LOG', dirname( __DIR__ ) . '/logs/wordpress.log' );

$table_prefix = 'wp_';

defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;
}
