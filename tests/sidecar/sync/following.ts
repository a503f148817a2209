import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrongOf } from '../../../sidecar/reports/wrong-declarations';
import { type Facts, openFacts } from '../../../sidecar/store/facts/facts';
import { createAskSite } from '../../../sidecar/sync/ask-site';
import { builtInDatasets } from '../../../sidecar/sync/datasets';
import { startSync, type SyncNews } from '../../../sidecar/sync/follow';
import type { Pace } from '../../../sidecar/sync/pace';
import { createStoreFor, dropStoreOf, storeIn } from '../test-store';

export type Following = {
	/** Resolves when the next round is over, well or badly; with how long it then waits. */
	idle(): Promise< number >;
	/** The next poll comes now. */
	poll(): Promise< number >;
	ping( site: string ): Promise< number >;
	/** A ping, and no wait for what it does. */
	announce( site: string ): void;
	stop(): Promise< void >;
	news: SyncNews[];
	/** Milliseconds between pages. */
	rests: number[];
	/** Called in each of these rests, which lasts as long as it does. */
	onRest: ( signal: AbortSignal ) => Promise< void > | void;
	/** What the log warned of. */
	warnings: string[];
};

export type TestClock = {
	/** Milliseconds since 1970. */
	now: number;
	/** Milliseconds; without it they pass. */
	steady?: number;
};

/** The ordinary synchronisation, but the test says when its waits end. */
export function startFollowing(
	home: string,
	facts: Facts,
	clock: TestClock,
	pace: Pace = { rows: () => 2000, rest: () => 0 },
	random: () => number = () => 1
): Following {
	const waits: number[] = [];
	const rests: number[] = [];
	const warnings: string[] = [];
	let settle: ( wait: number ) => void = ( wait ) => waits.push( wait );
	let endPause = () => {};
	const news: SyncNews[] = [];
	const sync = startSync( {
		sites: [ home ],
		ask: createAskSite( {
			sign: async ( _site, _type, claims ) => JSON.stringify( claims ),
			fetch,
		} ),
		facts,
		clock: () => clock.now,
		random,
		steadyClock: () => clock.steady ?? performance.now(),
		async rest( milliseconds, signal ) {
			rests.push( milliseconds );
			await following.onRest( signal );
		},
		createPace: () => pace,
		pause: ( milliseconds, signal ) =>
			new Promise( ( resolve ) => {
				endPause = resolve;
				signal.addEventListener( 'abort', () => resolve() );
				if ( signal.aborted ) {
					resolve();
				}
				settle( milliseconds );
			} ),
		wrongOf,
		log: {
			info: () => undefined,
			warn: ( _about, message ) => warnings.push( message ),
		},
		tell: ( one ) => news.push( one ),
	} );
	const idle = () =>
		new Promise< number >( ( resolve ) => {
			const wait = waits.shift();
			if ( wait !== undefined ) {
				resolve( wait );
				return;
			}
			settle = ( next ) => {
				settle = ( later ) => waits.push( later );
				resolve( next );
			};
		} );
	const following: Following = {
		idle,
		poll: () => {
			const over = idle();
			endPause();
			return over;
		},
		ping: ( site ) => {
			const over = idle();
			sync.ping( site );
			return over;
		},
		announce: ( site ) => sync.ping( site ),
		stop: () => sync.stop(),
		news,
		rests,
		onRest: () => undefined,
		warnings,
	};
	return following;
}

/** A store of its own; closing it removes it. */
export async function openTestFacts(): Promise< Facts & { file: string } > {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-facts-' ) );
	const file = join( folder, 'facts.sqlite' );
	await createStoreFor( folder );
	const facts = await openFacts( storeIn( folder ), 'sync', builtInDatasets );
	return {
		...facts,
		file,
		async close() {
			await facts.close();
			await rm( folder, { recursive: true } );
			await dropStoreOf( folder );
		},
	};
}
