import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canInstall, installPackages } from './apt.mjs';
import { findProgram } from './command.mjs';
import { Fault } from './fault.mjs';
import { apacheModules, apachePhp } from './servers/apache.mjs';
import { findHaproxy } from './servers/haproxy.mjs';
import { findGalera, findMariadb } from './servers/mariadb.mjs';
import { redisServer } from './servers/redis.mjs';
import { step } from './terminal.mjs';

/** Debian packages of servers, and whether what each brings is there. */
const packages = {
	apache2: () => existsSync( '/usr/sbin/apache2' ),
	'libapache2-mod-php': () => apachePhp() !== null,
	'libapache2-mod-passenger': () =>
		existsSync( join( apacheModules, 'mod_passenger.so' ) ),
	nginx: () => existsSync( '/usr/sbin/nginx' ),
	'mariadb-server': () => findMariadb() !== null,
	'php-mysql': hasMysqli,
	'redis-server': () => redisServer() !== null,
	haproxy: () => findHaproxy() !== null,
	'galera-4': () => findGalera() !== null,
	rsync: () => findProgram( 'rsync' ) !== null,
};

/** Those of these packages that are not there. */
export function missingOf( names ) {
	return names.filter( ( name ) => ! packages[ name ]() );
}

/** Installs those that are not there, or says which they are and stops. */
export async function requirePackages( missing, what ) {
	if ( missing.length === 0 ) {
		return;
	}
	if ( ! canInstall() ) {
		throw new Fault(
			`${ what } needs these packages of the system: ${ missing.join( ', ' ) }. Install them (on Debian: apt install ${ missing.join( ' ' ) }) and start again; only root can do it here.`
		);
	}
	await step( `Installing ${ missing.join( ', ' ) }`, ( report ) =>
		installPackages( missing, report )
	);
}

function hasMysqli() {
	const php = findProgram( 'php' );
	return (
		php !== null &&
		spawnSync( php, [ '-r', 'exit( (int) ! class_exists( "mysqli" ) );' ] )
			.status === 0
	);
}
