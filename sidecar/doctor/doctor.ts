import { randomBytes } from 'node:crypto';
import type { Config, Environment, Site } from '../config';
import { openOwnKeys, type OwnKeys } from '../own-keys';
import { findProcesses } from '../store/rows/process';
import { StartFault } from '../store/start-fault';
import { openStore, type Store } from '../store/store';
import { createTokens } from '../tokens';
import { type Finding, wrong } from './finding';
import { examineData, examineNode } from './machine';
import { examineBase, examinePlacement } from './placement';
import { examineProxies } from './proxies';
import { examineRedis } from './redis';
import { conclude, type Examination } from './report';
import { examineSettings } from './settings';
import { examineSiteKeys, examineTrust } from './site';
import { examineProcesses, examineServer, examineWrites } from './store';
import { type Asking, examineCookies, passThrough, wake } from './way';

type Surroundings = {
	environment: Environment;
	/** Where the program is. */
	program: string;
	/** Milliseconds since 1970. */
	clock: () => number;
	fetch: typeof globalThis.fetch;
	nodeVersion: string;
};

/** Looks at everything that a running sidecar needs, from its settings to the public address. */
export async function examine( {
	environment,
	program,
	clock,
	fetch,
	nodeVersion,
}: Surroundings ): Promise< Examination > {
	const { config, findings } = examineSettings( environment, program );
	findings.push( examineNode( nodeVersion ) );
	if ( config === null ) {
		return conclude( findings );
	}
	findings.push( ...config.sites.map( examinePlacement ) );
	const data = await examineData( config, program );
	findings.push( ...data.findings );
	if ( data.mayOpen ) {
		findings.push( ...( await examineWithin( config, clock, fetch ) ) );
	}
	return conclude( findings );
}

/** What takes the store and the key. */
async function examineWithin(
	config: Config,
	clock: () => number,
	fetch: typeof globalThis.fetch
): Promise< Finding[] > {
	let store: Store;
	let ownKeys: OwnKeys;
	try {
		ownKeys = await openOwnKeys( config, clock );
		store = await openStore( config.store );
	} catch ( error ) {
		return [ unopened( error ) ];
	}
	try {
		const { keys } = ownKeys.published();
		const kids = keys.map( ( { kid = '' } ) => kid );
		const { signStatement } = createTokens( {
			ownKeys,
			sites: config.sites,
			clock,
			randomId,
		} );
		await Promise.all(
			config.sites.map( ( site ) => wake( site, fetch ) )
		);
		const atWork = await findProcesses( store.db, clock() );
		const findings = [
			...examineServer( store ),
			await examineWrites( store, clock() ),
			...examineProcesses( atWork, config, kids ),
			...( await examineRedis( config, atWork, randomId() ) ),
		];
		for ( const site of config.sites ) {
			const asking = {
				site,
				sign: signStatement,
				fetch,
				local: `http://${ config.host }:${ config.port }${ site.basePath }`,
			};
			findings.push(
				await examineSiteKeys( site, store, fetch ),
				...( await examineTrust( site, signStatement, fetch ) ),
				...( await examineWay( asking, config, store, clock ) )
			);
		}
		return findings;
	} catch ( error ) {
		return [ unopened( error ) ];
	} finally {
		await store.close();
	}
}

async function examineWay(
	asking: Asking & { site: Site },
	config: Config,
	store: Store,
	clock: () => number
): Promise< Finding[] > {
	const passage = await passThrough( asking );
	if ( ! ( 'answer' in passage ) ) {
		return [ passage ];
	}
	const rows = await findProcesses( store.db, clock() );
	const known = rows.map( ( { id } ) => id );
	return [
		examineBase( asking.site, passage.answer, known ),
		await examineProxies( asking, passage, config ),
		await examineCookies( asking, passage ),
	];
}

function randomId(): string {
	return randomBytes( 16 ).toString( 'base64url' );
}

function unopened( error: unknown ): Finding {
	const message = error instanceof Error ? error.message : String( error );
	return wrong( {
		id: 'store_unopened',
		what: message,
		why: 'Nobody can sign in to the reports, and nobody is signed out.',
		fix:
			error instanceof StartFault
				? 'Do as said, and run the doctor again.'
				: 'Look into the log of the sidecar and at GET readyz.',
	} );
}
