import { canInstall, installPackages } from './apt.mjs';
import { findProgram, run } from './command.mjs';
import { Fault } from './fault.mjs';
import { missingPhpPackages } from './php.mjs';
import { step } from './terminal.mjs';

/** Programs by the Debian package that brings them. */
const programs = {
	chromium: [ 'chromium', 'chromium-browser', 'google-chrome' ],
	'firefox-esr': [ 'firefox-esr', 'firefox' ],
	composer: [ 'composer' ],
	unzip: [ 'unzip' ],
};

export const browsers = {
	chromium: () => findProgram( ...programs.chromium ),
	firefox: () => findProgram( ...programs[ 'firefox-esr' ] ),
};

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
