import { join } from 'node:path';
import { bundleSidecar } from '../bundle.mjs';
import { Fault } from '../fault.mjs';
import { say, step } from '../terminal.mjs';
import { groups } from './groups.mjs';
import { isTooSlow, measureSignIns, printSignIns } from './sign-ins.mjs';
import { legend, missedBy, print } from './table.mjs';
import { tryFault } from './trial.mjs';

/** Every fault of a store, or of all; prints what came of each, and answers with an exit code. */
export async function tryAll( { wanted, folder, hold } ) {
	const started = Date.now();
	const some = groups.filter(
		( { store } ) => wanted === undefined || wanted === store
	);
	if ( some.length === 0 ) {
		throw new Fault(
			`There is no store "${ wanted }"; choose one of: ${ groups.map( ( { store } ) => store ).join( '; ' ) }.`
		);
	}
	await bundleSidecar();
	const rows = [];
	const signIns = [];
	for ( const group of some ) {
		const place = await openGroup( group, folder );
		hold( place );
		rows.push( ...( await tryGroup( place, group ) ) );
		if ( group.hasSignIns ) {
			signIns.push(
				...( await step( 'Signing in to WordPress', () =>
					measureSignIns( place )
				) )
			);
		}
		await place.close();
	}
	const missed = tellRows( rows );
	if ( signIns.length > 0 ) {
		say();
		printSignIns( signIns );
		missed.push(
			...signIns
				.filter( ( round ) => isTooSlow( round, signIns ) )
				.map(
					( { name } ) =>
						`signing in with the sidecar ${ name }: slower by more than a second`
				)
		);
	}
	missed.forEach( ( line ) => say( `MISSED ${ line }` ) );
	say( `${ Math.round( ( Date.now() - started ) / 1000 ) } s` );
	return missed.length > 0 ? 1 : 0;
}

function openGroup( { store, open }, folder ) {
	return step( `Starting what runs on ${ store }`, () =>
		open( join( folder, store.replace( /\W+/g, '-' ) ) )
	);
}

export async function tryGroup( place, { store, faults } ) {
	const rows = [];
	for ( const make of faults ) {
		const fault = make( place );
		if ( fault.leftOut ) {
			say( `  ${ fault.leftOut }` );
			continue;
		}
		const row = await step( fault.name, () => tryFault( place, fault ) );
		rows.push( { ...row, store } );
	}
	return rows;
}

/** Prints a table; answers with what its rows miss. */
export function tellRows( rows ) {
	say();
	print( rows );
	say();
	legend.forEach( ( line ) => say( line ) );
	return rows.flatMap( ( row ) =>
		missedBy( row ).map(
			( what ) => `${ row.name }, ${ row.store }: ${ what }`
		)
	);
}
