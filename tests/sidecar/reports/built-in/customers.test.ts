import { describe, expect, it } from 'vitest';
import { figuresOf, november, openShop, rowsOf } from './small-shop';

describe( 'Customers', () => {
	it( 'tells first orders from further ones, and leaves out whom nobody knows', async () => {
		const { ask, close } = await openShop();

		expect( figuresOf( await ask( 'customers' ) ) ).toEqual( {
			new: 1,
			returning: 1,
			share: 0.5,
			'new-paid': 55_000,
			'returning-paid': 33_000,
		} );
		await close();
	} );

	it( 'follows the buyers of each month until now, the latest first', async () => {
		const { ask, close } = await openShop();

		const document = await ask( 'customers', 'period=last-year' );

		expect( rowsOf( document, 'cohorts' ) ).toEqual( [
			[ 'November\u00A02026', 1, 2, 2, 88_000 ],
			[ 'October\u00A02026', 1, 1, 1, 22_000 ],
			[ 'Unknown', 0, 2, null, null ],
		] );
		await close();
	} );

	it( 'keeps a month and its year in one line, and finds them as they are typed', async () => {
		const { reports, site, close } = await openShop();

		const { rows } = await reports.table( {
			site: site.home,
			report: 'customers',
			table: 'cohorts',
			search: new URLSearchParams( { search: '2026년 11월' } ).toString(),
			locale: 'ko-KR',
			viewer: { user: 1, grants: [ 'shop' ] },
		} );

		expect( rows.map( ( [ month ] ) => month ) ).toEqual( [
			'2026년\u00A011월',
		] );
		await close();
	} );

	it( 'counts people with the word for people', async () => {
		const { ask, close } = await openShop();

		const { summary } = await ask( 'customers', november, 'ko-KR' );

		expect( summary ).toBe(
			'신규 고객은 모두 1명으로, 직전 22일과 같습니다.'
		);
		await close();
	} );
} );
