import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ConfigFault } from './config';

/** What hosts call the folder whose files their web server hands out. */
const servedNames = [ 'public_html', 'htdocs', 'httpdocs', 'wwwroot', 'html' ];

/** Lies in the root of every WordPress, and wp-config.php not always. */
const wordPressFile = 'wp-load.php';

/** Makes the folder for its owner alone; refuses one that visitors or other users can read. */
export async function requireDataFolder(
	data: string,
	program: string
): Promise< void > {
	const fault = await findDataFolderFault( data, program );
	if ( fault !== null ) {
		throw new ConfigFault( [ fault ] );
	}
	try {
		await mkdir( data, { recursive: true, mode: 0o700 } );
		await access( data, constants.W_OK | constants.X_OK );
	} catch ( error ) {
		const reason = error instanceof Error ? error.message : String( error );
		throw new ConfigFault( [
			`${ ownName() } may not write in the data folder ${ data } (${ reason }). Give that user the folder, or set GATEHOUSE_DATA to one outside the web root that it may write.`,
		] );
	}
}

/** A user without an entry in the list of users has a number only. */
function ownName(): string {
	try {
		return `The user ${ userInfo().username }`;
	} catch {
		return `The user number ${ process.getuid?.() ?? 'unknown' }`;
	}
}

/** What is wrong with the folder and how to put it right; null when nothing is. `program` is the program's own folder. */
export async function findDataFolderFault(
	data: string,
	program: string
): Promise< string | null > {
	const served = await findServedFolder( data, program );
	if ( served !== null ) {
		return `The data folder ${ data } lies inside ${ served }, whose files the web server hands out: anybody could download sessions and keys. Set GATEHOUSE_DATA to a folder outside it, such as ${ join( dirname( served ), 'gatehouse-data' ) }`;
	}
	const mode = await modeOf( data );
	return mode !== null && ( mode & 0o077 ) !== 0
		? `The data folder ${ data } is open to other users of this machine (its permissions are ${ ( mode & 0o777 ).toString( 8 ) }). Run: chmod 700 "${ data }" (in cPanel: File Manager, Permissions, 700)`
		: null;
}

/** The path as it is written counts too: a link inside the web root leads visitors along. */
async function findServedFolder(
	data: string,
	program: string
): Promise< string | null > {
	const ancestors = [
		...ancestorsOf( await realpathOf( data ) ),
		...ancestorsOf( data ),
	];
	for ( const folder of ancestors ) {
		if (
			servedNames.includes( basename( folder ) ) ||
			// Passenger hands this one out before it asks the program.
			folder === join( program, 'public' ) ||
			( await exists( join( folder, wordPressFile ) ) )
		) {
			return folder;
		}
	}
	return null;
}

function ancestorsOf( folder: string ): string[] {
	const parent = dirname( folder );
	return parent === folder ? [] : [ folder, ...ancestorsOf( parent ) ];
}

/** Also of a folder that is still to be made. */
async function realpathOf( folder: string ): Promise< string > {
	try {
		return await realpath( folder );
	} catch {
		const parent = dirname( folder );
		return parent === folder
			? folder
			: join( await realpathOf( parent ), basename( folder ) );
	}
}

async function modeOf( folder: string ): Promise< number | null > {
	if ( process.platform === 'win32' || ! ( await exists( folder ) ) ) {
		return null;
	}
	return ( await stat( folder ) ).mode;
}

function exists( file: string ): Promise< boolean > {
	return access( file ).then(
		() => true,
		() => false
	);
}
