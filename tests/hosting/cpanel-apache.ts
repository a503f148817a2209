import { join } from 'node:path';
import { apachePhp } from '../../scripts/servers/apache.mjs';

/** What cPanel's Apache loads of what this needs. */
export const modules = {
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

type Places = Record<
	'publicHtml' | 'program' | 'node' | 'registry',
	string
> & { managedPort: number; settings: Record< string, string > };

/** The part of its httpd.conf that is about this account. */
export function configurationFor( places: Places ): string {
	const { publicHtml, program, node, registry, settings } = places;
	const staticFiles = join( program, 'public' );
	const application = ( base: string, environment = settings ) => `
PassengerAppRoot "${ program }"
PassengerAppGroupName "${ base }"
PassengerBaseURI ${ base }
PassengerNodejs "${ node }"
PassengerAppType node
PassengerStartupFile app.js
${ Object.entries( environment )
	.map( ( [ name, value ] ) => `SetEnv ${ name } "${ value }"` )
	.join( '\n' ) }`;
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
<Directory "${ join( publicHtml, 'reports' ) }">${ application( '/reports' ) }
</Directory>

Listen 127.0.0.1:${ places.managedPort }
<VirtualHost 127.0.0.1:${ places.managedPort }>
	DocumentRoot "${ publicHtml }"
	Alias /reports "${ staticFiles }"
	<Location /reports>${ application( '/reports' ) }
	</Location>
	Alias /wrong "${ staticFiles }"
	<Location /wrong>${ application( '/wrong', { GATEHOUSE_SITES: 'nowhere' } ) }
	</Location>
</VirtualHost>
`;
}
