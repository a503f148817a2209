import { describe, expect, it } from 'vitest';
import {
	cover,
	coverByMonth,
	type Piece,
	startOfSpan,
} from '../../../sidecar/store/facts/cover';
import { parseDay } from '../../../sidecar/store/facts/days';
import { seeded } from './site-with-reports';

const first = parseDay( '2019-01-01' ) ?? 0;
const last = parseDay( '2028-12-31' ) ?? 0;
const every = Array.from(
	{ length: last - first + 1 },
	( _one, at ) => first + at
);

/** How often each day is counted: a day is in the span whose first day lies in the piece. */
function countDays( pieces: readonly Piece[] ): Map< number, number > {
	const counts = new Map< number, number >();
	for ( const { span, from, to, sign } of pieces ) {
		for ( const day of every ) {
			const start = startOfSpan( span, day );
			if ( start >= from && start <= to ) {
				counts.set( day, ( counts.get( day ) ?? 0 ) + sign );
			}
		}
	}
	return counts;
}

const costs = {
	few: { day: 1, third: 2, month: 2.5, quarter: 2.8, year: 3, ever: 3.2 },
	// Each fact of another kind.
	many: { day: 1, third: 10, month: 30, quarter: 90, year: 360, ever: 3600 },
};
const extent = { from: first, to: last };

describe.each( [
	[
		'cover of few rows',
		( from: number, to: number ) =>
			cover( from, to, { extent, costs: costs.few } ),
	],
	[
		'cover of many rows',
		( from: number, to: number ) =>
			cover( from, to, { extent, costs: costs.many } ),
	],
	[ 'coverByMonth', coverByMonth ],
] )( '%s', ( _name, make ) => {
	it( 'counts every day of a period once, and no other', () => {
		const dice = seeded( 21 );
		for ( let round = 0; round < 150; round++ ) {
			const from = first + 400 + dice.upTo( 2400 );
			const to = from + dice.upTo( dice.pick( [ 5, 40, 400, 800 ] ) );
			const counts = countDays( make( from, to ) );
			const wrong = every.filter(
				( day ) =>
					( counts.get( day ) ?? 0 ) !==
					( day >= from && day <= to ? 1 : 0 )
			);
			expect( wrong ).toEqual( [] );
		}
	} );
} );

it( 'takes fewer than thirty sums for years', () => {
	const dice = seeded( 22 );
	const sums = Array.from( { length: 40 }, () => {
		const from = first + dice.upTo( 1000 );
		return cover( from, from + 700 + dice.upTo( 1500 ), {
			extent,
			costs: costs.few,
		} ).reduce(
			( sum, { from: low, to: high, span } ) =>
				sum +
				new Set(
					every
						.map( ( day ) => startOfSpan( span, day ) )
						.filter( ( start ) => start >= low && start <= high )
				).size,
			0
		);
	} );
	expect( Math.max( ...sums ) ).toBeLessThan( 30 );
} );

it( 'takes all there is less the days outside, where that is fewer rows', () => {
	const pieces = cover( first + 10, last - 3, { extent, costs: costs.few } );

	expect(
		pieces.map( ( { span, sign } ) => `${ sign } ${ span }` ).toSorted()
	).toEqual( [ '-1 day', '-1 third', '1 ever' ] );
} );

it( 'reads no days before the first or after the last', () => {
	expect(
		cover( first - 4000, last + 4000, { extent, costs: costs.few } )
	).toEqual( [ { span: 'ever', from: 0, to: 0, sign: 1 } ] );
	expect(
		cover( last + 1, last + 4000, { extent, costs: costs.few } )
	).toEqual( [] );
} );
