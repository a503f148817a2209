import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { succeeds } from '../command.mjs';
import { installDependencies, modernNode } from '../dependencies.mjs';
import { runScript } from '../fault.mjs';
import { requirePackages } from '../server-packages.mjs';

/**
 * Runs a script that starts servers: with the packages it needs, on a Node that has SQLite, in
 * a folder of its own, all of which is gone afterwards. It works from a clone where nothing is
 * installed, so what `load` imports may need npm packages.
 *
 * @param {{ file: string, missing: () => Promise< string[] > | string[], load: () => Promise< ( folder: string, hold: ( place: { close: () => Promise< void > } ) => void ) => Promise< number > > }} script
 *        `hold` is told of what is to be closed, whatever happens.
 */
export function runOnServers( { file, missing, load } ) {
	return runScript( async () => {
		await requirePackages( await missing(), 'This run' );
		await installDependencies();
		if ( modernNode() !== process.execPath ) {
			const args = [ '--disable-warning=ExperimentalWarning', file ];
			return ( await succeeds(
				modernNode(),
				[ ...args, ...process.argv.slice( 2 ) ],
				{ passThrough: true }
			) )
				? 0
				: 1;
		}
		return inFolder( await load() );
	} );
}

async function inFolder( work ) {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-faults-' ) );
	// A server that runs as another user must reach its own folder in it.
	await chmod( folder, 0o711 );
	let held = null;
	const clear = async () => {
		await held?.close();
		await rm( folder, { recursive: true, force: true } );
	};
	for ( const signal of [ 'SIGINT', 'SIGTERM' ] ) {
		process.once( signal, () =>
			clear().finally( () => process.exit( 130 ) )
		);
	}
	try {
		return await work( folder, ( place ) => {
			held = place;
		} );
	} finally {
		await clear();
	}
}
