import { bundleSidecar } from '../bundle.mjs';
import { groups } from '../faults/groups.mjs';
import { seconds } from '../faults/table.mjs';
import { tellRows, tryGroup } from '../faults/try-all.mjs';
import { say, step } from '../terminal.mjs';
import { contend, followEnds, load } from './measures.mjs';

const group = groups.find( ( { store } ) => store.startsWith( 'Galera' ) );

/** What a cluster does under load and under faults; answers with an exit code. */
export async function tryCluster( folder, hold ) {
	await bundleSidecar();
	const place = await step(
		'Starting three Galera nodes, a Redis Cluster, three sidecars and haproxy',
		() => group.open( folder )
	);
	hold( place );
	const loaded = await step(
		'Renewing and reading, through any sidecar',
		() => load( place )
	);
	const followed = await step( 'Signing people out', () =>
		followEnds( place )
	);
	const contended = await step( 'Renewing at three sidecars at once', () =>
		contend( place )
	);
	return tell( loaded, followed, contended, await tryGroup( place, group ) );
}

function tell( loaded, followed, contended, rows ) {
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
	const missed = tellRows( rows );
	missed.forEach( ( line ) => say( `MISSED ${ line }` ) );
	return missed.length === 0 &&
		results.every( ( [ , , isMet = true ] ) => isMet )
		? 0
		: 1;
}
