import {
	type CryptoKey,
	importJWK,
	type JWK_OKP_Private,
	type JWK_OKP_Public,
} from 'jose';
import type { Site } from './config';
import { signatureAlgorithm } from './contract';
import { askKeys, keyKind, type PublishedKey } from './published-keys';
import { readSiteKeys, storeSiteKeys } from './store/site-key-rows';
import type { Store } from './store/store';
import type { Troubles } from './troubles';

export type SiteKeys = {
	/** `pending` while the site's keys are being fetched; null when it has no such key. */
	find( site: string, kid: string ): CryptoKey | 'pending' | null;
	/** Resolves when every site was asked; a site that does not answer is logged. */
	refresh(): Promise< void >;
	/** Only sites with more than one key: the one that a site withdraws may have leaked. */
	refreshRotating(): Promise< void >;
	/** Notices what another process has stored, or an administrator confirmed. */
	reread(): Promise< void >;
};

export type SiteKeysParts = {
	store: Store;
	sites: readonly Site[];
	fetch: typeof globalThis.fetch;
	troubles: Troubles;
	clock: () => number;
	log: {
		info( detail: object, message: string ): void;
		warn( detail: object, message: string ): void;
	};
};

/** Milliseconds. An unknown kid makes no more than one fetch in this time. */
const fetchPause = 30_000;

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
	troubles,
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
	tellUnknown();

	function tellUnknown() {
		for ( const [ home, { keys } ] of sets ) {
			if ( keys.size === 0 ) {
				troubles.begin( 'site_keys_unknown', { site: home } );
			} else {
				troubles.end( 'site_keys', home );
			}
		}
	}

	async function fetchKeys( home: string, set: SiteKeySet ) {
		try {
			const published = await askKeys( home, fetch );
			const isTrusted =
				set.keys.size === 0 ||
				published.some( ( { kid } ) => set.keys.has( kid ) );
			if ( ! isTrusted ) {
				throw new Error(
					`none of its keys is known. If that is right, run: node gatehouse.cjs trust-site ${ home }`
				);
			}
			await storeSiteKeys( store, home, published );
			set.keys = await toKeys( published );
			set.hasFailed = false;
			tellUnknown();
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

	async function fetchAll( asked: Array< [ string, SiteKeySet ] > ) {
		await Promise.all(
			asked.map( ( [ home, set ] ) => fetchOnce( home, set ) )
		);
	}

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

		refresh: () => fetchAll( [ ...sets ] ),

		refreshRotating: () =>
			fetchAll(
				[ ...sets ].filter( ( [ , { keys } ] ) => keys.size > 1 )
			),

		async reread() {
			for ( const [ home, set ] of sets ) {
				const stored = await readSiteKeys( store, home );
				const kids = stored.map( ( { kid } ) => kid );
				if (
					kids.sort().join() !== [ ...set.keys.keys() ].sort().join()
				) {
					set.keys = await toKeys( stored );
				}
			}
			tellUnknown();
		},
	};
}

async function toKeys(
	keys: PublishedKey[]
): Promise< Map< string, CryptoKey > > {
	const imported = keys.map( async ( { kid, x } ) => {
		const key = await importKey( { ...keyKind, x } );
		return [ kid, key ] as const;
	} );
	return new Map( await Promise.all( imported ) );
}

export async function importKey(
	jwk: JWK_OKP_Public | JWK_OKP_Private
): Promise< CryptoKey > {
	const key = await importJWK( jwk, signatureAlgorithm );
	if ( key instanceof Uint8Array ) {
		throw new TypeError( 'not an asymmetric key' );
	}
	return key;
}
