import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Activity, createActivity } from '../../sidecar/activity';
import { readConfig } from '../../sidecar/config';
import { openCounts } from '../../sidecar/counts/shared-counts';
import { createTelling } from '../../sidecar/counts/telling';
import { createApp } from '../../sidecar/http/app';
import { createSiteKeys, type SiteKeys } from '../../sidecar/keys';
import { steadyClock } from '../../sidecar/lease';
import { Refusal } from '../../sidecar/errors';
import { openOwnKeys } from '../../sidecar/own-keys';
import type { Prepared, Reports } from '../../sidecar/reports/reports';
import { createNotices } from '../../sidecar/notices';
import { createPrinting } from '../../sidecar/printing';
import { createPrivacy } from '../../sidecar/privacy';
import { zoneOf } from '../../sidecar/reports/site-days';
import { createRevocations } from '../../sidecar/revocations';
import { createSessions } from '../../sidecar/sessions';
import { createSignedIn } from '../../sidecar/signed-in';
import {
	openSiteOrigins,
	type SiteOrigins,
} from '../../sidecar/store/rows/site-origins';
import { openStore, type Store } from '../../sidecar/store/store';
import { watchStore } from '../../sidecar/store/store-trouble';
import { sweep } from '../../sidecar/store/sweep';
import { createStrangers, type Strangers } from '../../sidecar/strangers';
import type { SyncDesk } from '../../sidecar/sync-desk';
import { createTokens } from '../../sidecar/tokens';
import { createViews } from '../../sidecar/views';
import { createTroubles, type Troubles } from '../../sidecar/troubles';
import { startPrinting } from '../../sidecar/workers';
import { startSite, type TestSite } from './site';
import { createStoreFor, dropStoreOf, storeSettings } from './test-store';

export type Gatehouse = {
	/** Where the process listens; the public base is the site's. */
	address: string;
	site: TestSite;
	/** Milliseconds since 1970; tests move it. */
	clock: { now: number };
	folder: string;
	/** What was logged, as JSON lines. */
	log: string[];
	pings: string[];
	troubles: Troubles;
	revocations: ReturnType< typeof createRevocations >;
	sessions: ReturnType< typeof createSessions >;
	siteKeys: SiteKeys;
	siteOrigins: SiteOrigins;
	activity: Activity;
	strangers: Strangers;
	/** What the clock does in the process once a minute. */
	sweep(): Promise< void >;
	signedIn: ReturnType< typeof createSignedIn >;
	/** What it keeps in the database. */
	store: Store;
	stop(): Promise< void >;
};

type Options = {
	site?: TestSite;
	folder?: string;
	clock?: { now: number };
	environment?: Record< string, string >;
	reports?: Partial< Reports >;
	syncDesk?: SyncDesk;
	isUnderPassenger?: boolean;
	startPrinting?: () => Worker;
	/** Of every site. */
	logo?: Uint8Array;
};

/** Where the worker is that makes the PDFs. */
const program = resolve( import.meta.dirname, '../../dist/sidecar' );

/** The sidecar's app over real HTTP and a real store, for one site, until the test ends. */
export async function startGatehouse(
	options: Options = {}
): Promise< Gatehouse > {
	const site = options.site ?? ( await startSite() );
	const folder = options.folder ?? ( await makeFolder() );
	const clock = options.clock ?? { now: Date.UTC( 2026, 0, 1, 12 ) };
	const log: string[] = [];
	const logger = pino(
		{ level: 'debug' },
		{ write: ( line ) => void log.push( line ) }
	);
	const randomId = () => randomBytes( 16 ).toString( 'base64url' );
	const config = readConfig(
		{
			GATEHOUSE_SITES: `${ site.home }=${ site.base }`,
			GATEHOUSE_DATA: folder,
			...storeSettings( folder ),
			GATEHOUSE_LIMIT_FACTOR: '1000',
			...options.environment,
		},
		folder
	);
	const now = () => clock.now;

	const troubles = createTroubles( { clock: now, log: logger } );
	const store = watchStore( await openStore( config.store ), troubles );
	const revocations = createRevocations( store, now );
	await revocations.reread();
	const { sites } = config;
	const ownKeys = await openOwnKeys( config, now );
	const siteKeys = await createSiteKeys( {
		store,
		revocations,
		sites,
		fetch: ( asked, init ) =>
			fetch(
				new Request( asked ).url.replace( site.home, site.address ),
				init
			),
		troubles,
		clock: now,
		log: logger,
	} );
	await siteKeys.refresh();
	const sessions = createSessions( {
		store,
		revocations,
		clock: now,
		randomId,
		log: logger,
	} );
	const signedIn = createSignedIn( { store, clock: now } );
	const siteOrigins = await openSiteOrigins( store, sites );
	const counts = await openCounts( config, store );
	const pings: string[] = [];
	const activity = createActivity( { store, clock: now, log: logger } );
	const siteDays = async () => zoneOf( 'Asia/Seoul' );
	const strangers = createStrangers( {
		store,
		zoneOf: siteDays,
		clock: now,
	} );
	const printing = createPrinting( {
		startWorker:
			options.startPrinting ?? ( () => startPrinting( program ) ),
		log: logger,
	} );
	const app = createApp( {
		config,
		isUnderPassenger: options.isUnderPassenger ?? false,
		activity,
		strangers,
		notices: createNotices( store ),
		views: createViews( { store, randomId } ),
		privacy: createPrivacy( { store, clock: now } ),
		people: async ( _home, ids ) =>
			Object.fromEntries(
				ids.map( ( id ) => [ id, `=Person ${ id }` ] )
			),
		siteDays,
		siteLogo: async () => options.logo ?? null,
		sessions,
		signedIn,
		revocations,
		tokens: createTokens( { ownKeys, sites, clock: now, randomId } ),
		ownKeys,
		processId: 'the-process',
		metrics: null,
		siteKeys,
		siteOrigins,
		reports: { ...fixedReports, ...options.reports },
		syncDesk: options.syncDesk ?? noDesk,
		printing,
		assets: { script: '"script"', style: 'body {}' },
		ping: async ( home ) => void pings.push( home ),
		telling: createTelling( { shared: counts, steadyClock } ),
		troubles,
		clock: now,
		steadyClock,
		randomId,
		log: logger,
	} );
	const server = await listen( createServer( app ) );

	const stop = once( async () => {
		await close( server );
		await printing.stop();
		await counts.close();
		await store.close();
	} );
	onTestFinished( stop );
	return {
		address:
			addressOf( server ) +
			new URL( site.base ).pathname.replace( /\/$/, '' ),
		site,
		clock,
		folder,
		log,
		pings,
		troubles,
		revocations,
		sessions,
		siteKeys,
		siteOrigins,
		signedIn,
		activity,
		strangers,
		store,
		sweep: () => sweep( store, config, now(), () => true ),
		stop,
	};
}

export async function makeFolder(): Promise< string > {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-' ) );
	await createStoreFor( folder );
	onTestFinished( async () => {
		await rm( folder, { recursive: true, force: true } );
		await dropStoreOf( folder );
	} );
	return folder;
}

export async function listen( server: Server ): Promise< Server > {
	await new Promise< void >( ( resolve, reject ) => {
		server.on( 'error', reject );
		server.listen( 0, '127.0.0.1', resolve );
	} );
	return server;
}

export async function close( server: Server ): Promise< void > {
	server.closeAllConnections();
	await new Promise( ( resolve ) => server.close( resolve ) );
}

export function addressOf( server: Server ): string {
	const { port } = server.address() as AddressInfo;
	return `http://localhost:${ port }`.replace( 'localhost', '127.0.0.1' );
}

function once( work: () => Promise< void > ): () => Promise< void > {
	let done: Promise< void > | undefined;
	return () => ( done ??= work() );
}

const body = Buffer.from( '{"id":"publishing"}' );
const prepared = {
	body,
	etag: '"one"',
	report: 'publishing',
	document: {
		id: 'publishing',
		locale: 'en',
		site: { name: 'A site', timezone: 'UTC' },
	},
} as unknown as Prepared;

function notHere(): never {
	throw new Refusal( 'table_unknown' );
}

/** One report that is always the same: the engine has tests of its own. */
const fixedReports: Reports = {
	catalogue: async () => [
		{
			id: 'publishing',
			title: 'Publishing',
			description: '',
			grant: 'view',
		},
	],
	warm: () => undefined,
	prepare: async () => prepared,
	document: async () => prepared.document,
	wholeDocument: async () => prepared.document,
	table: async () => notHere(),
	rows: async () => notHere(),
	requireExport: async () => notHere(),
	exportTable: async () => notHere(),
	exportDocument: async () => notHere(),
	exportRows: async () => notHere(),
	changed: () => undefined,
};

const noDesk: SyncDesk = {
	state: () => Promise.reject( new Error( 'This test has no facts.' ) ),
	wrong: async () => [],
	order: () => Promise.reject( new Error( 'This test has no facts.' ) ),
};
