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

	it( 'follows the products of one category, or of several', async () => {
		const { ask, close } = await openShop();

		const all = await ask( 'categories' );
		const tea = await ask(
			'categories',
			`${ november }&filter.category=3`
		);
		const both = await ask(
			'categories',
			`${ november }&filter.category=1&filter.category=3`
		);

		expect( all.filters[ 0 ]?.options ).toEqual( [
			{ value: '3', label: '차' },
			{ value: '1', label: '빵' },
			{ value: '2', label: '아침' },
		] );
		expect(
			rowsOf( all, 'products' )?.map( ( [ label ] ) => label )
		).toEqual( [
			'크루아상',
			'Deleted product #99',
			'녹차',
			'Deleted products',
		] );
		expect( figuresOf( tea ) ).toEqual( {
			net: 7000,
			quantity: 1,
			lines: 2,
		} );
		expect( rowsOf( tea, 'categories' ) ).toEqual( [
			[ '차', 7000, 1, 2 ],
		] );
		expect( rowsOf( tea, 'products' ) ).toEqual( [
			[ '녹차', 7000, 1, 1, 2 ],
		] );
		expect( rowsOf( both, 'categories' ) ).toEqual( [
			[ '빵', 45_000, 3, 2 ],
			[ '아침', 45_000, 3, 2 ],
			[ '차', 7000, 1, 2 ],
		] );
		expect( figuresOf( both ) ).toMatchObject( { net: 52_000 } );
		await close();
	} );

	it.each( [ [ '4' ], [ '99' ], [ 'soup' ], [ '-1' ] ] )(
		'refuses category %s, which no product has',
		async ( category ) => {
			const { ask, close } = await openShop();

			await expect(
				ask( 'categories', `filter.category=${ category }` )
			).rejects.toMatchObject( {
				code: 'filter_value_unknown',
				parameter: 'filter.category',
			} );
			await close();
		}
	);

	it( 'says that rows can come to more than there is', async () => {
		const { ask, close } = await openShop();

		const { definitions } = await ask( 'categories', november, 'ko-KR' );

		expect( definitions[ 0 ] ).toMatchObject( { term: '카테고리' } );
		expect( definitions[ 0 ]?.text ).toContain( '양쪽에 모두 집계' );
		await close();
	} );
} );
