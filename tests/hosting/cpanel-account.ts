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
import { run } from '../../scripts/command.mjs';
import { connect } from '../../scripts/connection.mjs';
import { modernNode } from '../../scripts/dependencies.mjs';
import { provision } from '../../scripts/provisioning.mjs';
import {
	apachePhp,
	apacheUser,
	startApache,
} from '../../scripts/servers/apache.mjs';
import { freePort } from '../../scripts/service.mjs';
import { testSite } from '../../scripts/test-sites.mjs';
import { makeFolder, unpackSidecar } from './archive';
import { processesOf } from './passenger';

/** What cPanel's Apache loads of what this needs. */
const modules = {
	mpm_prefork: 'mod_mpm_prefork.so',
	authz_core: 'mod_authz_core.so',
	mime: 'mod_mime.so',
	dir: 'mod_dir.so',
	alias: 'mod_alias.so',
	env: 'mod_env.so',
	filter: 'mod_filter.so',
	setenvif: 'mod_setenvif.so',
	rewrite: 'mod_rewrite.so',
	php: apachePhp() ?? '',
	passenger: 'mod_passenger.so',
};

/** Passenger stops a process that had nothing to do for so long; five minutes by default. */
const idleSeconds = 3;

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

export type Account = Awaited< ReturnType< typeof openAccount > >;

/**
 * A hosting account: WordPress in public_html, the sidecar's archive unpacked beside it, and
 * one Apache with PHP and Passenger for both. The application is there twice, since cPanel has
 * two ways to set one up: below `home` as Setup Node.js App writes it, below `managed` as
 * Application Manager does.
 */
export async function openAccount() {
	const folder = await makeFolder( 'cpanel' );
	const account = join( folder, 'home' );
	const publicHtml = join( account, 'public_html' );
	await cp( testSite( 'newest' ), account, { recursive: true } );
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
	const apache = await startApache( {
		folder: registry,
		port,
		modules,
		configuration: configurationFor( {
			publicHtml,
			program,
			node,
			registry,
			home,
			base,
			managedPort,
		} ),
	} );
	const close = async () => {
		await apache.stop();
		await rm( folder, { recursive: true, force: true } );
	};
	try {
		await provision(
			{ folder: account, wordpress: publicHtml, port, home },
			async ( ask ) => {
				await ask( 'address' );
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
		log: () => readFile( join( registry, 'passenger.log' ), 'utf8' ),
		async restart() {
			await mkdir( join( program, 'tmp' ), { recursive: true } );
			await writeFile( join( program, 'tmp', 'restart.txt' ), '' );
		},
	};
}

type Places = Record<
	'publicHtml' | 'program' | 'node' | 'registry' | 'home' | 'base',
	string
> & { managedPort: number };

function configurationFor( places: Places ): string {
	const { publicHtml, program, node, registry, home, base } = places;
	const application = ( root: string ) => `
PassengerAppRoot "${ root }"
PassengerBaseURI /reports
PassengerNodejs "${ node }"
PassengerAppType node
PassengerStartupFile app.js
SetEnv GATEHOUSE_SITES "${ home }=${ base }"
SetEnv GATEHOUSE_PORT "${ new URL( home ).port }"`;
	return `
TypesConfig /etc/mime.types
StartServers 4
DirectoryIndex index.php
DocumentRoot "${ publicHtml }"
<Directory "${ publicHtml }">
	AllowOverride All
	Options SymLinksIfOwnerMatch
	Require all granted
</Directory>
<FilesMatch "\\.php$">
	SetHandler application/x-httpd-php
</FilesMatch>

PassengerRoot /usr/lib/ruby/vendor_ruby/phusion_passenger/locations.ini
PassengerInstanceRegistryDir "${ registry }"
PassengerLogFile "${ join( registry, 'passenger.log' ) }"
PassengerDisableSecurityUpdateCheck On
PassengerDisableAnonymousTelemetry On
PassengerMaxPoolSize 4
PassengerMinInstances 0
PassengerPoolIdleTime ${ idleSeconds }
PassengerStatThrottleRate 0
PassengerForceMaxConcurrentRequestsPerProcess 2

# Setup Node.js App writes this into the .htaccess of the folder; only cPanel's own Passenger takes it there.
<Directory "${ join( publicHtml, 'reports' ) }">${ application( program ) }
</Directory>

Listen 127.0.0.1:${ places.managedPort }
<VirtualHost 127.0.0.1:${ places.managedPort }>
	DocumentRoot "${ publicHtml }"
	Alias /reports "${ join( program, 'public' ) }"
	<Location /reports>${ application( program ) }
	</Location>
</VirtualHost>
`;
}
