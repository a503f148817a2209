import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../../sidecar/sync/pace';
import { seeded } from '../reports/site-with-reports';

/** Milliseconds by a clock that nobody waits for. */
type Site = {
	page: number;
	/** Until WordPress has started for a page of facts. */
	start: number;
	row: number;
	/** How often as long it may all take, because others share the machine. */
	slowest: number;
	/** Whether visitors wait until our page is done; else each of the two takes half as long again. */
	hasOneWorker: boolean;
	countsVisits: boolean;
};
const blog: Site = {
	page: 40,
	start: 25,
	row: 0.1,
	slowest: 1,
	hasOneWorker: true,
	countsVisits: true,
};
const shop: Site = { ...blog, page: 150, start: 80, row: 0.03 };
const minutes = 60_000;

type Random = () => number;
/** When this visitor asks for the next page. */
type Visitor = ( now: number, random: Random ) => number;

const everyNow = ( seconds: number ): Visitor[] => [
	( now, random ) => now - Math.log( 1 - random() ) * seconds * 1000,
];
const withoutRest = ( count: number ): Visitor[] =>
	Array.from( { length: count }, () => ( now: number ) => now );

/** A site that serves whoever asked first: visitors, and us. */
function serve(
	visitors: Visitor[],
	pace: Pace | null,
	length: number,
	{ page, start, row, slowest, hasOneWorker, countsVisits }: Site = blog
) {
	const numbers = seeded( 7 );
	const random = () => numbers.upTo( 999_999 ) / 1_000_000;
	const nextAsked = visitors.map( ( visit ) => visit( 0, random ) );
	let ourNext = pace === null ? Infinity : 0;
	let ourEnd = 0;
	let free = 0;
	let visits = 0;
	let rows = 0;
	const waited: number[] = [];
	for (;;) {
		const next = Math.min( ...nextAsked, ourNext );
		if ( next > length || next === Infinity ) {
			break;
		}
		const begin = hasOneWorker ? Math.max( free, next ) : next;
		if ( pace !== null && next === ourNext ) {
			const count = pace.rows( 'orders' );
			const slower = slowest ** random();
			const reading = count * row * slower;
			const request = start * slower + reading;
			ourEnd = begin + request;
			free = ourEnd;
			rows += count;
			ourNext =
				ourEnd +
				1 +
				pace.rest( {
					dataset: 'orders',
					rows: count,
					spent: {
						request,
						reading,
						visits: countsVisits ? visits : null,
					},
				} );
		} else {
			const who = nextAsked.indexOf( next );
			const isShared = ! hasOneWorker && begin < ourEnd;
			visits++;
			free = begin + page * slowest ** random() * ( isShared ? 1.5 : 1 );
			waited.push( free - next );
			nextAsked[ who ] = visitors[ who ]?.( free, random ) ?? Infinity;
		}
	}
	return {
		mean: waited.reduce( ( sum, one ) => sum + one, 0 ) / waited.length,
		rowsPerSecond: ( 1000 * rows ) / length,
	};
}

function testPace(): Pace {
	const numbers = seeded( 11 );
	return createPace( () => numbers.upTo( 999_999 ) / 1_000_000 );
}

const unpaced: Pace = { rows: () => 10_000, rest: () => 0 };

describe( 'createPace', () => {
	it.each( [
		[ 'a page every ten seconds', everyNow( 10 ) ],
		[ 'a page every second', everyNow( 1 ) ],
		[ 'eight pages a second', everyNow( 1 / 8 ) ],
		[ 'a visitor who never rests', withoutRest( 1 ) ],
		[ 'four visitors who never rest', withoutRest( 4 ) ],
	] )(
		'slows pages of one PHP worker by at most a tenth under %s',
		( _load, visitors ) => {
			const alone = serve( visitors, null, 30 * minutes );
			const copied = serve( visitors, testPace(), 30 * minutes );
			const flatOut = serve( visitors, unpaced, 10 * minutes );

			expect( copied.mean / alone.mean ).toBeLessThan( 1.1 );
			expect( copied.rowsPerSecond ).toBeGreaterThan( 0 );
			expect( flatOut.mean / alone.mean ).toBeGreaterThan( 2 );
		}
	);

	it.each( [
		[ 'a page every ten seconds', everyNow( 10 ) ],
		[ 'three pages a second', everyNow( 1 / 3 ) ],
		[ 'a visitor who never rests', withoutRest( 1 ) ],
	] )(
		'slows the pages of a shop by at most a tenth under %s',
		( _load, visitors ) => {
			const alone = serve( visitors, null, 30 * minutes, shop );
			const copied = serve( visitors, testPace(), 30 * minutes, shop );
			expect( copied.mean / alone.mean ).toBeLessThan( 1.1 );
		}
	);

	it.each( [
		[ 'a page every ten seconds', everyNow( 10 ) ],
		[ 'three pages a second', everyNow( 1 / 3 ) ],
	] )(
		'slows pages by at most a tenth where nobody queues, under %s',
		( _load, visitors ) => {
			const wide = { ...shop, hasOneWorker: false };
			const alone = serve( visitors, null, 30 * minutes, wide );
			const copied = serve( visitors, testPace(), 30 * minutes, wide );
			const flatOut = serve( visitors, unpaced, 30 * minutes, wide );
			expect( copied.mean / alone.mean ).toBeLessThan( 1.1 );
			expect( flatOut.mean / alone.mean ).toBeGreaterThan( 1.3 );
		}
	);

	it( 'stays slow where the site can not count its visits', () => {
		const blind = { ...blog, countsVisits: false };
		const visitors = everyNow( 1 );
		const alone = serve( visitors, null, 30 * minutes, blind );
		const copied = serve( visitors, testPace(), 30 * minutes, blind );
		expect( copied.mean / alone.mean ).toBeLessThan( 1.1 );
		expect( copied.rowsPerSecond ).toBeGreaterThan( 100 );
	} );

	it( 'takes most of what there is while nobody comes, however busy the machine', () => {
		const busy = { ...shop, slowest: 8 };
		for ( const site of [ blog, shop, busy ] ) {
			const { rowsPerSecond } = serve(
				[],
				testPace(),
				2 * minutes,
				site
			);
			const most = serve( [], unpaced, 2 * minutes, site ).rowsPerSecond;
			expect( rowsPerSecond ).toBeGreaterThan( 0.6 * most );
		}
	} );

	it( 'is at full speed again after the visitors have gone', () => {
		const crowd: Visitor[] = [
			( now ) => ( now < minutes ? now + 100 : Infinity ),
		];
		const early = serve( crowd, testPace(), minutes );
		const all = serve( crowd, testPace(), 5 * minutes );
		expect( early.rowsPerSecond ).toBeLessThan( 1000 );
		expect( all.rowsPerSecond ).toBeGreaterThan( 4000 );
	} );

	it( 'holds a visitor up for no longer than a page', () => {
		const pace = testPace();
		for ( let asked = 0; asked < 200; asked++ ) {
			ask( pace, 'posts', 0.03 );
		}
		expect( pace.rows( 'posts' ) * 0.03 ).toBeLessThan( 400 );
	} );

	it( 'asks for small pages where a row takes long, of that dataset', () => {
		const pace = testPace();
		for ( let asked = 0; asked < 50; asked++ ) {
			ask( pace, 'posts', 0.1 );
			ask( pace, 'orders', 10 );
		}
		expect( pace.rows( 'orders' ) ).toBe( 200 );
		expect( pace.rows( 'posts' ) ).toBeGreaterThan( 1000 );
	} );
} );

/** A page of an idle site; `each` in milliseconds a row. */
function ask( pace: Pace, dataset: string, each: number ) {
	const rows = pace.rows( dataset );
	const reading = rows * each;
	return pace.rest( {
		dataset,
		rows,
		spent: { request: reading + 30, reading, visits: 0 },
	} );
}
