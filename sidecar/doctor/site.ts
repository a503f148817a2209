import type { Site } from '../config';
import { lifetimes, siteRoutes, tokenTypes } from '../contract';
import type { Heard } from '../site-clock';
import { secondsAhead } from '../site-clock';
import { askKeys } from '../published-keys';
import { readSiteKeys } from '../store/rows/site-key';
import type { Store } from '../store/store';
import { createAskSite, type SignStatement, SiteFault } from '../sync/ask-site';
import { believedKeys } from '../vouchers';
import { advice, type Finding, well, wrong } from './finding';

const answerTimeout = 10_000;

type Fetch = typeof globalThis.fetch;

/** Its keys as they are published, and those that were pinned when it was connected. */
export async function examineSiteKeys(
	{ home }: Site,
	store: Store,
	fetch: Fetch
): Promise< Finding > {
	const known = await readSiteKeys( store, home );
	try {
		const published = await askKeys( home, fetch );
		const believed = await believedKeys( published, known, home );
		const strange = published.filter(
			( key ) => ! key.revoked && ! believed.includes( key )
		);
		return strange.length === 0
			? well(
					'site_keys_known',
					'The site publishes the keys that are trusted here.',
					home
				)
			: wrong( {
					id: 'site_keys_unknown',
					site: home,
					what:
						known.length === 0
							? 'The keys of the site were never fetched.'
							: 'The site publishes a key that none of those trusted here vouches for.',
					why: 'Every hand-off that is signed with it is refused.',
					fix: `Compare and trust them: node gatehouse.cjs trust-site ${ home }`,
				} );
	} catch ( error ) {
		return wrong( {
			id: 'site_keys_silent',
			site: home,
			what: `The keys of the site cannot be fetched: ${ reasonOf( error ) }.`,
			why: 'A new key of the site would not be noticed, and its hand-offs be refused.',
			fix: `On this machine, open ${ home }/?gatehouse=keys . Activate the plugin; let the firewall and security plugins pass it; if the address leads to a proxy elsewhere, add it to the hosts file.`,
		} );
	}
}

/** Asks the site something harmless, signed: it answers only if it has pinned our key. */
export async function examineTrust(
	{ home }: Site,
	sign: SignStatement,
	fetch: Fetch
): Promise< Finding[] > {
	let heard: Heard | null = null;
	const ask = createAskSite( {
		sign,
		fetch,
		heard: ( _site, one ) => {
			heard = one;
		},
	} );
	let trust: Finding;
	try {
		await ask( home, {
			route: siteRoutes.states,
			type: tokenTypes.states,
			// Without mark, keys and held, which are for a process at work to say, nothing changes.
			claims: { delivered: [] },
			timeoutMilliseconds: answerTimeout,
		} );
		trust = well(
			'own_key_trusted',
			'The site trusts the key of this sidecar.',
			home
		);
	} catch ( error ) {
		trust = distrust( home, error );
	}
	return [ trust, clockFinding( home, heard ) ];
}

function distrust( home: string, error: unknown ): Finding {
	const status = error instanceof SiteFault ? error.status : null;
	return status === 401 || status === 403
		? wrong( {
				id: 'own_key_refused',
				site: home,
				what: 'The site refuses what this sidecar signs.',
				why: 'Facts and sign-outs cannot be fetched: reports grow old.',
				fix: 'In that WordPress: Settings, Gatehouse, Connect. If it says that all is well, a security plugin blocks the REST API for strangers: allow gatehouse/v1.',
			} )
		: wrong( {
				id: 'site_silent',
				site: home,
				what: `The site does not answer: ${ reasonOf( error ) }.`,
				why: 'Facts and sign-outs cannot be fetched: reports grow old.',
				fix: `On this machine, open ${ home }/?rest_route=/gatehouse/v1/keys . It has to show keys; a page instead of them means that the plugin is not active, or that something in between blocks the REST API.`,
			} );
}

function clockFinding( home: string, heard: Heard | null ): Finding {
	if ( heard === null ) {
		return advice( {
			id: 'clock_unknown',
			site: home,
			what: 'The clock of the site is not known: it did not answer.',
			why: `Clocks may differ by ${ lifetimes.clockTolerance } seconds; beyond, hand-offs are refused.`,
			fix: 'Run the doctor again once the site answers.',
		} );
	}
	const seconds = secondsAhead( heard );
	const away = Math.abs( seconds );
	const what =
		away === 0
			? 'The clocks of the site and of this machine agree.'
			: `The clock of the site is ${ away } seconds ${ seconds > 0 ? 'ahead of' : 'behind' } that of this machine.`;
	return away <= lifetimes.clockTolerance
		? well( 'clock_right', what, home )
		: wrong( {
				id: 'clock_apart',
				site: home,
				what,
				why: `Beyond ${ lifetimes.clockTolerance } seconds every hand-off is refused: nobody can sign in to the reports.`,
				fix: 'Set the wrong clock, best by NTP (timedatectl set-ntp true). On a shared host ask its support.',
			} );
}

/** Also the reason of the reason, which is where node's fetch hides it; no address with a query. */
export function reasonOf( error: unknown ): string {
	if ( ! ( error instanceof Error ) ) {
		return String( error );
	}
	const { cause, message } = error;
	if ( cause instanceof Error ) {
		return reasonOf( cause );
	}
	// A host with several addresses has a fault for each, and none of its own.
	return error instanceof AggregateError
		? [ ...new Set( error.errors.map( reasonOf ) ) ].join( ', ' )
		: message;
}
