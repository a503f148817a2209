import { findProgram, run, succeeds } from './command.mjs';
import { Fault } from './fault.mjs';

const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } };
let updated = false;

/** Whether this process may install packages of the system. */
export function canInstall() {
	return process.getuid?.() === 0 && findProgram( 'apt-get' ) !== null;
}

export async function installPackages( names, report = () => {} ) {
	if ( ! updated ) {
		report( 'reading the package lists' );
		await run( 'apt-get', [ 'update', '-q' ], quiet );
		updated = true;
	}
	let unpacked = 0;
	report( names.join( ', ' ) );
	await run(
		'apt-get',
		[
			'install',
			'-y',
			'-q',
			'--no-install-recommends',
			'-o',
			'Dpkg::Use-Pty=0',
			...names,
		],
		{
			...quiet,
			what: `apt-get install ${ names.join( ' ' ) }`,
			onLine( line ) {
				if ( line.startsWith( 'Unpacking' ) ) {
					unpacked += 1;
					report( `${ unpacked } packages unpacked` );
				}
			},
		}
	);
}

export async function isKnown( name ) {
	return succeeds( 'apt-cache', [ 'show', name ], quiet );
}

/**
 * Downloads packages of another Debian suite and unpacks them into a folder; nothing is
 * installed. The mirror is the one the machine itself uses.
 */
export async function unpackFromSuite( suite, names, { work, into, report } ) {
	for ( const tool of [ 'apt-get', 'dpkg' ] ) {
		if ( ! findProgram( tool ) ) {
			throw new Fault( `${ tool } was not found.` );
		}
	}
	const { mkdir, readdir, writeFile } = await import( 'node:fs/promises' );
	const settings = {
		'Dir::Etc::sourcelist': `${ work }/sources.list`,
		'Dir::Etc::sourceparts': '/dev/null',
		'Dir::State::lists': `${ work }/lists`,
		'Dir::Cache': `${ work }/cache`,
		'Acquire::Languages': 'none',
		'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
		'Debug::NoLocking': 'true',
	};
	if ( process.getuid?.() === 0 ) {
		settings[ 'APT::Sandbox::User' ] = 'root';
	}
	const options = Object.entries( settings ).flatMap( ( [ name, value ] ) => [
		'-o',
		`${ name }=${ value }`,
	] );

	for ( const folder of [
		'lists/partial',
		'cache/archives/partial',
		'packages',
	] ) {
		await mkdir( `${ work }/${ folder }`, { recursive: true } );
	}
	await writeFile(
		`${ work }/sources.list`,
		`deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${ await debianMirror() } ${ suite } main\n`
	);
	report( `reading Debian ${ suite }'s package list` );
	await run( 'apt-get', [ ...options, '-q', 'update' ], quiet );
	report( `downloading ${ names.length } Debian packages` );
	await run(
		'apt-get',
		[
			...options,
			'-q',
			'download',
			...names.map( ( name ) => `${ name }/${ suite }` ),
		],
		{
			...quiet,
			cwd: `${ work }/packages`,
		}
	);
	for ( const file of await readdir( `${ work }/packages` ) ) {
		report( `unpacking ${ file }` );
		await run( 'dpkg', [ '-x', `${ work }/packages/${ file }`, into ] );
	}
}

async function debianMirror() {
	const listed = await run(
		'apt-get',
		[ 'indextargets', '--format', '$(REPO_URI)' ],
		quiet
	);
	const mirror = listed
		.split( '\n' )
		.find( ( address ) => address.endsWith( '/debian/' ) );
	if ( ! mirror ) {
		throw new Fault( 'This machine is not set up with a Debian mirror.' );
	}
	return mirror;
}
