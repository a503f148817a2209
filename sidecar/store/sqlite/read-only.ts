import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { resultCodeOf } from './fault';

/** SQLite's SQLITE_READONLY. */
const readOnlyCode = 8;

/** SQLITE_IOERR and SQLITE_CANTOPEN: all it says of a file that became read-only while open. */
const vagueCodes = [ 10, 14 ];

export class ReadOnlyFile extends Error {
	readonly errcode = readOnlyCode;

	constructor( path: string, cause: unknown ) {
		super( `${ path } may not be written`, { cause } );
	}
}

/** The same error, or what it comes from: nobody may write to the database, its log or their folder. */
export function explainReadOnly( file: string, error: unknown ): unknown {
	const code = ( resultCodeOf( error ) ?? 0 ) & 0xff;
	if ( ! vagueCodes.includes( code ) ) {
		return error;
	}
	const shut = [ file, `${ file }-wal`, dirname( file ) ].find(
		( path ) => existsSync( path ) && ! isWritable( path )
	);
	return shut === undefined ? error : new ReadOnlyFile( shut, error );
}

function isWritable( path: string ): boolean {
	try {
		accessSync( path, constants.W_OK );
		return true;
	} catch {
		return false;
	}
}
