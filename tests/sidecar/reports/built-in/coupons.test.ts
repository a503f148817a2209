import { describe, expect, it } from 'vitest';
import {
	figuresOf,
	noon,
	november,
	openShop,
	rowsOf,
	seconds,
	smallShop,
} from './small-shop';

function use( day: string, different: object ) {
	return {
		order: 1,
		code: 'spring',
		standing: 'sold',
		currency: 'KRW',
		at: seconds( noon( day ) ),
		discount: 2000,
		...different,
	};
}

const uses = [
	use( '11-02', {} ),
	use( '11-03', { discount: 1000 } ),
	use( '11-10', { code: 'freeship', discount: 0 } ),
	use( '11-11', { standing: 'lost' } ),
	use( '11-12', { currency: 'USD' } ),
	use( '10-12', { discount: 6000 } ),
];

describe( 'Coupons', () => {
	it( 'adds up what each coupon took off, free shipping too', async () => {
		const { ask, close } = await openShop( {
			...smallShop,
			coupon_uses: uses,
		} );

		const document = await ask( 'coupons' );

		expect( figuresOf( document ) ).toEqual( {
			discount: 3000,
			uses: 3,
			average: 1000,
			coupons: 2,
		} );
		expect( rowsOf( document, 'codes' ) ).toEqual( [
			[ 'spring', 3000, 2, 1500 ],
			[ 'freeship', 0, 1, 0 ],
		] );
		await close();
	} );

	it( 'says in words what it comes to', async () => {
		const { ask, close } = await openShop( {
			...smallShop,
			coupon_uses: uses,
		} );

		const english = await ask( 'coupons' );
		const korean = await ask( 'coupons', november, 'ko-KR' );

		expect( english.summary ).toBe(
			'Coupons took off ₩3,000, 50% less than the 22 days before.'
		);
		expect( korean.summary ).toBe(
			'쿠폰으로 할인된 금액은 ₩3,000으로, 직전 22일보다 50% 줄었습니다.'
		);
		await close();
	} );
} );
