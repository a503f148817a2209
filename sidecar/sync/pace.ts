import type { Spent } from '../contract/sync';

/** How fast a site is asked for its facts, one page at a time. */
export type Pace = {
	/** Rows of this dataset to ask for next. */
	rows( dataset: string ): number;
	/** Notes what a page has cost; answers how many milliseconds to rest before the next. */
	rest( page: PageCost ): number;
};

export type PageCost = {
	dataset: string;
	rows: number;
	/** When it was asked for, milliseconds since 1970. */
	sent: number;
	/** From asking to the first byte. */
	milliseconds: number;
	/** What the site says; null where it doesn't. */
	spent: Spent | null;
	/** We have asked the site something else meanwhile, which may have held it up. */
	isCrossed: boolean;
};

const rowsAtMost = 4000;
const rowsAtFirst = 200;
const rowsAtLeast = 200;
/** Milliseconds. Of one PHP worker a visitor waits for half a page; longer where WordPress starts slowly. */
const longestPage = 100;
/** After so long at full speed without anybody. */
const quietPage = 400;
const quietFor = 10_000;
const gentlePage = 40;
/** Shares of the time in which the site is asked. A twelfth slows the busiest site by a twelfth. */
const gentleShare = 0.08;
const firstShare = 0.15;
/** Milliseconds without a hold-up before it is asked more often. */
const firstCalm = 1000;
const shortestCalm = 60_000;
const longestCalm = 300_000;
/** How much calm a page takes back that was held up: now and then one is, by chance. */
const unrest = 3;
/** What counts as held up: milliseconds in a queue, shares of the usual wait and of the reading. */
const queued = 20;
const queuedShare = 0.2;
const slowedShare = 0.8;

/** What is known of the pages of one dataset. */
type Known = {
	rows: number;
	/** Reading by the clock, as a multiple of the processor's time; over some pages. */
	slowness: number | null;
	leastSlowness: Best;
	rowTime: Best;
};

/**
 * Full speed while nobody else wants the site, and little once somebody does. That shows in what
 * a page takes beyond the best seen: before PHP takes it from its queue, or in reading, because
 * processor and database are shared. The rests are random, so that no rhythm of visitors is missed.
 */
export function createPace( random: () => number ): Pace {
	let share = firstShare;
	let calm = 0;
	let neededCalm = firstCalm;
	let fastFor = 0;
	const usualWait = bestSeen();
	const usualDelay = bestSeen();
	const overhead = bestSeen();
	const datasets = new Map< string, Known >();

	function knownOf( dataset: string ): Known {
		const known = datasets.get( dataset ) ?? {
			rows: rowsAtFirst,
			slowness: null,
			leastSlowness: bestSeen(),
			rowTime: bestSeen(),
		};
		datasets.set( dataset, known );
		return known;
	}

	/**
	 * By both clocks: an answer that we hear late, because we are writing, came late by ours alone,
	 * and a clock that is set goes wrong by the site's alone.
	 */
	function isQueued( { milliseconds, sent }: PageCost, spent: Spent ) {
		const wait = Math.max( milliseconds - spent.request, 0 );
		const delay = spent.begun - sent;
		const usual = usualWait( wait );
		const longer = Math.min( wait - usual, delay - usualDelay( delay ) );
		return longer > Math.max( queued, queuedShare * usual );
	}

	function isSlowed( { reading, computing }: Spent, known: Known ) {
		const slowness = reading / Math.max( computing, 0.1 );
		known.slowness ??= slowness;
		known.slowness += 0.3 * ( slowness - known.slowness );
		return (
			known.slowness >
			( 1 + slowedShare ) * known.leastSlowness( known.slowness )
		);
	}

	function isHeldUp( page: PageCost, known: Known ) {
		if ( page.spent === null ) {
			const each = page.milliseconds / Math.max( page.rows, 1 );
			return each > ( 1 + slowedShare ) * known.rowTime( each );
		}
		// Both are asked, for each learns what is usual.
		const wasSlowed = isSlowed( page.spent, known );
		return isQueued( page, page.spent ) || wasSlowed;
	}

	function slowDown() {
		if ( share > gentleShare ) {
			neededCalm =
				fastFor < 10 * neededCalm
					? Math.min( 2 * neededCalm, longestCalm )
					: neededCalm / 2;
			neededCalm = Math.max( neededCalm, shortestCalm );
			calm = 0;
		}
		share = gentleShare;
		fastFor = 0;
	}

	/** As many as fit into a page of so many milliseconds. */
	function rowsIn( milliseconds: number, { rows, ...cost }: PageCost ) {
		const { spent } = cost;
		const reading = spent?.reading ?? cost.milliseconds;
		const start =
			spent === null ? 0 : overhead( spent.request - spent.reading );
		const fitting =
			( Math.max( milliseconds, 2.5 * start ) - start ) /
			( reading / Math.max( rows, 1 ) );
		return Math.max( rowsAtLeast, Math.min( fitting, rowsAtMost ) );
	}

	return {
		rows: ( dataset ) => Math.round( knownOf( dataset ).rows ),

		rest( page ) {
			const known = knownOf( page.dataset );
			const wasHeldUp = ! page.isCrossed && isHeldUp( page, known );
			if ( wasHeldUp ) {
				slowDown();
			} else if ( calm >= neededCalm ) {
				share = Math.min( 1, 2 * share );
			}
			const fastPage = fastFor > quietFor ? quietPage : longestPage;
			const length = share === 1 ? fastPage : gentlePage;
			known.rows = Math.min( 1.5 * known.rows, rowsIn( length, page ) );
			if ( share === 1 ) {
				fastFor += page.milliseconds;
				return 0;
			}
			const rest =
				page.milliseconds * ( 1 / share - 1 ) * ( 0.5 + random() );
			const passed = page.milliseconds + rest;
			calm = Math.max( calm + ( wasHeldUp ? -unrest : 1 ) * passed, 0 );
			return rest;
		},
	};
}

type Best = ( value: number ) => number;

/** The least so far, forgotten slowly: rows may grow, and a site may move. */
function bestSeen(): Best {
	let best = Infinity;
	return ( value ) => {
		best = value <= best ? value : best + ( value - best ) * 0.005;
		return best;
	};
}
