import { describe, expect, it } from 'vitest';
import { areaPath, linePath, runs } from '../../../blocks/report-view/line';
import { axisTicks, labelledPoints } from '../../../blocks/report-view/scale';

describe( 'the axis', () => {
	it.each( [
		[ 0, true, [ 0, 1 ] ],
		[ 1, true, [ 0, 1 ] ],
		[ 5, true, [ 0, 2, 4, 6 ] ],
		[ 97, true, [ 0, 50, 100 ] ],
		[ 1284, true, [ 0, 500, 1000, 1500 ] ],
		[ 0.3, false, [ 0, 0.1, 0.2, 0.3 ] ],
		[ 3.4, false, [ 0, 1, 2, 3, 4 ] ],
	] )( 'up to %d (whole: %s) has the steps %j', ( highest, whole, steps ) => {
		expect( axisTicks( highest, whole ) ).toEqual( steps );
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
		const [ first, second, ...more ] = runs( [ 1, 2, null, 4 ], 4 );
		expect( more ).toEqual( [] );
		expect( linePath( first ?? [] ) ).toBe( 'M0 75L33.33 50' );
		expect( linePath( second ?? [] ) ).toBe( 'M100 0' );
	} );

	it( 'closes its area along the axis', () => {
		const [ run ] = runs( [ 1, 2 ], 2 );
		expect( areaPath( run ?? [] ) ).toBe( 'M0 50L100 0L100 100L0 100Z' );
	} );
} );
