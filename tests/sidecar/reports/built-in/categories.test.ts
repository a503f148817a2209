import { describe, expect, it } from 'vitest';
import { figuresOf, november, openShop, rowsOf } from './small-shop';

describe( 'Categories', () => {
	it( 'counts a product in each of its categories, and a deleted one in none', async () => {
		const { ask, close } = await openShop();

		const document = await ask( 'categories' );

		expect( rowsOf( document, 'categories' ) ).toEqual( [
			[ '빵', 45_000, 3, 2 ],
			[ '아침', 45_000, 3, 2 ],
			[ '차', 7000, 1, 2 ],
		] );
		expect( figuresOf( document ) ).toEqual( {
			net: 68_000,
			quantity: 6,
			lines: 6,
		} );
		expect(
			document.chart.points.map( ( { label, value } ) => [
				label,
				value,
			] )
		).toEqual( [
			[ '빵', 45_000 ],
			[ '아침', 45_000 ],
			[ '차', 7000 ],
		] );
		await close();
	} );

	it( 'says that rows can come to more than there is', async () => {
		const { ask, close } = await openShop();

		const { definitions } = await ask( 'categories', november, 'ko-KR' );

		expect( definitions[ 0 ] ).toMatchObject( { term: '카테고리' } );
		expect( definitions[ 0 ]?.text ).toContain( '양쪽에 모두 집계' );
		await close();
	} );
} );
