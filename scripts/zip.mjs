import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Unpacks an archive that holds one folder, and puts that folder's contents at `into`.
 * The library comes with the npm packages, so it is asked for only when they are there.
 */
export async function unzipFolder( archive, into ) {
	const { default: Zip } = await import( 'adm-zip' );
	const part = `${ into }.part`;
	await rm( part, { recursive: true, force: true } );
	await mkdir( part, { recursive: true } );
	const zip = new Zip( archive );
	const folder = zip.getEntries()[ 0 ].entryName.split( '/' )[ 0 ];
	zip.extractAllTo( part, true );
	await rm( into, { recursive: true, force: true } );
	await rename( join( part, folder ), into );
	await rm( part, { recursive: true, force: true } );
}

/** Packs folders and files: `entries` are pairs of the path on disk and the path in the archive. */
export async function zipFiles( entries, archive ) {
	const { default: Zip } = await import( 'adm-zip' );
	const zip = new Zip();
	for ( const [ file, name ] of entries ) {
		zip.addLocalFile(
			file,
			name.split( '/' ).slice( 0, -1 ).join( '/' ),
			name.split( '/' ).pop()
		);
	}
	await zip.writeZipPromise( archive, { overwrite: true } );
}
