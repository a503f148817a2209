import { describe, expect, it } from 'vitest';
import { order } from '../shop';
import { figuresOf, november, openShop, rowsOf, smallShop } from './small-shop';

describe( 'Sales', () => {
	it( 'takes discounts and refunds off, and leaves tax and shipping out', async () => {
		const { ask, close } = await openShop();

		expect( figuresOf( await ask( 'sales' ) ) ).toEqual( {
			net: 67_500,
			orders: 4,
			average: 19_375,
			gross: 79_500,
			discounts: 2000,
			refunds: 10_000,
			tax: 7100,
			shipping: 3000,
			total: 77_600,
		} );
		await close();
	} );

	it( 'dates a refund when it was made, not when its order was placed', async () => {
		const { ask, close } = await openShop();

		const { points } = (
			await ask( 'sales', 'from=2026-10-01&to=2026-11-22&by=month' )
		).chart;

		expect( points.map( ( { value } ) => value ) ).toEqual( [
			20_000, 67_500,
		] );
		await close();
	} );

	it( 'shows which statuses it counts, and none that WooCommerce leaves out', async () => {
		const { ask, close } = await openShop();

		const document = await ask( 'sales' );
		const processing = await ask(
			'sales',
			`${ november }&filter.status=processing`
		);

		expect( rowsOf( document, 'statuses' ) ).toEqual( [
			[ '완료됨', 3, 47_500 ],
			[ '처리 중', 1, 30_000 ],
			[ '환불됨', 0, -10_000 ],
		] );
		expect( figuresOf( processing ) ).toMatchObject( {
			net: 30_000,
			orders: 1,
			gross: 30_000,
		} );
		await expect(
			ask( 'sales', `${ november }&filter.status=failed` )
		).rejects.toMatchObject( { code: 'filter_value_unknown' } );
		await close();
	} );

	it( 'says in words what remained', async () => {
		const { ask, close } = await openShop();

		const english = await ask( 'sales' );
		const korean = await ask( 'sales', november, 'ko-KR' );

		expect( english.summary ).toMatch(
			/^Net sales of ₩67,500, 238% more than the 22 days before\. Most on Monday,? 2 Nov \(₩47,000\)\.$/
		);
		expect( korean.summary ).toBe(
			'순매출 ₩67,500으로, 직전 22일보다 238% 늘었습니다. 11월 2일 월요일에 가장 많았습니다(₩47,000).'
		);
		await close();
	} );

	it.each( [
		[ 'USD', 'US$100', '로' ],
		[ 'EUR', '€100', '로' ],
		[ 'JPY', 'JP¥10,000', '으로' ],
		[ 'KWD', 'KWD 10', '로' ],
	] )( 'reads %s as Korean does', async ( currency, written, particle ) => {
		const { ask, close } = await openShop( {
			...smallShop,
			orders: [
				order( '2026-11-20T03:00:00Z', {
					currency,
					total: 10_000,
					tax: 0,
					shipping: 0,
				} ),
			],
		} );

		const { summary } = await ask(
			'sales',
			`${ november }&currency=${ currency }`,
			'ko-KR'
		);

		expect( summary.replace( /\s/g, ' ' ) ).toContain(
			`순매출 ${ written }${ particle }, 직전 22일에는 없었습니다.`
		);
		await close();
	} );

	it( 'keeps every currency by itself', async () => {
		const { ask, close } = await openShop();

		const dollars = await ask( 'sales', `${ november }&currency=USD` );

		expect( figuresOf( dollars ) ).toMatchObject( {
			net: 10_000,
			orders: 1,
			refunds: 0,
		} );
		expect( dollars.otherCurrencies ).toEqual( [ 'KRW' ] );
		await close();
	} );

	it( 'has 25 hours in the day on which clocks go back', async () => {
		const at = ( time: string ) =>
			order( time, { total: 100, tax: 0, shipping: 0 } );
		const { ask, close } = await openShop(
			{
				...smallShop,
				orders: [
					at( '2026-11-01T03:59:59Z' ),
					at( '2026-11-01T04:00:00Z' ),
					at( '2026-11-02T04:59:59Z' ),
					at( '2026-11-02T05:00:00Z' ),
				],
			},
			{ timezone: 'America/New_York', currency: 'EUR' }
		);

		const { chart } = await ask( 'sales', 'from=2026-10-31&to=2026-11-02' );

		expect( chart.points.map( ( { value } ) => value ) ).toEqual( [
			100, 200, 100,
		] );
		await close();
	} );

	it( 'says what to do when there is nothing', async () => {
		const { ask, close } = await openShop( {
			...smallShop,
			orders: [],
			order_items: [],
		} );

		for ( const report of [ 'sales', 'products', 'customers' ] ) {
			const document = await ask( report, '', 'ko-KR' );
			expect( document.state ).toBe( 'empty' );
			expect( document.emptyAdvice ).toContain( '우커머스 → 주문' );
			expect( document.summary ).toMatch(
				/^이 기간에는 .+이 없습니다\./
			);
		}
		await close();
	} );

	it( 'is not there for a site without WooCommerce', async () => {
		const { ask, catalogue, close } = await openShop( {} );

		expect( ( await catalogue() ).map( ( { id } ) => id ) ).not.toContain(
			'sales'
		);
		await expect( ask( 'sales' ) ).rejects.toMatchObject( {
			code: 'dataset_missing',
		} );
		await close();
	} );
} );
