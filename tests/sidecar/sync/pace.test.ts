import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../../sidecar/sync/pace';
import { seeded } from '../reports/site-with-reports';

/** Milliseconds by a clock that nobody waits for. */
const page = 40;
const start = 25;
const row = 0.1;
const minutes = 60_000;

type Random = () => number;
/** When this visitor asks for the next page. */
type Visitor = ( now: number, random: Random ) => number;

const everyNow = ( seconds: number ): Visitor[] => [
	( now, random ) => now - Math.log( 1 - random() ) * seconds * 1000,
];
const withoutRest = ( count: number ): Visitor[] =>
	Array.from( { length: count }, () => ( now: number ) => now );

/** A site with one PHP worker, which serves whoever asked first: visitors, and us. */
function serve( visitors: Visitor[], pace: Pace | null, length: number ) {
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
			const count = pace.rows();
			const computing = count * row;
			const reading = computing * ( 1 + random() / 20 );
			free = begin + start + reading;
			rows += count;
			asked++;
			ourNext =
				free +
				1 +
				pace.rest( {
					rows: count,
					milliseconds: free - next + 1 + random() + count / 500,
					spent: { request: start + reading, reading, computing },
				} );
		} else {
			const who = nextAsked.indexOf( next );
			free = begin + page;
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

const unpaced: Pace = { rows: () => 2000, rest: () => 0 };

describe( 'createPace, at a site with one PHP worker', () => {
	it.each( [
		[ 'a page every three seconds', everyNow( 3 ) ],
		[ 'a page every second', everyNow( 1 ) ],
		[ 'eight pages a second', everyNow( 1 / 8 ) ],
		[ 'a visitor who never rests', withoutRest( 1 ) ],
		[ 'four visitors who never rest', withoutRest( 4 ) ],
	] )( 'slows pages by at most a tenth under %s', ( _load, visitors ) => {
		const alone = serve( visitors, null, 10 * minutes );
		const copied = serve( visitors, testPace(), 10 * minutes );
		const flatOut = serve( visitors, unpaced, 10 * minutes );

		expect( copied.mean / alone.mean ).toBeLessThan( 1.1 );
		expect( copied.rowsPerSecond ).toBeGreaterThan( 0 );
		expect( flatOut.mean / alone.mean ).toBeGreaterThan( 2 );
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
		for ( let asked = 0; asked < 50; asked++ ) {
			const reading = pace.rows() * 10;
			pace.rest( {
				rows: pace.rows(),
				milliseconds: reading + 30,
				spent: { request: reading + 29, reading, computing: reading },
			} );
		}
		expect( pace.rows() ).toBe( 20 );
	} );

	it( 'goes by the time a row takes where the site does not say what it spent', () => {
		const pace = testPace();
		const ask = ( each: number ) => {
			const rows = pace.rows();
			return pace.rest( {
				rows,
				milliseconds: rows * each,
				spent: null,
			} );
		};
		for ( let asked = 0; asked < 50; asked++ ) {
			ask( 0.1 );
		}
		expect( ask( 0.1 ) ).toBe( 0 );
		expect( ask( 0.2 ) ).toBeGreaterThan( 100 );
	} );
} );
