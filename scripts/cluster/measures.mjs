import { wait } from '../service.mjs';

const people = 200;
const leaving = 20;
const contending = 40;
const loadSeconds = 10;

export async function load( { crowd, fleet } ) {
	await crowd.fill( people );
	await crowd.begin();
	await wait( loadSeconds * 1000 );
	await crowd.end();
	const { answers, failed, cut } = crowd.tally();
	let everywhere = 0;
	for ( const person of crowd.live() ) {
		const seen = await Promise.all(
			fleet.ports.map( ( port ) => person.read( port ) )
		);
		everywhere += seen.every( ( { status } ) => status === 200 ) ? 1 : 0;
	}
	return {
		people: crowd.live().length,
		answers,
		failed: failed + cut,
		everywhere,
	};
}

/** How long after WordPress has ended them the last sidecar serves one of them. */
export async function followEnds( { crowd, fleet } ) {
	const some = crowd.live().slice( 0, leaving );
	const waits = await Promise.all(
		some.map( async ( person ) => {
			await person.signOut();
			const ended = person.leftAt;
			let served = true;
			let last = ended;
			while ( served && Date.now() - ended < 10_000 ) {
				last = Date.now();
				const seen = await Promise.all(
					fleet.ports.map( ( port ) => person.read( port ) )
				);
				served = seen.some( ( { status } ) => status === 200 );
				await wait( 20 );
			}
			return last - ended;
		} )
	);
	return { count: some.length, slowest: Math.max( ...waits ) };
}

/** Nodes that write the same row at once: all but one of them have to try again. */
export async function contend( { crowd, fleet, galera } ) {
	const before = await conflictsOf( galera );
	const some = crowd.live().slice( 0, contending );
	let renewals = 0;
	let agreed = 0;
	for ( const person of some ) {
		const next = person.generation + 1;
		const answers = await Promise.all(
			fleet.ports.map( ( port ) => person.renew( port ) )
		);
		renewals += answers.length;
		agreed += answers.filter(
			( { status, body } ) =>
				status === 200 && JSON.parse( body ).generation === next
		).length;
	}
	return {
		renewals,
		agreed,
		conflicts: ( await conflictsOf( galera ) ) - before,
	};
}

async function conflictsOf( galera ) {
	const counts = await Promise.all(
		[ 'wsrep_local_cert_failures', 'wsrep_local_bf_aborts' ].map(
			( name ) => galera.counts( name )
		)
	);
	return counts.flat().reduce( ( sum, count ) => sum + count, 0 );
}
