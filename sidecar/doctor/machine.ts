import { access, constants, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '../config';
import { sessionsFile } from '../config/store';
import { findDataFolderFault } from '../data-folder';
import {
	type AskFileSystem,
	networkFileSystemOf,
} from '../store/sqlite/file-system';
import { advice, type Finding, well, wrong } from './finding';

const newestTestedLine = 24;

export function examineNode( version: string ): Finding {
	const [ line = 0 ] = version.split( '.' ).map( Number );
	return line % 2 === 0 && line <= newestTestedLine
		? well( 'node_supported', `Node ${ version }` )
		: advice( {
				id: 'node_untested',
				what: `Node ${ version } was not tested with this version.`,
				why: 'Only the lines with long support, 22 and 24, are.',
				fix: 'Use Node 22 or 24. In cPanel: Setup Node.js App, Node.js version.',
			} );
}

/** Where the data lies, and whether the doctor may look into it without doing harm. */
export async function examineData(
	{ data, store }: Pick< Config, 'data' | 'store' >,
	program: string,
	askFileSystem?: AskFileSystem
): Promise< { mayOpen: boolean; findings: Finding[] } > {
	const folder = await stat( data ).catch( () => null );
	if ( folder === null ) {
		const missing = ( await mayMake( data ) ) ? notStarted : unwritable;
		return { mayOpen: false, findings: [ missing( data ) ] };
	}
	const owner = folder.uid;
	const own = process.getuid?.() ?? owner;
	if ( own !== owner ) {
		return { mayOpen: false, findings: [ otherUser( data, owner ) ] };
	}
	const findings = [ await examinePermissions( data, program ) ];
	if ( store.kind === 'mysql' ) {
		return { mayOpen: true, findings };
	}
	findings.push( await examineFileSystem( data, askFileSystem ) );
	const database = await stat( sessionsFile( store ) ).catch( () => null );
	if ( database === null ) {
		findings.push( notStarted( data ) );
	}
	return { mayOpen: database !== null, findings };
}

async function examinePermissions(
	data: string,
	program: string
): Promise< Finding > {
	const fault = await findDataFolderFault( data, program );
	return fault === null
		? well(
				'data_folder_private',
				`The data folder ${ data } is outside the web root, and only ${ userInfo().username } can read it.`
			)
		: wrong( {
				id: 'data_folder_open',
				what: fault,
				why: 'Whoever reads the key in it can sign in as anybody.',
				fix: 'Do as said, then change the key: node gatehouse.cjs rotate-key --leaked',
			} );
}

async function examineFileSystem(
	data: string,
	ask?: AskFileSystem
): Promise< Finding > {
	const name = await networkFileSystemOf( data, ask );
	return name === null
		? well( 'data_folder_local', 'The data folder is on a local disk.' )
		: advice( {
				id: 'data_folder_on_network',
				what: `The data folder is on a network file system (${ name }).`,
				why: 'SQLite is slower there, and several machines that write to it at once can damage the database.',
				fix: 'Set GATEHOUSE_DATA to a folder of a local disk, or GATEHOUSE_STORE to MySQL or MariaDB.',
			} );
}

/** Whether this user may write in the nearest folder above it that is there. */
async function mayMake( data: string ): Promise< boolean > {
	const above = dirname( data );
	return access( above, constants.W_OK ).then(
		() => true,
		( error: NodeJS.ErrnoException ) =>
			error.code === 'ENOENT' && above !== data && mayMake( above )
	);
}

function unwritable( data: string ): Finding {
	return wrong( {
		id: 'data_folder_unwritable',
		what: `${ userInfo().username } may not make the data folder ${ data }.`,
		why: 'The sidecar does not start without it.',
		fix: 'Set GATEHOUSE_DATA to a folder of that user, outside public_html, or leave it out. In cPanel: File Manager makes the folder; then Setup Node.js App, the pencil, Environment variables, and Restart.',
	} );
}

function notStarted( data: string ): Finding {
	return advice( {
		id: 'never_started',
		what: `There is no database in ${ data } yet.`,
		why: 'Store, keys and processes can be looked at once the sidecar has started.',
		fix: 'Start the sidecar, then run the doctor again. If it has started, GATEHOUSE_DATA is another one there.',
	} );
}

function otherUser( data: string, owner: number ): Finding {
	return wrong( {
		id: 'user_other',
		what: `The data folder ${ data } belongs to the user number ${ owner }; the doctor runs as ${ userInfo().username }.`,
		why: 'Files that it made there could not be written by the sidecar.',
		fix: `Run it as that user: sudo -u '#${ owner }' node gatehouse.cjs doctor`,
	} );
}
