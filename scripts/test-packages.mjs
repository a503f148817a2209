import { canInstall, installPackages } from './apt.mjs';
import { findProgram, run } from './command.mjs';
import { Fault } from './fault.mjs';
import { missingPhpPackages } from './php.mjs';
import { missingOf, requirePackages } from './server-packages.mjs';
import { step } from './terminal.mjs';

/** Programs by the Debian package that brings them. */
const programs = {
	chromium: [ 'chromium', 'chromium-browser', 'google-chrome' ],
	'firefox-esr': [ 'firefox-esr', 'firefox' ],
	composer: [ 'composer' ],
	unzip: [ 'unzip' ],
	'poppler-utils': [ 'pdftotext' ],
};

/** Servers of other kinds of hosts. Where they can't be installed, their tests are left out. */
const servers = [
	'apache2',
	'libapache2-mod-php',
	'libapache2-mod-passenger',
	'nginx',
	'mariadb-server',
	'php-mysql',
	'redis-server',
];

export const browsers = {
	chromium: () => findProgram( ...programs.chromium ),
	firefox: () => findProgram( ...programs[ 'firefox-esr' ] ),
};

/** Names of the packages of servers that are not there. */
export const missingServers = ( names = servers ) => missingOf( names );

/** Installs the servers that can be; tests go on without the others. */
export async function installServers( names = servers ) {
	if ( ! canInstall() ) {
		return;
	}
	for ( const name of missingServers( names ) ) {
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
	await requirePackages( await missingPackages(), 'The test run' );
}

/** The same for the tests of the shop, which need less. */
export async function installShopPackages() {
	await requirePackages(
		[ ...( await missingPhpPackages() ), ...absentOf( [ 'composer' ] ) ],
		'The test run of the shop'
	);
	await installServers( [ 'mariadb-server', 'php-mysql' ] );
}

async function missingPackages() {
	const fonts = ( await hasKoreanFont() ) ? [] : [ 'fonts-nanum' ];
	return [
		...( await missingPhpPackages() ),
		...absentOf( Object.keys( programs ) ),
		...fonts,
	];
}

function absentOf( names ) {
	return names.filter(
		( name ) => findProgram( ...programs[ name ] ) === null
	);
}

async function hasKoreanFont() {
	const list = findProgram( 'fc-list' );
	return list !== null && ( await run( list, [ ':lang=ko' ] ) ).trim() !== '';
}
