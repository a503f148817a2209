import type { Config } from '../config';
import { sharesKey } from '../presence';
import type { ProcessRow } from '../store/tables/schema';
import type { Store } from '../store/store';
import { advice, type Finding, well, wrong } from './finding';

const commits = 50;

/** Milliseconds of a durable write: what a person waits for at sign-in and renewal. */
const slow = { median: 50, worst: 500 };

/** What GATEHOUSE_STORE leads to. */
export function examineServer( { server }: Store ): Finding[] {
	if ( server === null ) {
		return [];
	}
	const { name, isGalera, isDurable } = server;
	return [
		well(
			'store_server',
			`Sessions and facts are in ${ name }${ isGalera ? ', a Galera cluster' : '' }.`
		),
		...( isDurable
			? []
			: [
					advice( {
						id: 'store_forgetful',
						what: 'The database server has innodb_flush_log_at_trx_commit other than 1.',
						why: 'When its machine stops it may lose the last second: who was signed out in it is signed in again.',
						fix: 'Set innodb_flush_log_at_trx_commit=1 in its configuration; in a Galera cluster, whose other nodes keep the second, it may stay. On a shared host ask its support.',
					} ),
				] ),
	];
}

/** Durable writes into the store itself, beside whatever else it is doing. */
export async function examineWrites(
	store: Store,
	now: number
): Promise< Finding > {
	const took: number[] = [];
	for ( let i = 0; i < commits; i++ ) {
		const started = performance.now();
		await store.commit( ( writing ) =>
			writing
				.insertInto( 'used_statements' )
				.values( { site: 'doctor', id: `${ now }-${ i }`, at: now } )
				.execute()
		);
		took.push( performance.now() - started );
	}
	await store.commit( ( writing ) =>
		writing
			.deleteFrom( 'used_statements' )
			.where( 'site', '=', 'doctor' )
			.execute()
	);
	const [ median, worst ] = [ 0.5, 0.99 ].map( ( part ) =>
		percentile( took, part )
	);
	return latencyFinding( median ?? 0, worst ?? 0 );
}

function latencyFinding( median: number, worst: number ): Finding {
	const what = `A write that is safe on disk takes ${ median.toFixed( 1 ) } ms (median of ${ commits }), ${ worst.toFixed( 1 ) } ms at the worst (99 of 100).`;
	return median <= slow.median && worst <= slow.worst
		? well( 'store_fast', what )
		: advice( {
				id: 'store_slow',
				what,
				why: 'Sign-ins and renewals wait for it; beyond two seconds they are put off.',
				fix: 'Put GATEHOUSE_DATA on another disk, or use the database server of WordPress (GATEHOUSE_STORE). On a shared host ask its support about slow disks.',
			} );
}

export function percentile( values: number[], part: number ): number {
	const sorted = [ ...values ].sort( ( a, b ) => a - b );
	return sorted[ Math.ceil( sorted.length * part ) - 1 ] ?? 0;
}

export function examineProcesses(
	rows: readonly ProcessRow[],
	config: Config,
	ownKids: string[]
): Finding[] {
	if ( rows.length === 0 ) {
		return [
			wrong( {
				id: 'no_process',
				what: 'No sidecar has been at work on this store in the last half minute.',
				why: 'Nobody can sign in to the reports.',
				fix: `Start it: node gatehouse.cjs (cPanel: Setup Node.js App, Start App; it also starts with the first visit). If it runs, its GATEHOUSE_DATA is not ${ config.data }`,
			} ),
		];
	}
	const strangers = rows.filter(
		( row ) => ! sharesKey( row, ownKids.join( ' ' ) )
	);
	return [
		well(
			'processes_seen',
			`At work: ${ rows.map( named ).join( ', ' ) }`
		),
		...strangers.map( ( row ) =>
			wrong( {
				id: 'own_keys_differ',
				what: `The ${ named( row ) } signs with another key than the one that is set here.`,
				why: 'Each refuses the sessions of the other.',
				fix: 'Give every process the same key.json or GATEHOUSE_PRIVATE_KEY, and restart them all.',
			} )
		),
	];
}

export function named( { pid, host }: ProcessRow ): string {
	return `process ${ pid } on ${ host }`;
}
