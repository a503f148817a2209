import { siteRoutes, tokenTypes } from './contract';
import type { StateReceipt } from './contract/user-state';
import type { SiteKeys } from './keys';
import type { Sessions } from './sessions';
import { type AskSite, SiteFault } from './sync/ask-site';
import type { Troubles } from './troubles';
import { isKids, isRecord, toUserState } from './user-state';

export type StatePull = {
	/**
	 * Asks every site that is due for the user states it could not deliver, and waits for those
	 * that are being asked. Never rejects.
	 */
	pull(): Promise< void >;
	/**
	 * Asks at once when the store takes writes again: what it could not apply meanwhile may be
	 * a sign-out. To be called twice a second, by every process.
	 */
	catchUp(): Promise< void >;
};

export type StatePullParts = {
	/** Homes of the configured sites. */
	sites: readonly string[];
	ask: AskSite;
	sessions: Sessions;
	troubles: Troubles;
	siteKeys: SiteKeys;
	clock: () => number;
};

/** Milliseconds. */
const answerTimeout = 10_000;
const longestPause = 60_000;

/** A site hands out its states in batches; the rest comes with the next pull. */
const batchesPerPull = 20;

type Turn = {
	site: string;
	asking: Promise< void > | null;
	failures: number;
	nextAt: number;
};

export function createStatePull( parts: StatePullParts ): StatePull {
	const turns = parts.sites.map( ( site ): Turn => ( {
		site,
		asking: null,
		failures: 0,
		nextAt: 0,
	} ) );
	let wasStoreAway = false;

	async function pull() {
		const now = parts.clock();
		for ( const turn of turns ) {
			if ( turn.asking === null && turn.nextAt <= now ) {
				turn.asking = take( turn, parts );
			}
		}
		await Promise.all(
			turns
				.map( ( { asking } ) => asking )
				.filter( ( asking ) => asking !== null )
		);
	}

	return {
		pull,

		async catchUp() {
			const isBack = wasStoreAway && ! parts.troubles.has( 'store' );
			wasStoreAway = parts.troubles.has( 'store' );
			if ( isBack ) {
				await pull();
			}
		},
	};
}

async function take( turn: Turn, parts: StatePullParts ): Promise< void > {
	try {
		await pullSite( turn.site, parts );
		turn.failures = 0;
		parts.troubles.end( 'site', turn.site );
	} catch ( error ) {
		// A store that fails tells so by itself, and the site is not to blame.
		if ( error instanceof SiteFault ) {
			turn.failures += 1;
			turn.nextAt =
				parts.clock() +
				Math.min( 5000 * 2 ** ( turn.failures - 1 ), longestPause );
			tell( turn.site, error, parts.troubles );
		}
	} finally {
		turn.asking = null;
	}
}

function tell( site: string, error: SiteFault, troubles: Troubles ): void {
	const isRefused = error.status === 401 || error.status === 403;
	troubles.begin( isRefused ? 'site_refuses' : 'site_silent', {
		site,
		reason: reasonOf( error ),
	} );
}

function reasonOf( { message, cause }: SiteFault ): string {
	const deepest =
		cause instanceof Error && cause.cause instanceof Error
			? cause.cause
			: cause;
	return deepest instanceof Error
		? `${ message } ${ deepest.message }`
		: message;
}

async function pullSite(
	site: string,
	{ ask, sessions, siteKeys }: StatePullParts
): Promise< void > {
	let delivered: StateReceipt[ 'applied' ] = [];
	for ( let batch = 0; batch < batchesPerPull; batch++ ) {
		const answer = await ask( site, {
			route: siteRoutes.states,
			type: tokenTypes.states,
			claims: { delivered, keys: siteKeys.trusted( site ) },
			timeoutMilliseconds: answerTimeout,
		} );
		const { states, keys } = isRecord( answer ) ? answer : {};
		if ( ! Array.isArray( states ) || ! isKids( keys ) ) {
			throw new SiteFault( `${ site } answered without states or keys.` );
		}
		// First: a leaked key takes along what was said with it.
		await siteKeys.compare( site, keys );
		// One that can't be read must not hold up the others.
		const read = states
			.map( toUserState )
			.filter( ( state ) => state !== null );
		if ( read.length === 0 ) {
			return;
		}
		delivered = await sessions.applyStates( site, read );
	}
}
