import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	calculateJwkThumbprint,
	type CryptoKey,
	exportJWK,
	generateKeyPair,
	importJWK,
	type JSONWebKeySet,
	type JWK_OKP_Private,
	type JWK_OKP_Public,
} from 'jose';
import { type Config, ConfigFault, type Site } from './config';
import { signatureAlgorithm } from './contract';
import { askKeys, keyKind, type PublishedKey } from './published-keys';
import { readSiteKeys, storeSiteKeys } from './store/site-key-rows';
import type { Store } from './store/store';

/** The sidecar's own key: what it signs with, and what it publishes. */
export type OwnKey = {
	readonly kid: string;
	readonly privateKey: CryptoKey;
	readonly publicKey: CryptoKey;
	readonly published: JSONWebKeySet;
};

export type SiteKeys = {
	/** `pending` while the site's keys are being fetched; null when it has no such key. */
	find( site: string, kid: string ): CryptoKey | 'pending' | null;
	isKnown( site: string ): boolean;
	/** Resolves when every site was asked; a site that does not answer is logged. */
	refresh(): Promise< void >;
};

export type SiteKeysParts = {
	store: Store;
	sites: readonly Site[];
	fetch: typeof globalThis.fetch;
	clock: () => number;
	log: {
		info( detail: object, message: string ): void;
		warn( detail: object, message: string ): void;
	};
};

/** Milliseconds. An unknown kid makes no more than one fetch in this time. */
const fetchPause = 30_000;

const keyFile = 'key.json';

/** From the settings, or from the data folder, where it is made the first time. */
export async function openOwnKey( {
	data,
	privateKey,
}: Pick< Config, 'data' | 'privateKey' > ): Promise< OwnKey > {
	const text = privateKey ?? ( await openKeyFile( join( data, keyFile ) ) );
	const { x, d } = JSON.parse( text ) as { x: string; d: string };
	const jwk = { ...keyKind, x };
	const kid = await calculateJwkThumbprint( jwk );
	return {
		kid,
		privateKey: await toKey( { ...jwk, d } ),
		publicKey: await toKey( jwk ),
		published: {
			keys: [ { ...jwk, kid, alg: signatureAlgorithm, use: 'sig' } ],
		},
	};
}

async function openKeyFile( file: string ): Promise< string > {
	const { mode } = await stat( file ).catch( ( error: unknown ) => {
		if ( ! hasCode( error, 'ENOENT' ) ) {
			throw error;
		}
		return makeKeyFile( file );
	} );
	if ( process.platform !== 'win32' && ( mode & 0o077 ) !== 0 ) {
		throw new ConfigFault( [
			`${ file } can be read by other users of this machine. Run: chmod 600 "${ file }"`,
		] );
	}
	return readFile( file, 'utf8' );
}

async function makeKeyFile( file: string ) {
	const { privateKey } = await generateKeyPair( signatureAlgorithm, {
		extractable: true,
	} );
	const made = `${ file }.${ process.pid }`;
	await writeFile( made, JSON.stringify( await exportJWK( privateKey ) ), {
		mode: 0o600,
	} );
	try {
		// Of several processes that start at once, the first one's key is everybody's.
		await link( made, file );
	} catch ( error ) {
		if ( ! hasCode( error, 'EEXIST' ) ) {
			throw error;
		}
	} finally {
		await rm( made );
	}
	return stat( file );
}

type SiteKeySet = {
	keys: Map< string, CryptoKey >;
	fetching: Promise< void > | null;
	fetchedAt: number;
	hasFailed: boolean;
};

export async function createSiteKeys( {
	store,
	sites,
	fetch,
	clock,
	log,
}: SiteKeysParts ): Promise< SiteKeys > {
	const sets = new Map< string, SiteKeySet >();
	for ( const { home } of sites ) {
		sets.set( home, {
			keys: await toKeys( await readSiteKeys( store, home ) ),
			fetching: null,
			fetchedAt: -Infinity,
			hasFailed: false,
		} );
	}

	async function fetchKeys( home: string, set: SiteKeySet ) {
		try {
			const published = await askKeys( home, fetch );
			const isTrusted =
				set.keys.size === 0 ||
				published.some( ( { kid } ) => set.keys.has( kid ) );
			if ( ! isTrusted ) {
				throw new Error( 'none of its keys is known' );
			}
			await storeSiteKeys( store, home, published );
			set.keys = await toKeys( published );
			set.hasFailed = false;
			log.info( { site: home, keys: published.length }, 'keys fetched' );
		} catch ( error ) {
			set.hasFailed = true;
			log.warn( { site: home, err: error }, 'keys not fetched' );
		} finally {
			set.fetchedAt = clock();
			set.fetching = null;
		}
	}

	const fetchOnce = ( home: string, set: SiteKeySet ) =>
		( set.fetching ??= fetchKeys( home, set ) );

	return {
		find( home, kid ) {
			const set = sets.get( home );
			const key = set?.keys.get( kid );
			if ( set === undefined || key !== undefined ) {
				return key ?? null;
			}
			const isRecent = clock() - set.fetchedAt < fetchPause;
			if ( isRecent && set.fetching === null ) {
				return set.hasFailed ? 'pending' : null;
			}
			void fetchOnce( home, set );
			return 'pending';
		},

		isKnown: ( home ) => ( sets.get( home )?.keys.size ?? 0 ) > 0,

		async refresh() {
			await Promise.all(
				[ ...sets ].map( ( [ home, set ] ) => fetchOnce( home, set ) )
			);
		},
	};
}

async function toKeys(
	keys: PublishedKey[]
): Promise< Map< string, CryptoKey > > {
	const imported = keys.map( async ( { kid, x } ) => {
		const key = await toKey( { ...keyKind, x } );
		return [ kid, key ] as const;
	} );
	return new Map( await Promise.all( imported ) );
}

async function toKey( jwk: JWK_OKP_Public | JWK_OKP_Private ) {
	const key = await importJWK( jwk, signatureAlgorithm );
	if ( key instanceof Uint8Array ) {
		throw new TypeError( 'not an asymmetric key' );
	}
	return key;
}

function hasCode( error: unknown, code: string ): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
