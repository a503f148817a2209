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
};
const blog: Site = { page: 40, start: 25, row: 0.1, slowest: 1 };
const shop: Site = { page: 150, start: 80, row: 0.2, slowest: 1 };
const minutes = 60_000;
/** How far its clock is ahead of ours. */
const ahead = 5000;

type Random = () => number;
/** When this visitor asks for the next page. */
type Visitor = ( now: number, random: Random ) => number;

const everyNow = ( seconds: number ): Visitor[] => [
	( now, random ) => now - Math.log( 1 - random() ) * seconds * 1000,
];
const withoutRest = ( count: number ): Visitor[] =>
	Array.from( { length: count }, () => ( now: number ) => now );

/** A site with one PHP worker, which serves whoever asked first: visitors, and us. */
function serve(
	visitors: Visitor[],
	pace: Pace | null,
	length: number,
	{ page, start, row, slowest }: Site = blog
) {
	const numbers = seeded( 7 );
	const random = () => numbers.upTo( 999_999 ) / 1_000_000;
	const nextAsked = visitors.map( ( visit ) => visit( 0, random ) );
	let ourNext = pace === null ? Infinity : 0;
	let free = 0;
	let rows = 0;
	let asked = 0;
	const waited: number[] = [];
	for (;;) {
		const next = Math.min( ...nextAsked, ourNext );
		if ( next > length || next === Infinity ) {
			break;
		}
		const begin = Math.max( free, next );
		if ( pace !== null && next === ourNext ) {
			const count = pace.rows( 'orders' );
			const computing = count * row;
			const slower = slowest ** random();
			const reading = computing * slower * ( 1 + random() / 20 );
			const request = start * slower + reading;
			free = begin + request;
			rows += count;
			asked++;
			// Now and then we are writing when the answer comes.
			const late = random() < 0.1 ? 40 * random() : random();
			ourNext =
				free +
				1 +
				pace.rest( {
					dataset: 'orders',
					rows: count,
					sent: next,
					milliseconds: free - next + 1 + late + count / 500,
					spent: {
						begun: begin + ahead,
						request,
						reading,
						computing,
					},
					isCrossed: false,
				} );
		} else {
			const who = nextAsked.indexOf( next );
			free = begin + page * slowest ** random();
			waited.push( free - next );
			nextAsked[ who ] = visitors[ who ]?.( free, random ) ?? Infinity;
		}
	}
	return {
		mean: waited.reduce( ( sum, one ) => sum + one, 0 ) / waited.length,
		rowsPerSecond: ( 1000 * rows ) / length,
		asked,
	};
}

function testPace(): Pace {
	const numbers = seeded( 11 );
	return createPace( () => numbers.upTo( 999_999 ) / 1_000_000 );
}

const unpaced: Pace = { rows: () => 4000, rest: () => 0 };

describe( 'createPace, at a site with one PHP worker', () => {
	it.each( [
		[ 'a page every three seconds', everyNow( 3 ) ],
		[ 'a page every second', everyNow( 1 ) ],
		[ 'eight pages a second', everyNow( 1 / 8 ) ],
		[ 'a visitor who never rests', withoutRest( 1 ) ],
		[ 'four visitors who never rest', withoutRest( 4 ) ],
	] )( 'slows pages by at most a tenth under %s', ( _load, visitors ) => {
		const alone = serve( visitors, null, 30 * minutes );
		const copied = serve( visitors, testPace(), 30 * minutes );
		const flatOut = serve( visitors, unpaced, 10 * minutes );

		expect( copied.mean / alone.mean ).toBeLessThan( 1.1 );
		expect( copied.rowsPerSecond ).toBeGreaterThan( 0 );
		expect( flatOut.mean / alone.mean ).toBeGreaterThan( 2 );
	} );

	it.each( [
		[ 'a page every three seconds', everyNow( 3 ) ],
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

	it( 'goes on where others share the machine', () => {
		const busy = { ...shop, slowest: 8 };
		const { rowsPerSecond } = serve( [], testPace(), 10 * minutes, busy );
		const most = serve( [], unpaced, 10 * minutes, busy ).rowsPerSecond;
		expect( rowsPerSecond ).toBeGreaterThan( most / 40 );
	} );

	it( 'takes most of what there is while nobody comes', () => {
		const { rowsPerSecond } = serve( [], testPace(), 2 * minutes );
		const most = serve( [], unpaced, 2 * minutes ).rowsPerSecond;
		expect( rowsPerSecond ).toBeGreaterThan( 0.8 * most );
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

	it( 'makes pages smaller where a row takes long', () => {
		const pace = testPace();
		ask( pace, 'posts', 0.1 );
		for ( let asked = 0; asked < 50; asked++ ) {
			ask( pace, 'orders', 10 );
		}
		expect( pace.rows( 'orders' ) ).toBe( 200 );
		expect( pace.rows( 'posts' ) ).toBeGreaterThan( 200 );
	} );

	it( 'knows of each dataset how long it takes to be read', () => {
		const pace = testPace();
		for ( let asked = 0; asked < 50; asked++ ) {
			ask( pace, 'posts', 0.1 );
		}
		for ( let asked = 0; asked < 50; asked++ ) {
			ask( pace, 'orders', 0.1, 4 );
		}
		expect( ask( pace, 'orders', 0.1, 4 ) ).toBe( 0 );
	} );

	it( 'takes what waits behind a question of ours for no visitor', () => {
		const held = {
			dataset: 'posts',
			rows: 200,
			sent: 0,
			milliseconds: 930,
		};
		const spent = { request: 30, reading: 20, computing: 20 };
		const rests = [ true, false ].map( ( isCrossed ) => {
			const pace = testPace();
			for ( let asked = 0; asked < 50; asked++ ) {
				ask( pace, 'posts', 0.1 );
			}
			return pace.rest( {
				...held,
				spent: { begun: ahead + 900, ...spent },
				isCrossed,
			} );
		} );
		expect( rests[ 0 ] ).toBe( 0 );
		expect( rests[ 1 ] ).toBeGreaterThan( 1000 );
	} );

	it( 'goes by the time a row takes where the site does not say what it spent', () => {
		const pace = testPace();
		const askSilent = ( each: number ) => {
			const rows = pace.rows( 'posts' );
			return pace.rest( {
				dataset: 'posts',
				rows,
				sent: 0,
				milliseconds: rows * each,
				spent: null,
				isCrossed: false,
			} );
		};
		for ( let asked = 0; asked < 50; asked++ ) {
			askSilent( 0.1 );
		}
		expect( askSilent( 0.1 ) ).toBe( 0 );
		expect( askSilent( 0.2 ) ).toBeGreaterThan( 100 );
	} );
} );

/** A page of an idle site; `each` in milliseconds a row. */
function ask( pace: Pace, dataset: string, each: number, slowness = 1 ) {
	const rows = pace.rows( dataset );
	const computing = rows * each;
	const reading = computing * slowness;
	return pace.rest( {
		dataset,
		rows,
		sent: 0,
		milliseconds: reading + 30,
		spent: { begun: ahead, request: reading + 29, reading, computing },
		isCrossed: false,
	} );
}
