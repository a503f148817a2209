import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, run } from '../../scripts/command.mjs';
import { dist } from '../../scripts/places.mjs';

/** Unpacks the sidecar's archive as a person does, and gives its folder. */
export async function unpackSidecar( into: string ): Promise< string > {
	const archive = ( await readdir( dist ) ).find( ( name ) =>
		/^gatehouse-sidecar-.*\.zip$/.test( name )
	);
	await run( findProgram( 'unzip' ) ?? 'unzip', [
		'-q',
		join( dist, archive ?? '' ),
		'-d',
		into,
	] );
	return join( into, 'gatehouse-sidecar' );
}

export function makeFolder( name: string ): Promise< string > {
	return mkdtemp( join( tmpdir(), `gatehouse-${ name }-` ) );
}
