import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { pino } from 'pino';
import { startTimers } from './background';
import type { Config } from './config';
import { steadyClock } from './lease';
import { openLogLines } from './log-lines';
import { openOwnKeys } from './own-keys';
import { wrongOf } from './reports/wrong-declarations';
import { type Facts, openFacts } from './store/facts/facts';
import { forgetGoneSites } from './store/facts/gone-sites';
import { forgetMissing } from './store/facts/missing';
import { whenThere } from './store/store-away';
import { createAskSite, SiteFault } from './sync/ask-site';
import { builtInDatasets } from './sync/datasets';
import { startSync, type SyncNews, type SyncOrder } from './sync/follow';
import { createPace } from './sync/pace';
import { createTokens } from './tokens';

/** The worker: facts come in here, so that writing them never holds up an answer. */
export async function followSites(
	config: Config,
	port: MessagePort
): Promise< void > {
	const ownKeys = await openOwnKeys( config, Date.now );
	const { signStatement } = createTokens( {
		ownKeys,
		sites: config.sites,
		clock: Date.now,
		randomId: () => randomBytes( 16 ).toString( 'base64url' ),
	} );
	const log = pino(
		{ level: config.logLevel, name: 'sync' },
		openLogLines()
	);
	const opened = await whenThere(
		() => openFacts( config.store, 'sync', builtInDatasets ),
		( sentence ) => log.warn( sentence )
	);
	let onDutyUntil = -Infinity;
	const facts: Facts = {
		...opened,
		// After a long halt another process may have taken over, and what we know may be old.
		requireDuty() {
			if ( steadyClock() >= onDutyUntil ) {
				throw new SiteFault(
					'Another process may follow the sites now.'
				);
			}
		},
	};
	const homes = config.sites.map( ( { home } ) => home );
	const stopping = new AbortController();
	let forgetting = Promise.resolve();
	async function forget() {
		const now = { now: Date.now(), signal: stopping.signal };
		await forgetGoneSites( facts, { homes, ...now } );
		await forgetMissing( facts, now );
	}
	const stopTimers = startTimers( log, [
		[ 1000, ownKeys.reread ],
		[ 60_000, () => ( forgetting = forget() ) ],
	] );
	const pause = ( milliseconds: number, signal: AbortSignal ) =>
		sleep( milliseconds, undefined, { signal } ).catch( () => undefined );
	const tell = ( news: SyncNews ) => port.postMessage( news );
	const sync = startSync( {
		sites: homes,
		ask: createAskSite( { sign: signStatement, fetch } ),
		facts,
		clock: Date.now,
		random: Math.random,
		steadyClock: () => performance.now(),
		pause,
		rest: pause,
		createPace: () => createPace( Math.random ),
		wrongOf,
		log,
		tell,
	} );
	tell( { kind: 'begun' } );

	port.on( 'message', ( order: SyncOrder | { kind: 'stop' } ) => {
		if ( order.kind === 'ping' ) {
			sync.ping( order.site );
		} else if ( order.kind === 'on duty' ) {
			onDutyUntil = order.until;
		} else {
			void stop();
		}
	} );

	async function stop() {
		stopTimers();
		stopping.abort();
		await forgetting.catch( () => undefined );
		await sync.stop();
		await facts.close();
		port.close();
	}
}
