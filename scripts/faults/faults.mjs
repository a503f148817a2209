import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSidecar } from '../bundle.mjs';
import { runScript } from '../fault.mjs';
import { say, step } from '../terminal.mjs';
import { groups } from './groups.mjs';
import { legend, missedBy, print } from './table.mjs';
import { tryFault } from './trial.mjs';

/** A store, or nothing for all of them. */
const [ , , wanted ] = process.argv;
let place = null;

await runScript( async () => {
	const started = Date.now();
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-faults-' ) );
	// A server that runs as another user must reach its own folder in it.
	await chmod( folder, 0o711 );
	const clear = async () => {
		await place?.close();
		await rm( folder, { recursive: true, force: true } );
	};
	for ( const signal of [ 'SIGINT', 'SIGTERM' ] ) {
		process.once( signal, () =>
			clear().finally( () => process.exit( 130 ) )
		);
	}
	const rows = [];
	try {
		await bundleSidecar();
		for ( const group of groups ) {
			if ( wanted === undefined || wanted === group.store ) {
				rows.push( ...( await runGroup( group, folder ) ) );
			}
		}
	} finally {
		await clear();
	}
	say();
	print( rows );
	say();
	legend.forEach( ( line ) => say( line ) );
	const missed = rows.flatMap( ( row ) =>
		missedBy( row ).map(
			( what ) => `${ row.name }, ${ row.store }: ${ what }`
		)
	);
	missed.forEach( ( line ) => say( `MISSED ${ line }` ) );
	say( `${ Math.round( ( Date.now() - started ) / 1000 ) } s` );
	return missed.length > 0 || rows.length === 0 ? 1 : 0;
} );

async function runGroup( { store, open, faults }, folder ) {
	const rows = [];
	place = await step( `Starting three sidecars on ${ store }`, () =>
		open( join( folder, store.replace( /\W+/g, '-' ) ) )
	);
	for ( const make of faults ) {
		const fault = make( place );
		if ( fault ) {
			const row = await step( fault.name, () =>
				tryFault( place, fault )
			);
			rows.push( { ...row, store } );
		} else {
			say( '  A disk of its own is left out: only root may mount one.' );
		}
	}
	await place.close();
	place = null;
	return rows;
}
