import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSidecar } from '../bundle.mjs';
import { runScript } from '../fault.mjs';
import { groups } from '../faults/groups.mjs';
import { openOnGalera } from '../faults/on-galera.mjs';
import { legend, missedBy, print, seconds } from '../faults/table.mjs';
import { tryFault } from '../faults/trial.mjs';
import { say, step } from '../terminal.mjs';
import { contend, followEnds, load } from './measures.mjs';

let place = null;

await runScript( async () => {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-cluster-' ) );
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
	try {
		await bundleSidecar();
		place = await step(
			'Starting three Galera nodes, three sidecars and haproxy',
			() => openOnGalera( folder )
		);
		const loaded = await step(
			'Renewing and reading, through any sidecar',
			() => load( place )
		);
		const followed = await step( 'Signing people out', () =>
			followEnds( place )
		);
		const contended = await step(
			'Renewing at three sidecars at once',
			() => contend( place )
		);
		const [ make ] = groups.find(
			( { store } ) => store === 'Galera'
		).faults;
		const fault = make( place );
		const row = await step( fault.name, () => tryFault( place, fault ) );
		return tell( loaded, followed, contended, { ...row, store: 'Galera' } );
	} finally {
		await clear();
	}
} );

function tell( loaded, followed, contended, row ) {
	const results = [
		[
			'people signed in through haproxy, each at whichever sidecar',
			loaded.people,
		],
		[
			'answers in ten seconds; of them 5xx or cut',
			`${ loaded.answers }; ${ loaded.failed }`,
			loaded.failed === 0,
		],
		[
			'sessions that were served by all three sidecars',
			`${ loaded.everywhere } of ${ loaded.people }`,
			loaded.everywhere === loaded.people,
		],
		[
			'sign-outs that WordPress told to one sidecar; the last was followed by all after',
			`${ followed.count }; ${ seconds( followed.slowest ) } s`,
			followed.slowest <= 1000,
		],
		[
			'renewals of one token at three sidecars at once; answered with one new generation',
			`${ contended.renewals }; ${ contended.agreed }`,
			contended.agreed === contended.renewals,
		],
		[
			'conflicts between nodes meanwhile (certification failures and brute-force aborts)',
			contended.conflicts,
			contended.conflicts > 0,
		],
	];
	say();
	for ( const [ what, found, isMet = true ] of results ) {
		say( `${ isMet ? '      ' : 'MISSED' } ${ what }: ${ found }` );
	}
	say();
	print( [ row ] );
	say();
	legend.forEach( ( line ) => say( line ) );
	const missed = missedBy( row );
	missed.forEach( ( what ) => say( `MISSED ${ row.name }: ${ what }` ) );
	return missed.length === 0 &&
		results.every( ( [ , , isMet = true ] ) => isMet )
		? 0
		: 1;
}
