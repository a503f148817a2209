import type { Spent } from '../contract/sync';

/** How fast a site is asked for its facts, one page at a time. */
export type Pace = {
	/** Rows to ask for next. */
	rows(): number;
	/** Notes what a page has cost; answers how many milliseconds to rest before the next. */
	rest( page: PageCost ): number;
};

export type PageCost = {
	rows: number;
	/** From asking to the first byte. */
	milliseconds: number;
	/** What the site says; null where it doesn't. */
	spent: Spent | null;
};

const rowsAtMost = 2000;
const rowsAtFirst = 100;
const rowsAtLeast = 20;
/** Milliseconds. Of one PHP worker a visitor waits for half a page; longer where WordPress starts slowly. */
const longestPage = 100;
const gentlePage = 40;
/** Shares of the time in which the site is asked. */
const gentleShare = 0.05;
const firstShare = 0.15;
/** Milliseconds without a hold-up before it is asked more often. */
const firstCalm = 1000;
const shortestCalm = 30_000;
const longestCalm = 300_000;
/** What counts as held up: milliseconds in a queue, shares of the usual wait and of the reading. */
/** A transaction of ours may keep an answer unheard for ten. */
const queued = 12;
const queuedShare = 0.2;
const slowedShare = 0.3;
/** Milliseconds that a page of twice the size may take longer to be written. */
const written = 4;

/**
 * Full speed while nobody else wants the site, and little once somebody does. That shows in what
 * a page takes beyond the best seen: before PHP takes it from its queue, or in reading, because
 * processor and database are shared. The rests are random, so that no rhythm of visitors is missed.
 */
export function createPace( random: () => number ): Pace {
	let rows = rowsAtFirst;
	let share = firstShare;
	let calm = 0;
	let neededCalm = firstCalm;
	let fastFor = 0;
	const waits = new Map< number, Best >();
	let lastWait = bestSeen();
	const stretch = bestSeen();
	const overhead = bestSeen();
	/** Over some pages: one alone may have been unlucky. */
	let usualSlowness = 1;
	const rowTime = bestSeen();

	/** How long an answer takes to be written depends on its size; of a new one the last is a hint. */
	function waitFor( count: number ): Best {
		const size = Math.round( Math.log2( count + 1 ) );
		const known = waits.get( size ) ?? bestSeen( lastWait() + written );
		waits.set( size, known );
		lastWait = known;
		return known;
	}

	function isHeldUp( { rows: count, milliseconds, spent }: PageCost ) {
		if ( spent === null ) {
			const each = milliseconds / Math.max( count, 1 );
			return each > ( 1 + slowedShare ) * rowTime( each );
		}
		const { request, reading, computing } = spent;
		overhead( request - reading );
		const wait = Math.max( milliseconds - request, 0 );
		const usual = waitFor( count )( wait );
		usualSlowness +=
			0.3 * ( reading / Math.max( computing, 0.1 ) - usualSlowness );
		const slowness = usualSlowness;
		const isQueued = wait - usual > Math.max( queued, queuedShare * usual );
		const isSlowed = slowness > ( 1 + slowedShare ) * stretch( slowness );
		return isQueued || isSlowed;
	}

	function slowDown() {
		if ( share > gentleShare ) {
			neededCalm =
				fastFor < 10 * neededCalm
					? Math.min( 2 * neededCalm, longestCalm )
					: neededCalm / 2;
			neededCalm = Math.max( neededCalm, shortestCalm );
		}
		share = gentleShare;
		calm = 0;
		fastFor = 0;
	}

	/** As many as fit into a page of so many milliseconds. */
	function rowsIn(
		milliseconds: number,
		{ rows: count, ...cost }: PageCost
	) {
		const reading = cost.spent?.reading ?? cost.milliseconds;
		const start = cost.spent === null ? 0 : overhead();
		const fitting =
			( Math.max( milliseconds, 3 * start ) - start ) /
			( reading / Math.max( count, 1 ) );
		return Math.max( rowsAtLeast, Math.min( fitting, rowsAtMost ) );
	}

	return {
		rows: () => Math.round( rows ),

		rest( page ) {
			const wasHeldUp = isHeldUp( page );
			if ( wasHeldUp ) {
				slowDown();
				rows = Math.min( rows, rowsIn( gentlePage, page ) );
			} else if ( calm >= neededCalm ) {
				share = Math.min( 1, 2 * share );
			}
			if ( share === 1 ) {
				fastFor += page.milliseconds;
				rows = Math.min( 1.5 * rows, rowsIn( longestPage, page ) );
				return 0;
			}
			const rest =
				page.milliseconds * ( 1 / share - 1 ) * ( 0.5 + random() );
			calm += wasHeldUp ? 0 : page.milliseconds + rest;
			return rest;
		},
	};
}

type Best = ( value?: number ) => number;

/** The least so far, forgotten slowly: rows may grow, and a site may move. */
function bestSeen( best = Infinity ): Best {
	return ( value = best ) => {
		best = value <= best ? value : best + ( value - best ) * 0.005;
		return best;
	};
}
