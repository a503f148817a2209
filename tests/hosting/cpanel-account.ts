import {
	chmod,
	cp,
	mkdir,
	readFile,
	rename,
	rm,
	writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { run } from '../../scripts/command.mjs';
import { connect } from '../../scripts/connection.mjs';
import { modernNode } from '../../scripts/dependencies.mjs';
import { provision } from '../../scripts/provisioning.mjs';
import { apacheUser, startApache } from '../../scripts/servers/apache.mjs';
import { forgetful, startMariadb } from '../../scripts/servers/mariadb.mjs';
import { freePort } from '../../scripts/service.mjs';
import { layOutSite } from '../../scripts/site.mjs';
import { fetchWordPress, versions } from '../../scripts/wordpress.mjs';
import { findArchive, makeFolder, unpackSidecar } from './archive';
import { configurationFor, modules } from './cpanel-apache';
import { askDoctor } from './doctor';
import { processesOf } from './passenger';

/** As WordPress writes it for pretty permalinks. */
const wordPressRules = `# BEGIN WordPress
<IfModule mod_rewrite.c>
RewriteEngine On
RewriteBase /
RewriteRule ^index\\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /index.php [L]
</IfModule>
# END WordPress
`;

/** The one database of the account, for WordPress and for the sidecar. */
const database = 'gatehouse_account';

/** From here on the content is of the last weeks. */
const latestContent = 370;

export type Account = Awaited< ReturnType< typeof openAccount > >;

/**
 * A hosting account: WordPress in public_html, the sidecar's archive unpacked beside it, and
 * one Apache with PHP and Passenger for both. The application is there twice, since cPanel has
 * two ways to set one up: below `home` as Setup Node.js App writes it, below `managed` as
 * Application Manager does; and once more with wrong settings, below /wrong.
 */
export async function openAccount() {
	const folder = await makeFolder( 'cpanel' );
	const account = join( folder, 'home' );
	const publicHtml = join( account, 'public_html' );
	const mariadb = await startMariadb( join( folder, 'mariadb' ), {
		// As shared hosts have it, for all of an account's programs together.
		settings: [ ...forgetful, '--max-user-connections=30' ],
	} );
	await makeDatabase( mariadb.url( '' ) );
	await layOutSite( account, {
		wordpress: await fetchWordPress( versions.newest, () => {} ),
		constants: {
			DB_NAME: database,
			DB_USER: mariadb.account.user,
			DB_PASSWORD: mariadb.account.password,
			DB_HOST: `127.0.0.1:${ mariadb.port }`,
			WP_HTTP_BLOCK_EXTERNAL: true,
		},
	} );
	await rename( join( account, 'wordpress' ), publicHtml );
	await writeFile( join( publicHtml, '.htaccess' ), wordPressRules );
	// What README.md tells to add to the file that the panel has made.
	await mkdir( join( publicHtml, 'reports' ) );
	await writeFile(
		join( publicHtml, 'reports', '.htaccess' ),
		'RewriteEngine Off\n'
	);
	const program = await unpackSidecar( account );
	const node = join( folder, 'node' );
	await cp( modernNode(), node );
	await chmod( folder, 0o755 );
	if ( apacheUser ) {
		await run( 'chown', [ '-R', `${ apacheUser }:`, account ] );
	}

	const [ port, managedPort ] = [ await freePort(), await freePort() ];
	const home = `http://localhost:${ port }`;
	const base = `${ home }/reports`;
	const registry = join( folder, 'apache' );
	const settings = {
		GATEHOUSE_SITES: `${ home }=${ base }`,
		GATEHOUSE_STORE: mariadb.url( database ),
		// Taken, which nobody notices: the port is Passenger's affair.
		GATEHOUSE_PORT: String( port ),
	};
	const apache = await startApache( {
		folder: registry,
		port,
		modules,
		configuration: configurationFor( {
			publicHtml,
			program,
			node,
			registry,
			managedPort,
			settings,
		} ),
	} );
	const close = async () => {
		await apache.stop();
		await mariadb.stop();
		await rm( folder, { recursive: true, force: true } );
	};
	try {
		await provision(
			{
				folder: account,
				wordpress: publicHtml,
				port,
				home,
				archive: await findArchive( 'gatehouse' ),
			},
			async ( ask ) => {
				await ask( 'install', {
					title: 'Harbour & Hill',
					tagline: 'A town magazine',
					timezone: 'Asia/Seoul',
				} );
				await ask( 'content', { from: latestContent } );
				await ask( 'plugin', { archive: 'plugin.zip' } );
				await connect( ask, base );
			}
		);
	} catch ( error ) {
		await close();
		throw error;
	}
	return {
		home,
		base,
		managed: `http://localhost:${ managedPort }`,
		program,
		close,
		processes: () => processesOf( registry ),
		doctor: () =>
			askDoctor( { node, program, settings, user: apacheUser, port } ),
		log: () => readFile( join( registry, 'passenger.log' ), 'utf8' ),
		async restart() {
			await mkdir( join( program, 'tmp' ), { recursive: true } );
			await writeFile( join( program, 'tmp', 'restart.txt' ), '' );
		},
	};
}

async function makeDatabase( server: string ) {
	const connection = await createConnection( server );
	await connection.query( `create database ${ database }` );
	await connection.end();
}
