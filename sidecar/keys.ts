import {
	type CryptoKey,
	importJWK,
	type JWK_OKP_Private,
	type JWK_OKP_Public,
} from 'jose';
import type { Site } from './config';
import { signatureAlgorithm } from './contract';
import { askKeys, keyKind, type PublishedKey } from './published-keys';
import type { Revocations } from './revocations';
import { readSiteKeys } from './store/rows/site-key';
import type { Store } from './store/store';
import type { Troubles } from './troubles';
import { trustKeys } from './trust-keys';
import { believedKeys } from './vouchers';

export type SiteKeys = {
	/** `pending` while the site's keys are being fetched; null when it has no such key. */
	find( site: string, kid: string ): CryptoKey | 'pending' | null;
	/** The kids of the keys that count. */
	trusted( site: string ): string[];
	/** Resolves when every site was asked; a site that does not answer is logged. */
	refresh(): Promise< void >;
	/** The site says which keys it has. Are they others than it published last, it is asked. */
	compare( site: string, kids: readonly string[] ): Promise< void >;
	/** Notices what another process has stored, or an administrator confirmed. */
	reread(): Promise< void >;
};

export type SiteKeysParts = {
	store: Store;
	revocations: Pick< Revocations, 'follow' >;
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
	/** Kids that the site published last: stored, or not to be trusted. */
	seen: string;
	/** When it published none of those that somebody said. */
	inVainAt: number;
	fetching: Promise< void > | null;
	fetchedAt: number;
	hasFailed: boolean;
};

export async function createSiteKeys( {
	store,
	revocations,
	sites,
	fetch,
	troubles,
	clock,
	log,
}: SiteKeysParts ): Promise< SiteKeys > {
	const sets = new Map< string, SiteKeySet >();
	for ( const { home } of sites ) {
		const keys = await toKeys( await readSiteKeys( store, home ) );
		sets.set( home, {
			keys,
			seen: toList( keys.keys() ),
			inVainAt: -Infinity,
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
			const seen = toList(
				published
					.filter( ( { revoked } ) => ! revoked )
					.map( ( { kid } ) => kid )
			);
			const trusted = await readSiteKeys( store, home );
			const believed =
				trusted.length === 0
					? published
					: await believedKeys( published, trusted, home );
			if ( believed.every( ( { revoked } ) => revoked ) ) {
				set.seen = seen;
				throw new Error(
					`none of its keys is known, and no known one vouches for them. If that is right, run: node gatehouse.cjs trust-site ${ home }`
				);
			}
			const ended = await store.commit( ( writing ) =>
				trustKeys( writing, home, believed, clock() )
			);
			await reread();
			set.seen = seen;
			set.hasFailed = false;
			log.info( { site: home, keys: set.keys.size }, 'keys fetched' );
			const strange = published.filter(
				( key ) => ! key.revoked && ! believed.includes( key )
			);
			if ( strange.length > 0 ) {
				log.warn(
					{ site: home, kids: strange.map( ( { kid } ) => kid ) },
					`the site publishes a key that no known one vouches for; it is not trusted. If it is right, run: node gatehouse.cjs trust-site ${ home }`
				);
			}
			if ( ended !== null ) {
				await revocations.follow();
				log.warn(
					{ site: home, ended },
					'a key of the site has leaked; it is dropped, and all that was begun before is ended'
				);
			}
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

	async function reread() {
		for ( const [ home, set ] of sets ) {
			const stored = await readSiteKeys( store, home );
			const kids = stored.map( ( { kid } ) => kid );
			if ( toList( kids ) !== toList( set.keys.keys() ) ) {
				set.keys = await toKeys( stored );
			}
		}
		tellUnknown();
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

		trusted: ( home ) => [ ...( sets.get( home )?.keys.keys() ?? [] ) ],

		async refresh() {
			await Promise.all(
				[ ...sets ].map( ( [ home, set ] ) => fetchOnce( home, set ) )
			);
		},

		async compare( home, kids ) {
			const set = sets.get( home );
			if ( set === undefined || toList( kids ) === set.seen ) {
				return;
			}
			const { seen } = set;
			const triedAt = set.hasFailed ? set.fetchedAt : set.inVainAt;
			if ( clock() - triedAt < fetchPause ) {
				return;
			}
			await fetchOnce( home, set );
			// Who says it may have only a leaked key, and say another set each time.
			if ( set.seen === seen ) {
				set.inVainAt = clock();
			}
		},

		reread,
	};
}

function toList( kids: Iterable< string > ): string {
	return [ ...kids ].sort().join();
}

async function toKeys(
	keys: Array< Pick< PublishedKey, 'kid' | 'x' > >
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
