import { describe, expect, it } from 'vitest';
import { areaPath, linePath, runs } from '../../../blocks/report-view/line';
import { labelledPoints, scaleOf } from '../../../blocks/report-view/scale';

describe( 'the axis', () => {
	it.each( [
		[ [ 0 ], 'count', [ 0, 1 ] ],
		[ [ 1, null ], 'count', [ 0, 1 ] ],
		[ [ 1, 5 ], 'count', [ 0, 2, 4, 6 ] ],
		[ [ 97 ], 'count', [ 0, 50, 100 ] ],
		[ [ 1284 ], 'count', [ 0, 500, 1000, 1500 ] ],
		[ [ 0.3 ], 'decimal', [ 0, 0.1, 0.2, 0.3 ] ],
		[ [ 3.4 ], 'decimal', [ 0, 1, 2, 3, 4 ] ],
		[ [ 300, -150 ], 'money', [ -200, 0, 200, 400 ] ],
		[ [ -3 ], 'count', [ -3, -2, -1, 0 ] ],
		[ [ 9_000 ], 'duration', [ 0, 3_600, 7_200, 10_800 ] ],
	] as const )( 'of %j as %s has the steps %j', ( values, format, steps ) => {
		expect( scaleOf( values, format ).ticks ).toEqual( steps );
	} );

	it( 'dates six points at most, evenly spaced, the first among them', () => {
		for ( const count of [ 1, 2, 7, 28, 31, 366 ] ) {
			const dated = labelledPoints( count );
			expect( dated[ 0 ] ).toBe( 0 );
			expect( dated.length ).toBeLessThanOrEqual( 6 );
			expect( dated.at( -1 ) ).toBeLessThan( count );
		}
	} );
} );

describe( 'the line', () => {
	it( 'breaks at a gap, and does not fall to zero', () => {
		const [ first, second, ...more ] = runs(
			[ 1, 2, null, 4 ],
			scaleOf( [ 4 ], 'count' )
		);
		expect( more ).toEqual( [] );
		expect( linePath( first ?? [] ) ).toBe( 'M0 75L33.33 50' );
		expect( linePath( second ?? [] ) ).toBe( 'M100 0' );
	} );

	it( 'closes its area along the axis', () => {
		const scale = scaleOf( [ 2 ], 'count' );
		const [ run ] = runs( [ 1, 2 ], scale );
		expect( areaPath( run ?? [], scale ) ).toBe(
			'M0 50L100 0L100 100L0 100Z'
		);
	} );

	it( 'goes below zero with a loss, and its area goes up to zero', () => {
		const scale = scaleOf( [ 2, -2 ], 'count' );
		const [ run ] = runs( [ 2, -2 ], scale );
		expect( areaPath( run ?? [], scale ) ).toBe(
			'M0 0L100 100L100 50L0 50Z'
		);
	} );
} );
