import { siteRoutes, tokenTypes } from './contract';
import type { HeldSessions, StateReceipt } from './contract/user-state';
import type { SiteKeys } from './keys';
import type { Revocations } from './revocations';
import type { Sessions } from './sessions';
import { findHeldSessions } from './store/rows/held-sessions';
import { keepMark, readMark } from './store/rows/mark';
import { stopAccessTokens } from './store/rows/revocation';
import type { Store } from './store/store';
import { type AskSite, SiteFault } from './sync/ask-site';
import type { Troubles } from './troubles';
import { isKids, isMark, isRecord, toUserState } from './user-state';

export type StatePull = {
	/**
	 * Asks every site for the user states it could not deliver, and waits for all of them. One
	 * that was away for an hour is asked as often: its first word may be a sign-out. Never rejects.
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
	store: Store;
	revocations: Pick< Revocations, 'follow' >;
	sessions: Sessions;
	troubles: Troubles;
	siteKeys: SiteKeys;
	clock: () => number;
	log: {
		info( detail: object, message: string ): void;
		warn( detail: object, message: string ): void;
	};
};

/** Milliseconds. */
const answerTimeout = 10_000;

/** A site hands out its states in batches; the rest comes with the next pull. */
const batchesPerPull = 20;

type Turn = {
	site: string;
	asking: Promise< void > | null;
	/** The last verifier that the site was told of; null while it does not ask what we hold. */
	told: string | null;
};

export function createStatePull( parts: StatePullParts ): StatePull {
	const turns = parts.sites.map( ( site ): Turn => ( {
		site,
		asking: null,
		told: null,
	} ) );
	let wasStoreAway = false;

	async function pull() {
		for ( const turn of turns ) {
			turn.asking ??= take( turn, parts );
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
		await pullSite( turn, parts );
		parts.troubles.end( 'site', turn.site );
	} catch ( error ) {
		// A store that fails tells so by itself, and the site is not to blame.
		if ( error instanceof SiteFault ) {
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

async function pullSite( turn: Turn, parts: StatePullParts ): Promise< void > {
	const { site } = turn;
	const { ask, store, sessions, siteKeys, clock } = parts;
	let delivered: StateReceipt[ 'applied' ] = [];
	for ( let batch = 0; batch < batchesPerPull; batch++ ) {
		const held =
			turn.told === null
				? null
				: await findHeldSessions( store, {
						site,
						after: turn.told,
						now: clock(),
					} );
		const known = await readMark( store, site );
		const answer = await ask( site, {
			route: siteRoutes.states,
			type: tokenTypes.states,
			claims: {
				delivered,
				keys: siteKeys.trusted( site ),
				mark: known,
				...( held !== null && { held } ),
			},
			timeoutMilliseconds: answerTimeout,
		} );
		const { states, keys, mark } = isRecord( answer ) ? answer : {};
		if (
			! Array.isArray( states ) ||
			! isKids( keys ) ||
			! ( mark === null || isMark( mark ) )
		) {
			throw new SiteFault(
				`${ site } answered without states, keys or mark.`
			);
		}
		// First: a leaked key takes along what was said with it.
		await siteKeys.compare( site, keys );
		// One that can't be read must not hold up the others.
		const read = states
			.map( ( state ) => toUserState( state, clock() ) )
			.filter( ( state ) => state !== null );
		delivered =
			read.length === 0 ? [] : await sessions.applyStates( site, read );
		if ( mark === null ) {
			await tellMore( turn, held, parts );
			continue;
		}
		if ( turn.told !== null ) {
			turn.told = null;
			parts.log.info( { site }, 'what the sidecar holds is compared' );
		}
		// After its states: whoever has the mark has those too.
		if ( mark !== known ) {
			await keepMark( store, site, mark );
		}
		if ( read.length === 0 ) {
			return;
		}
	}
}

/** The site does not know our mark: it hears of every session, and names those that it doesn't know ended. */
async function tellMore(
	turn: Turn,
	held: HeldSessions | null,
	{ store, revocations, clock, log }: StatePullParts
): Promise< void > {
	if ( held !== null ) {
		// A site that gives no mark after the last page hears all of it again.
		const last = held.more ? held.sessions.at( -1 ) : undefined;
		turn.told = last?.verifier ?? '';
		return;
	}
	turn.told = '';
	log.warn(
		{ site: turn.site },
		'the database of the site or of the sidecar was put back, so what the sidecar holds is compared'
	);
	const now = clock();
	// An access token may be of a session that the sidecar's own backup does not have, which
	// nobody could end. Tokens say only in which second they were issued.
	const before = Math.floor( now / 1000 ) * 1000;
	await store.commit( ( writing ) =>
		stopAccessTokens( writing, turn.site, before, now )
	);
	await revocations.follow();
}
