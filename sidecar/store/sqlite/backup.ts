import { chmod, open, rename, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';

/** Milliseconds to wait for a writer; readers and writers go on meanwhile. */
const patience = 10_000;

/** Copies a database as it is at one moment, while others write to it; answers the size in bytes. */
export async function copyDatabase(
	from: string,
	to: string
): Promise< number > {
	const part = `${ to }.part`;
	await rm( part, { force: true } );
	const source = new DatabaseSync( from, {
		readOnly: true,
		timeout: patience,
	} );
	try {
		source.prepare( 'vacuum into ?' ).run( part );
	} finally {
		source.close();
	}
	requireSound( part );
	await chmod( part, 0o600 );
	const file = await open( part, 'r+' );
	await file.sync();
	const { size } = await file.stat();
	await file.close();
	await rename( part, to );
	return size;
}

function requireSound( file: string ): void {
	const copy = new DatabaseSync( file, { readOnly: true } );
	try {
		const [ first ] = copy.prepare( 'pragma integrity_check( 1 )' ).all();
		if ( first?.integrity_check !== 'ok' ) {
			throw new Error(
				`${ file } is damaged, as is what it was copied from: ${ String( first?.integrity_check ) }`
			);
		}
	} finally {
		copy.close();
	}
}
