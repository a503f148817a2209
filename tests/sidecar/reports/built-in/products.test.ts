import { describe, expect, it } from 'vitest';
import { item } from '../shop';
import {
	figuresOf,
	noon,
	november,
	openShop,
	rowsOf,
	smallShop,
} from './small-shop';

describe( 'Products', () => {
	it( 'adds up what lines came to, less what came back', async () => {
		const { ask, close } = await openShop();

		expect( figuresOf( await ask( 'products' ) ) ).toEqual( {
			net: 68_000,
			quantity: 6,
			lines: 6,
			products: 3,
		} );
		await close();
	} );

	it( 'puts variations under their product, and keeps what a deleted one sold', async () => {
		const { ask, close } = await openShop();

		const english = await ask( 'products' );
		const korean = await ask( 'products', november, 'ko-KR' );

		expect( rowsOf( english, 'products' ) ).toEqual( [
			[ '크루아상', 45_000, 45 / 68, 3, 2 ],
			[ 'Deleted product #99', 15_000, 15 / 68, 1, 1 ],
			[ '녹차', 7000, 7 / 68, 1, 2 ],
			[ 'Deleted products', 1000, 1 / 68, 1, 1 ],
		] );
		expect( rowsOf( korean, 'products' )?.[ 1 ]?.[ 0 ] ).toBe(
			'삭제된 상품 #99'
		);
		await close();
	} );

	it( 'follows one product alone', async () => {
		const { ask, close } = await openShop();

		const document = await ask(
			'products',
			`${ november }&filter.product=2`
		);

		expect( figuresOf( document ) ).toEqual( {
			net: 7000,
			quantity: 1,
			lines: 2,
			products: 1,
		} );
		expect(
			document.chart.points.flatMap( ( { key, value } ) =>
				value ? [ [ key, value ] ] : []
			)
		).toEqual( [
			[ '2026-11-02', 17_000 ],
			[ '2026-11-20', -10_000 ],
		] );
		await close();
	} );

	it( 'tells the variations of a product apart once it is chosen', async () => {
		const { ask, close } = await openShop( {
			...smallShop,
			order_items: [
				...smallShop.order_items,
				// In other money, of another product, and without a variation.
				item( noon( '11-03' ), {
					product: 2,
					variation: 4,
					net: 99_000,
					currency: 'USD',
				} ),
				item( noon( '11-03' ), {
					currency: 'KRW',
					product: 5,
					variation: 6,
					net: 500,
				} ),
				item( noon( '11-03' ), {
					currency: 'KRW',
					product: 2,
					net: 100,
				} ),
			],
		} );

		const all = await ask( 'products' );
		const chosen = await ask(
			'products',
			`${ november }&filter.product=2`
		);

		expect( rowsOf( all, 'variations' ) ).toBeUndefined();
		expect( rowsOf( chosen, 'variations' ) ).toEqual( [
			[ '녹차 - 100g', 7000, 1, 1 ],
			[ '녹차 - 50g', 0, 0, 1 ],
		] );
		await close();
	} );

	it( 'says in words what products came to', async () => {
		const { ask, close } = await openShop();

		const english = await ask( 'products' );
		const korean = await ask( 'products', november, 'ko-KR' );

		expect( english.summary ).toMatch(
			/^Products sold for ₩68,000, after none in the 22 days before\./
		);
		expect( korean.summary ).toMatch(
			/^상품 순매출 ₩68,000으로, 직전 22일에는 없었습니다\./
		);
		await close();
	} );
} );
