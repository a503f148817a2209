import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { createActivity } from './activity';
import { assets } from './assets';
import { closeServer, startTimers, stopWorker } from './background';
import type { Config } from './config';
import { requireDataFolder } from './data-folder';
import { createApp } from './http/app';
import { createSiteKeys } from './keys';
import { createNotices } from './notices';
import { openOwnKeys } from './own-keys';
import { enterStore } from './presence';
import { createPrivacy } from './privacy';
import { createReports } from './reports/reports';
import { createSiteDays } from './reports/site-days';
import { createRevocations } from './revocations';
import { createSessions } from './sessions';
import { createSignedIn } from './signed-in';
import { watchSiteClock } from './site-clock';
import { createStatePull } from './states';
import { openFacts } from './store/facts';
import { networkFileSystemOf } from './store/file-system';
import { openSiteOrigins } from './store/site-origins';
import { openStore } from './store/store';
import { watchStore } from './store/store-trouble';
import { sweep } from './store/sweep';
import { createAskSite } from './sync/ask-site';
import { createPeople } from './sync/people';
import { builtInDatasets } from './sync/datasets';
import type { SyncNews } from './sync/follow';
import { createTokens } from './tokens';
import { createTroubles } from './troubles';

export type Gatehouse = {
	readonly server: Server;
	close(): Promise< void >;
};

/** Milliseconds. */
const every = {
	revocations: 500,
	ownKeys: 500,
	states: 5000,
	lastSeen: 60_000,
	presence: 1000,
	activity: 1000,
	sweep: 60_000,
	storedKeys: 1000,
	siteKeys: 60 * 60_000,
	rotatingKeys: 60_000,
};
const longestFirstPull = 2000;

/** Puts all parts together. `workerFile` is this program, which knows the worker's part too. */
export async function openGatehouse(
	config: Config,
	{ workerFile, log }: { workerFile: string; log: Logger }
): Promise< Gatehouse > {
	await requireDataFolder( config.data, dirname( workerFile ) );
	await warnOfNetwork( config.data, log );
	const clock = Date.now;
	const randomId = () => randomBytes( 16 ).toString( 'base64url' );
	const { sites } = config;
	const homes = sites.map( ( { home } ) => home );

	const ownKeys = await openOwnKeys( config, clock );
	const troubles = createTroubles( { clock, log } );
	const store = watchStore( await openStore( config.data ), troubles );
	const presence = await enterStore( {
		store,
		ownKeys,
		troubles,
		clock,
		id: randomId(),
	} );
	const revocations = createRevocations( store, clock );
	await revocations.reread();
	const sessions = createSessions( {
		store,
		revocations,
		clock,
		randomId,
		log,
	} );
	const activity = createActivity( { store, clock, log } );
	const signedIn = createSignedIn( { store, clock } );
	const tokens = createTokens( { ownKeys, sites, clock, randomId } );
	const siteKeys = await createSiteKeys( {
		store,
		sites,
		fetch,
		troubles,
		clock,
		log,
	} );
	const siteOrigins = await openSiteOrigins( store, sites );

	const ask = createAskSite( {
		sign: tokens.signStatement,
		fetch,
		heard: watchSiteClock( troubles ),
	} );
	const facts = await openFacts(
		join( config.data, 'facts.sqlite' ),
		builtInDatasets
	);
	const people = createPeople( { ask, clock, log } );
	const reports = createReports( {
		facts,
		people,
		clock,
	} );
	const worker = new Worker( workerFile, { workerData: config } );
	worker.on( 'message', ( news: SyncNews ) => {
		const { site } = news;
		if ( news.kind === 'failed' ) {
			troubles.begin( 'facts_failing', { site, reason: news.reason } );
			return;
		}
		troubles.end( 'facts', site );
		reports.changed( site );
	} );

	const app = createApp( {
		config,
		activity,
		notices: createNotices( store ),
		privacy: createPrivacy( { store, clock } ),
		people,
		siteDays: createSiteDays( facts ),
		sessions,
		signedIn,
		revocations,
		tokens,
		ownKeys,
		siteKeys,
		siteOrigins,
		reports,
		assets,
		ping: ( site ) => worker.postMessage( { kind: 'ping', site } ),
		troubles,
		clock,
		randomId,
		log,
	} );

	const states = createStatePull( {
		sites: homes,
		ask,
		sessions,
		troubles,
		clock,
	} );
	const stopTimers = startTimers( log, [
		[ every.revocations, revocations.reread ],
		[ every.states, states.pull ],
		[ every.lastSeen, signedIn.write ],
		[ every.activity, activity.write ],
		[ every.presence, presence.tell ],
		[ every.sweep, () => sweep( store, clock(), config.activityDays ) ],
		[ every.ownKeys, ownKeys.reread ],
		[ every.storedKeys, siteKeys.reread ],
		[ every.siteKeys, siteKeys.refresh ],
		[ every.rotatingKeys, siteKeys.refreshRotating ],
	] );
	void siteKeys.refresh();
	// A sign-out that happened while we were away counts before the first answer.
	await Promise.race( [ states.pull(), sleep( longestFirstPull ) ] );

	const server = createServer( app );
	return {
		server,
		async close() {
			stopTimers();
			await closeServer( server );
			await stopWorker( worker );
			for ( const handOver of [
				signedIn.write,
				activity.write,
				presence.leave,
			] ) {
				await handOver().catch( ( error: unknown ) =>
					log.error( { err: error }, 'not written before the end' )
				);
			}
			await facts.close();
			await store.close();
		},
	};
}

async function warnOfNetwork( folder: string, log: Logger ): Promise< void > {
	const name = await networkFileSystemOf( folder );
	if ( name !== null ) {
		log.warn(
			{ folder, fileSystem: name },
			'the data folder is on a network file system: the databases go without WAL and are slower; run one machine on it, or set GATEHOUSE_STORE to MySQL or MariaDB'
		);
	}
}
