import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createActivity } from './activity';
import { createAskingSites } from './asking-sites';
import { assets } from './assets';
import { closeServer } from './background';
import type { Config } from './config';
import { requireDataFolder } from './data-folder';
import { openCounting } from './counting';
import { createApp } from './http/app';
import { createSiteKeys } from './keys';
import { steadyClock } from './lease';
import { createMetrics } from './metrics';
import { createNotices } from './notices';
import { openOwnKeys } from './own-keys';
import { createPrinting } from './printing';
import { createPrivacy } from './privacy';
import { activitySources } from './reports/activity-source';
import { createEditions } from './reports/editions';
import { createReports } from './reports/reports';
import { createSiteDays } from './reports/site-days';
import { findLogo } from './store/facts/logos';
import { createRevocations } from './revocations';
import { startSchedule } from './schedule';
import { createSessions } from './sessions';
import { createSignedIn } from './signed-in';
import { watchSiteClock } from './site-clock';
import { warnOfNetwork } from './start-warnings';
import { findSyncAges } from './store/facts/sites';
import { openSiteOrigins } from './store/rows/site-origins';
import { sweep } from './store/sweep';
import { openStores } from './stores';
import { createStrangers } from './strangers';
import { createAskSite } from './sync/ask-site';
import { createPeople } from './sync/people';
import { createSyncDesk } from './sync-desk';
import { createTokens } from './tokens';
import { createViews } from './views';
import { createTroubles } from './troubles';
import { startPrinting } from './workers';

export type Gatehouse = {
	close(): Promise< void >;
};

/** Milliseconds. */
const longestFirstPull = 2000;

export type Opening = {
	server: Server;
	folder: string;
	isUnderPassenger: boolean;
	log: Logger;
};

/** Puts all parts together, and behind the server. `folder` is where the program is. */
export async function openGatehouse(
	config: Config,
	{ server, folder, isUnderPassenger, log }: Opening
): Promise< Gatehouse > {
	await requireDataFolder( config.data, folder );
	await warnOfNetwork( config.store, log );
	const clock = Date.now;
	const randomId = () => randomBytes( 16 ).toString( 'base64url' );
	const { sites } = config;
	const homes = sites.map( ( { home } ) => home );

	const ownKeys = await openOwnKeys( config, clock );
	const troubles = createTroubles( { clock, log } );
	const metrics =
		config.metricsToken === null
			? null
			: createMetrics( {
					syncAges: () => findSyncAges( facts, clock() ),
					troubles: () => homes.flatMap( troubles.of ),
				} );
	const stores = await openStores( config, {
		ownKeys,
		troubles,
		id: randomId(),
		committed: metrics?.observeCommit,
		clock,
		log,
	} );
	const { store, presence, facts, redis } = stores;
	const revocations = createRevocations(
		store,
		clock,
		metrics?.observeRevocation,
		() => redis?.tell( 'revocations' )
	);
	await revocations.reread();
	const sessions = createSessions( {
		store,
		revocations,
		clock,
		randomId,
		log,
	} );
	const activity = createActivity( { store, clock, log } );
	const siteDays = createSiteDays( facts );
	const strangers = createStrangers( { store, zoneOf: siteDays, clock } );
	const signedIn = createSignedIn( { store, clock } );
	const tokens = createTokens( { ownKeys, sites, clock, randomId } );
	const siteKeys = await createSiteKeys( {
		store,
		revocations,
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
	const people = createPeople( { ask, clock, log } );
	const reports = createReports( {
		facts,
		people,
		clock,
		ownSources: activitySources( store ),
	} );
	const editions = createEditions( facts, reports.changed );
	const { duty, states } = createAskingSites( {
		config,
		folder,
		stores,
		siteKeys,
		revocations,
		sessions,
		ask,
		troubles,
		onFacts() {
			// If it fails, it is tried again in half a second.
			editions.reread().catch( () => undefined );
			redis?.tell( 'facts' );
		},
		clock,
		log,
	} );

	const counting = await openCounting( {
		config,
		store,
		redis,
		troubles,
		steadyClock,
		log,
	} );
	await counting.look();
	redis?.onNews( ( topic ) => {
		const look = { revocations: revocations.look, facts: editions.reread };
		// If it fails, it is tried again in half a second.
		look[ topic ]().catch( () => undefined );
	} );

	const printing = createPrinting( {
		startWorker: () => startPrinting( folder ),
		log,
	} );
	const app = createApp( {
		config,
		isUnderPassenger,
		activity,
		strangers,
		notices: createNotices( store ),
		views: createViews( { store, randomId } ),
		privacy: createPrivacy( { store, clock } ),
		people,
		siteDays,
		siteLogo: ( home ) => findLogo( facts, home ),
		sessions,
		signedIn,
		revocations,
		tokens,
		ownKeys,
		processId: presence.id,
		metrics,
		siteKeys,
		siteOrigins,
		reports,
		syncDesk: createSyncDesk( { facts, clock } ),
		printing,
		assets,
		ping: duty.ping,
		telling: counting.telling,
		troubles,
		clock,
		steadyClock,
		randomId,
		log,
	} );

	await editions.reread();
	await duty.look();
	const stopSchedule = startSchedule( {
		activity,
		counting,
		duty,
		editions,
		ownKeys,
		presence,
		revocations,
		signedIn,
		siteKeys,
		siteOrigins,
		states,
		strangers,
		sweep: () => sweep( store, config, clock(), duty.isOurs ),
		log,
	} );
	// A sign-out or a leaked key that we missed while away counts before the first answer.
	await Promise.race( [
		siteKeys.refresh().then( states.pull ),
		sleep( longestFirstPull ),
	] );

	const end = ( work: () => Promise< void > ) =>
		work().catch( ( error: unknown ) =>
			log.error( { err: error }, 'not written before the end' )
		);
	server.removeAllListeners( 'request' );
	server.on( 'request', app );
	return {
		async close() {
			stopSchedule();
			await Promise.all( [ closeServer( server ), end( duty.end ) ] );
			await printing.stop();
			await end( signedIn.write );
			await end( activity.write );
			await end( strangers.write );
			await counting.close();
			await stores.close();
		},
	};
}
