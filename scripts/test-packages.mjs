import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canInstall, installPackages } from './apt.mjs';
import { findProgram, run } from './command.mjs';
import { Fault } from './fault.mjs';
import { missingPhpPackages } from './php.mjs';
import { apacheModules, apachePhp } from './servers/apache.mjs';
import { findMariadb } from './servers/mariadb.mjs';
import { redisServer } from './servers/redis.mjs';
import { step } from './terminal.mjs';

/** Programs by the Debian package that brings them. */
const programs = {
	chromium: [ 'chromium', 'chromium-browser', 'google-chrome' ],
	'firefox-esr': [ 'firefox-esr', 'firefox' ],
	composer: [ 'composer' ],
	unzip: [ 'unzip' ],
};

/**
 * Servers of other kinds of hosts: the Debian package, and whether it is there. Where they
 * can't be installed, their tests are left out.
 */
const servers = {
	apache2: () => existsSync( '/usr/sbin/apache2' ),
	'libapache2-mod-php': () => apachePhp() !== null,
	'libapache2-mod-passenger': () =>
		existsSync( join( apacheModules, 'mod_passenger.so' ) ),
	nginx: () => existsSync( '/usr/sbin/nginx' ),
	'mariadb-server': () => findMariadb() !== null,
	'php-mysql': hasMysqli,
	'redis-server': () => redisServer() !== null,
};

export const browsers = {
	chromium: () => findProgram( ...programs.chromium ),
	firefox: () => findProgram( ...programs[ 'firefox-esr' ] ),
};

function hasMysqli() {
	const php = findProgram( 'php' );
	return (
		php !== null &&
		spawnSync( php, [ '-r', 'exit( (int) ! class_exists( "mysqli" ) );' ] )
			.status === 0
	);
}

/** Names of the packages of servers that are not there. */
export function missingServers() {
	return Object.entries( servers )
		.filter( ( [ , isThere ] ) => ! isThere() )
		.map( ( [ name ] ) => name );
}

/** Installs the servers that can be; tests go on without the others. */
export async function installServers() {
	if ( ! canInstall() ) {
		return;
	}
	for ( const name of missingServers() ) {
		await step( `Installing ${ name }`, ( report ) =>
			installPackages( [ name ], report )
		).catch( orLeaveOut );
	}
}

function orLeaveOut( error ) {
	if ( ! ( error instanceof Fault ) ) {
		throw error;
	}
}

/** Installs what the tests need of the system, or says what is to be installed and stops. */
export async function installTestPackages() {
	const missing = await missingPackages();
	if ( missing.length === 0 ) {
		return;
	}
	if ( ! canInstall() ) {
		throw new Fault(
			`The tests need these packages of the system: ${ missing.join( ', ' ) }. Install them (on Debian: apt install ${ missing.join( ' ' ) }) and start again; only root can do it here.`
		);
	}
	await step( `Installing ${ missing.join( ', ' ) }`, ( report ) =>
		installPackages( missing, report )
	);
}

async function missingPackages() {
	const absent = Object.keys( programs ).filter(
		( name ) => findProgram( ...programs[ name ] ) === null
	);
	const fonts = ( await hasKoreanFont() ) ? [] : [ 'fonts-nanum' ];
	return [ ...( await missingPhpPackages() ), ...absent, ...fonts ];
}

async function hasKoreanFont() {
	const list = findProgram( 'fc-list' );
	return list !== null && ( await run( list, [ ':lang=ko' ] ) ).trim() !== '';
}
