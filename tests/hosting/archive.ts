import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, run } from '../../scripts/command.mjs';
import { dist } from '../../scripts/places.mjs';

/** Where the release left the plugin, or the sidecar. */
export async function findArchive(
	part: 'gatehouse' | 'gatehouse-sidecar'
): Promise< string > {
	const pattern = new RegExp( `^${ part }-\\d.*\\.zip$` );
	const name = ( await readdir( dist ) ).find( ( file ) =>
		pattern.test( file )
	);
	return join( dist, name ?? '' );
}

/** Unpacks the sidecar's archive as a person does, and gives its folder. */
export async function unpackSidecar( into: string ): Promise< string > {
	await run( findProgram( 'unzip' ) ?? 'unzip', [
		'-q',
		await findArchive( 'gatehouse-sidecar' ),
		'-d',
		into,
	] );
	return join( into, 'gatehouse-sidecar' );
}

export function makeFolder( name: string ): Promise< string > {
	return mkdtemp( join( tmpdir(), `gatehouse-${ name }-` ) );
}
