import type { WrongDeclaration } from '../contract/sync';
import type { Facts } from '../store/facts/facts';
import type { KnownSite } from '../store/facts/sites';
import { type AskSite, SiteFault } from './ask-site';
import { agreeWithSite } from './agree';
import type { Pace } from './pace';

/** From the worker to the main thread: report documents of this site are out of date. */
export type SyncNews =
	/** It has opened the facts, and asks every site. */
	| { kind: 'begun' }
	| { kind: 'changed'; site: string }
	/** The facts can't be written; what the site does wrong is told elsewhere. */
	| { kind: 'failed'; site: string; reason: string };

/** From the main thread to the worker. */
export type SyncOrder =
	/** The site says that something changed. */
	| { kind: 'ping'; site: string }
	/** Until then, by the steady clock, no other process follows the sites. */
	| { kind: 'on duty'; until: number };

export type SyncLog = {
	info( detail: object, message: string ): void;
	warn( detail: object, message: string ): void;
};

export type SyncParts = {
	/** Homes of the configured sites. */
	sites: readonly string[];
	ask: AskSite;
	facts: Facts;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
	/** From 0 to 1, as Math.random. */
	random: () => number;
	/** Resolves early, and never rejects, when the signal fires. */
	pause: ( milliseconds: number, signal: AbortSignal ) => Promise< void >;
	/** As `pause`, between two pages of the same site. */
	rest: ( milliseconds: number, signal: AbortSignal ) => Promise< void >;
	/** One for each site. */
	createPace: () => Pace;
	/** What it declares and can't be used. */
	wrongOf: ( facts: Facts, site: KnownSite ) => WrongDeclaration[];
	log: SyncLog;
	tell: ( news: SyncNews ) => void;
};

export type Sync = {
	/** Asks this site at once instead of at the next poll. */
	ping( site: string ): void;
	/** Resolves when nothing is being asked or written any more. */
	stop(): Promise< void >;
};

/** Milliseconds. */
const pollEvery = 60_000;
const firstRetry = 1000;
/** The site pings once in two seconds at most, so the last changes of a burst come without one. */
const lookAgainAfterPing = 3000;

export function startSync( parts: SyncParts ): Sync {
	const stopping = new AbortController();
	const followers = new Map(
		parts.sites.map( ( site ) => [
			site,
			followSite( parts, site, stopping.signal ),
		] )
	);
	return {
		ping: ( site ) => followers.get( site )?.ping(),
		async stop() {
			stopping.abort();
			await Promise.all(
				[ ...followers.values() ].map( ( { ended } ) => ended )
			);
		},
	};
}

function followSite(
	parts: SyncParts,
	site: string,
	stop: AbortSignal
): { ping(): void; ended: Promise< void > } {
	let wake = new AbortController();
	const isStopped = () => stop.aborted;
	const pace = parts.createPace();

	async function follow(): Promise< void > {
		let failures = 0;
		let wasPinged = false;
		while ( ! isStopped() ) {
			// Before asking: a ping that comes meanwhile may be about something not in the answer.
			wasPinged ||= wake.signal.aborted;
			wake = new AbortController();
			let wait = wasPinged ? lookAgainAfterPing : pollEvery;
			try {
				const isMore = await agreeWithSite( parts, site, {
					pace,
					stop,
					hurry: wake.signal,
				} );
				failures = 0;
				if ( isMore ) {
					continue;
				}
			} catch ( error ) {
				if ( isStopped() ) {
					return;
				}
				wait = retryAfter( failures++, parts.random );
				if ( ! ( error instanceof SiteFault ) ) {
					const reason = String( error );
					parts.tell( { kind: 'failed', site, reason } );
				}
				parts.log.warn(
					{ site, err: error, retryInMilliseconds: wait },
					'The facts could not be brought up to date.'
				);
			}
			wasPinged = false;
			await parts.pause( wait, AbortSignal.any( [ stop, wake.signal ] ) );
		}
	}

	return { ping: () => wake.abort(), ended: follow() };
}

/** Doubles up to the ordinary poll; the jitter keeps many sites of one host apart. */
function retryAfter( failures: number, random: () => number ): number {
	const wait = Math.min( firstRetry * 2 ** failures, pollEvery );
	return Math.round( wait * ( 0.5 + random() / 2 ) );
}
