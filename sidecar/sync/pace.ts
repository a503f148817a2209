import type { Spent } from '../contract/sync';

/** How fast a site is asked for its facts, one page at a time. */
export type Pace = {
	/** Rows of this dataset to ask for next. */
	rows( dataset: string ): number;
	/** Notes what a page has cost; answers how many milliseconds to rest before the next. */
	rest( page: PageCost ): number;
};

/** `rows`: how many came, which may be fewer than were asked for. */
export type PageCost = { dataset: string; rows: number; spent: Spent };

const rowsAtMost = 10_000;
const rowsAtFirst = 200;
const rowsAtLeast = 200;
/** Milliseconds. Of one PHP worker a visitor waits for half a page; longer where WordPress starts slowly. */
const longestPage = 100;
/** After so long at full speed without anybody. */
const quietPage = 500;
const quietFor = 1500;
const gentlePage = 40;
/** Shares of the time in which the site is asked. A twelfth slows the busiest site by a twelfth. */
const gentleShare = 0.08;
const firstShare = 0.15;
/** Milliseconds without a visitor before it is asked more often. */
const firstCalm = 1000;
const shortestCalm = 60_000;
const longestCalm = 300_000;

/**
 * Full speed while nobody else wants the site, and little once somebody does, or where that is
 * not known. The rests are random, so that no rhythm of visitors is missed.
 */
export function createPace( random: () => number ): Pace {
	let share = firstShare;
	let calm = 0;
	let neededCalm = firstCalm;
	let fastFor = 0;
	let visits: number | null = null;
	const overhead = bestSeen();
	const rows = new Map< string, number >();

	const rowsOf = ( dataset: string ) => rows.get( dataset ) ?? rowsAtFirst;

	function isVisited( now: number | null ) {
		const before = visits;
		visits = now;
		return now === null || ( before !== null && now !== before );
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
	function rowsIn( milliseconds: number, { rows: read, spent }: PageCost ) {
		const start = overhead( spent.request - spent.reading );
		const fitting =
			( Math.max( milliseconds, 2.5 * start ) - start ) /
			( spent.reading / Math.max( read, 1 ) );
		return Math.max( rowsAtLeast, Math.min( fitting, rowsAtMost ) );
	}

	return {
		rows: ( dataset ) => Math.round( rowsOf( dataset ) ),

		rest( page ) {
			const { dataset, spent } = page;
			if ( isVisited( spent.visits ) ) {
				slowDown();
			} else if ( calm >= neededCalm ) {
				share = Math.min( 1, 2 * share );
			}
			const fastPage = fastFor > quietFor ? quietPage : longestPage;
			const length = share === 1 ? fastPage : gentlePage;
			rows.set(
				dataset,
				Math.min( 2.5 * rowsOf( dataset ), rowsIn( length, page ) )
			);
			if ( share === 1 ) {
				fastFor += spent.request;
				return 0;
			}
			const rest = spent.request * ( 1 / share - 1 ) * ( 0.5 + random() );
			calm += spent.request + rest;
			return rest;
		},
	};
}

/** The least so far, forgotten slowly: a site may move. */
function bestSeen(): ( value: number ) => number {
	let best = Infinity;
	return ( value ) => {
		best = value <= best ? value : best + ( value - best ) * 0.005;
		return best;
	};
}
