import { describe, expect, it } from 'vitest';
import { item, product } from '../shop';
import { figuresOf, noon, openShop, rowsOf, smallShop } from './small-shop';

const shelves = {
	...smallShop,
	products: [
		product( { title: '크루아상', quantity: 10, low: 2 } ),
		product( { title: '녹차', sku: 'TEA', quantity: 3, low: 3 } ),
		product( { title: '케이크', stock: 'out', quantity: 0, low: 2 } ),
		product( { title: '쿠폰북', stock: 'none' } ),
		product( { title: '예약 상품', stock: 'backorder', quantity: -4 } ),
		product( { title: '초안', status: 'draft', quantity: 1, low: 2 } ),
		product( { title: '컵', status: 'private' } ),
		product( { title: '컵 - 빨강', parent: 7, quantity: 14, low: 2 } ),
	],
	order_items: [
		item( noon( '11-20' ), { product: 1, quantity: 28 } ),
		item( noon( '11-21' ), { product: 1, quantity: -8, kind: 'refund' } ),
		item( noon( '11-20' ), { product: 7, variation: 8, quantity: 7 } ),
		item( noon( '11-20' ), { product: 2, quantity: 90, standing: 'lost' } ),
		item( noon( '11-20' ), {
			product: 7,
			variation: 8,
			quantity: 90,
			standing: 'lost',
		} ),
		// A day too early to count.
		item( noon( '10-26' ), { product: 2, quantity: 90 } ),
	],
};

describe( 'Stock', () => {
	it( 'counts what is sold out, low, awaited and not counted, as it is now', async () => {
		const { ask, close } = await openShop( shelves );

		const document = await ask( 'stock', 'period=last-year' );

		expect( figuresOf( document ) ).toEqual( {
			out: 1,
			low: 1,
			backorder: 1,
			uncounted: 2,
		} );
		expect( rowsOf( document, 'states' ) ).toEqual( [
			[ 'In stock', 4 ],
			[ 'On backorder', 1 ],
			[ 'Uncounted', 1 ],
			[ 'Out of stock', 1 ],
		] );
		expect( document.state ).toBe( 'ready' );
		await close();
	} );

	it( 'says how long products and variations will last', async () => {
		const { ask, close } = await openShop( shelves );

		const document = await ask( 'stock', '' );

		expect( rowsOf( document, 'left' ) ).toEqual( [
			[ '크루아상', '', 10, 20, 14 ],
			[ '녹차', 'TEA', 3, 0, null ],
			[ '케이크', '', 0, 0, null ],
			[ '예약 상품', '', -4, 0, null ],
		] );
		expect( rowsOf( document, 'variations' ) ).toEqual( [
			[ '컵 - 빨강', '', 14, 7, 56 ],
		] );
		await close();
	} );

	it( 'speaks of now, and compares with nothing', async () => {
		const { ask, close } = await openShop( shelves );
		const full = await openShop( {
			...shelves,
			products: [ product( { quantity: 5 } ) ],
		} );

		const english = await ask( 'stock', '' );
		const korean = await ask( 'stock', '', 'ko-KR' );
		const nothing = await full.ask( 'stock', '', 'ko-KR' );

		expect( english.summary ).toBe( '1 product is out of stock.' );
		expect( korean.summary ).toBe( '품절된 상품은 모두 1개입니다.' );
		expect( english.period.label ).toBe( 'Now' );
		expect( korean.period.label ).toBe( '현재' );
		expect( english.previous ).toBeNull();
		expect( nothing.summary ).toBe( '지금은 품절된 상품이 없습니다.' );
		expect( english.definitions.map( ( { term } ) => term ) ).toEqual( [
			'When',
			'Out of stock',
			'Low in stock',
			'Not counted',
			'Days left',
		] );
		await close();
		await full.close();
	} );

	it( 'says how to fill an empty shelf', async () => {
		const { ask, close } = await openShop( { ...shelves, products: [] } );

		const { state, emptyAdvice } = await ask( 'stock', '' );

		expect( state ).toBe( 'empty' );
		expect( emptyAdvice ).toContain( 'Track stock quantity' );
		await close();
	} );
} );
