import { setTimeout as sleep } from 'node:timers/promises';
import type { Spent } from '../contract/sync';
import type { Dataset } from '../store/facts/dataset';
import type { Facts } from '../store/facts/facts';
import type { KnownSite } from '../store/facts/sites';
import type { Place } from '../store/facts/write';
import { SiteFault } from './ask-site';
import type { SyncParts } from './follow';
import type { Pace } from './pace';

/** What is done at one site before its changes are followed again. */
export type Round = {
	parts: SyncParts;
	/** With the datasets of this site. */
	facts: Facts;
	site: KnownSite;
	place: Place;
	pace: Pace;
	/** No page is begun after it, by the steady clock. */
	until: number;
	/** Nothing is done any more. */
	stop: AbortSignal;
	/** The site has news: its changes go first. */
	hurry: AbortSignal;
};

/** How many facts a page is about, from which id on the next one is, and what it has cost. */
type Answer = { count: number; next: number | null; spent: Spent };

/** A way through a dataset, page by page. */
export type Way< Page > = {
	dataset: Dataset;
	after: number;
	/** Null: to the end. */
	upTo: number | null;
	ask: ( from: { after: number; limit: number } ) => Promise< Page >;
	take: ( page: Page, from: { after: number } ) => Promise< void >;
};

/** Milliseconds in which a question leaves us: then we write, and hold the thread. */
const leaving = 3;

/** A small host takes seconds to read 2,000 posts. */
export const timeoutMilliseconds = 30_000;

/** Goes on for as long as the round lasts. Answers after which id the rest is; null when none is left. */
export async function goThrough< Page extends Answer >(
	round: Round,
	way: Way< Page >
): Promise< number | null > {
	const { parts, pace, stop, hurry } = round;
	const { dataset } = way;
	let after = way.after;
	let asked = askPage( round, way, after );
	for (;;) {
		const page = await asked;
		const { count, spent } = page;
		const rest = pace.rest( { dataset: dataset.id, rows: count, spent } );
		const next = nextAfter( page.next, after, way );
		const isOver = next === null || ! hasTime( round );
		// Asked for while this one is written: a visitor whom it held up is then met in the queue.
		const ahead = isOver || rest > 0 ? null : askPage( round, way, next );
		ahead?.catch( () => undefined );
		if ( ahead !== null ) {
			await sleep( leaving );
		}
		await way.take( page, { after } );
		if ( isOver ) {
			return next;
		}
		if ( ahead === null ) {
			await parts.rest( rest, AbortSignal.any( [ stop, hurry ] ) );
			if ( ! hasTime( round ) ) {
				return next;
			}
		}
		asked = ahead ?? askPage( round, way, next );
		after = next;
	}
}

export function hasTime( { parts, until, stop, hurry }: Round ): boolean {
	return ! stop.aborted && ! hurry.aborted && parts.steadyClock() < until;
}

async function askPage< Page >(
	{ pace, stop }: Round,
	{ ask, dataset }: Way< Page >,
	after: number
): Promise< Page > {
	stop.throwIfAborted();
	return ask( { after, limit: pace.rows( dataset.id ) } );
}

function nextAfter(
	next: number | null,
	after: number,
	{ dataset, upTo }: { dataset: Dataset; upTo: number | null }
): number | null {
	if ( next !== null && next <= after ) {
		throw new SiteFault(
			`The page of ${ dataset.id } after ${ after } leads back.`
		);
	}
	return next === null || ( upTo !== null && next >= upTo ) ? null : next;
}
