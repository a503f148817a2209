import { statSync } from 'node:fs';

/** SQLite's SQLITE_READONLY_DBMOVED: what it says itself, but not in WAL mode. */
export const movedCode = 1032;

export class MovedFile extends Error {
	readonly errcode = movedCode;

	constructor( file: string ) {
		super( `${ file } was deleted or replaced while in use` );
	}
}

/**
 * SQLite goes on writing to a file that was deleted, and all of it would be lost. The returned
 * function refuses once the database, or its log, is no longer the file that was opened.
 */
export function watchPlace( file: string ): () => void {
	const known = new Map< string, number >();
	return () => {
		for ( const path of [ file, `${ file }-wal` ] ) {
			const inode = statSync( path, { throwIfNoEntry: false } )?.ino;
			const before = known.get( path );
			if ( before !== undefined && inode !== before ) {
				throw new MovedFile( path );
			}
			if ( inode !== undefined ) {
				known.set( path, inode );
			}
		}
	};
}
