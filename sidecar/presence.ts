import { hostname } from 'node:os';
import { ConfigFault } from './config';
import type { OwnKeys } from './own-keys';
import {
	deleteProcess,
	findProcesses,
	forgetProcesses,
	insertProcess,
	touchProcess,
} from './store/rows/process';
import type { ProcessRow } from './store/tables/schema';
import type { Store } from './store/store';
import type { Troubles } from './troubles';

/** This process among those that share the store. */
export type Presence = {
	readonly id: string;
	/** Says that we live. Also the write by which a store that failed is found well again. */
	tell(): Promise< void >;
	leave(): Promise< void >;
};

/** Milliseconds. */
const toldEvery = 10_000;

type PresenceParts = {
	store: Store;
	ownKeys: OwnKeys;
	troubles: Troubles;
	clock: () => number;
	id: string;
};

/** Refuses to start beside others that sign with another key: each would refuse the other's sessions. */
export async function enterStore( {
	store,
	ownKeys,
	troubles,
	clock,
	id,
}: PresenceParts ): Promise< Presence > {
	const startedAt = clock();
	let toldAt = startedAt;
	const kids = () =>
		ownKeys
			.published()
			.keys.map( ( { kid } ) => kid )
			.join( ' ' );
	const row = (): ProcessRow => ( {
		id,
		host: hostname(),
		pid: process.pid,
		kids: kids(),
		started_at: startedAt,
		seen_at: clock(),
	} );

	const elder = await store.commit( async ( writing ) => {
		await forgetProcesses( writing, clock() );
		const others = await findProcesses( writing, clock() );
		const stranger = others.find( ( one ) => ! sharesKey( one, kids() ) );
		if ( stranger === undefined ) {
			await insertProcess( writing, row() );
		}
		return stranger;
	} );
	if ( elder !== undefined ) {
		throw new ConfigFault( [ strangerSentence( elder, clock() ) ] );
	}

	return {
		id,

		async tell() {
			const now = clock();
			if ( now - toldAt < toldEvery && ! troubles.has( 'store' ) ) {
				return;
			}
			const others = await store.commit( async ( writing ) => {
				await forgetProcesses( writing, now );
				if ( ! ( await touchProcess( writing, row() ) ) ) {
					await insertProcess( writing, row() );
				}
				return findProcesses( writing, now );
			} );
			toldAt = now;
			const stranger = others.find(
				( one ) => one.id !== id && ! sharesKey( one, kids() )
			);
			if ( stranger === undefined ) {
				troubles.end( 'own_keys' );
			} else {
				troubles.begin( 'own_keys_differ', {
					reason: strangerSentence( stranger, now ),
				} );
			}
		},

		leave: () =>
			store.commit( ( writing ) => deleteProcess( writing, id ) ),
	};
}

/** Each takes what the other has signed. */
export function sharesKey( row: ProcessRow, kids: string ): boolean {
	const own = kids.split( ' ' );
	return row.kids.split( ' ' ).some( ( kid ) => own.includes( kid ) );
}

function strangerSentence(
	{ host, pid, seen_at }: ProcessRow,
	now: number
): string {
	const seconds = Math.max( 0, Math.round( ( now - seen_at ) / 1000 ) );
	return `Process ${ pid } on ${ host }, seen ${ seconds } seconds ago, works on the same store with another key. Give both the same key.json or GATEHOUSE_PRIVATE_KEY, or this one a store of its own; if that process is gone, try again in half a minute.`;
}
