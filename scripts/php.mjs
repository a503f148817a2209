import { canInstall, installPackages, isKnown } from './apt.mjs';
import { findProgram, run } from './command.mjs';
import { Fault } from './fault.mjs';
import { say, step } from './terminal.mjs';

const oldest = [ 8, 1 ];
const extensions = [ 'sqlite3', 'curl', 'gd', 'mbstring', 'xml', 'intl' ];

/**
 * Native PHP when it is there or can be installed, else WebAssembly.
 *
 * @param {{ wanted?: 'native' | 'wasm', install?: boolean }} choice
 * @return {Promise< { kind: 'native', program: string } | { kind: 'wasm' } >} What runs WordPress.
 */
export async function choosePhp( { wanted, install = true } ) {
	if ( wanted === 'wasm' ) {
		return { kind: 'wasm' };
	}
	const found = await inspectPhp();
	if ( found?.fits ) {
		say( `  PHP ${ found.version } at ${ found.program }` );
		return { kind: 'native', program: found.program };
	}
	const missing = found
		? `PHP ${ found.version } is here, but WordPress on SQLite needs PHP ${ oldest.join( '.' ) } or newer with the extension pdo_sqlite`
		: 'PHP was not found';
	if ( install && canInstall() ) {
		say( `  ${ missing }: installing it with apt (--no-install refuses).` );
		return { kind: 'native', program: await installPhp( found ) };
	}
	if ( wanted === 'native' ) {
		throw new Fault(
			`${ missing }. Install it (on Debian or Ubuntu: apt install php-cli ${ packagesFor( 'php' ).join( ' ' ) }), or leave out --php native.`
		);
	}
	say(
		`  ${ missing }: WordPress runs in WebAssembly, about a second a page. Native PHP is much faster.`
	);
	return { kind: 'wasm' };
}

/** The PHP on the path, and whether it can run WordPress on SQLite. */
export async function inspectPhp() {
	const program = findProgram( 'php' );
	if ( ! program ) {
		return null;
	}
	const answer = await run( program, [
		'-r',
		'echo json_encode( array( PHP_VERSION, get_loaded_extensions() ) );',
	] );
	const [ version, loaded ] = JSON.parse( answer );
	const [ major, minor ] = version.split( '.' ).map( Number );
	const recent =
		major > oldest[ 0 ] ||
		( major === oldest[ 0 ] && minor >= oldest[ 1 ] );
	return {
		program,
		version,
		loaded: loaded.map( ( name ) => name.toLowerCase() ),
		fits: recent && loaded.includes( 'pdo_sqlite' ),
	};
}

/** Names of the packages that hold PHP's extensions, such as php8.2-sqlite3. */
export async function missingPhpPackages() {
	const found = await inspectPhp();
	if ( ! found ) {
		return [ 'php-cli', ...packagesFor( 'php' ) ];
	}
	const absent = extensions.filter(
		( name ) => ! found.loaded.includes( name )
	);
	const own = packagesFor(
		`php${ found.version.split( '.' ).slice( 0, 2 ).join( '.' ) }`,
		absent
	);
	if ( absent.length === 0 ) {
		return [];
	}
	return ( await isKnown( own[ 0 ] ) ) ? own : packagesFor( 'php', absent );
}

function packagesFor( prefix, names = extensions ) {
	return names.map( ( name ) => `${ prefix }-${ name }` );
}

async function installPhp() {
	await step( 'Installing PHP', async ( report ) => {
		await installPackages( await missingPhpPackages(), report );
	} );
	const installed = await inspectPhp();
	if ( ! installed?.fits ) {
		throw new Fault(
			'apt installed PHP, but it still lacks pdo_sqlite. Start again with --php wasm.'
		);
	}
	return installed.program;
}
