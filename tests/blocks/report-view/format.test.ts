import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../sidecar/contract/report-document';
import { describeChange } from '../../../blocks/report-view/change';
import { formatNumber, formatTick } from '../../../blocks/report-view/format';
import { formatAge, formatMoment } from '../../../blocks/report-view/moment';
import { reportWords } from '../../../blocks/report-view/words';

describe( 'numbers', () => {
	it.each( [
		[ 1284, 'count', 'en', '1,284' ],
		[ 1284, 'count', 'de-DE', '1.284' ],
		[ 3.44, 'decimal', 'en', '3.4' ],
		[ 6, 'decimal', 'en', '6.0' ],
		[ 6, 'decimal', 'ko-KR', '6.0' ],
		[ 1812.44, 'decimal', 'ko-KR', '1,812.4' ],
		[ 0.333, 'percent', 'en', '33.3%' ],
	] as const )(
		'%d as %s in %s is %s',
		( value, format, locale, written ) => {
			expect(
				formatNumber( value, format, { locale, currency: null } )
			).toBe( written );
		}
	);
} );

const notation = { locale: 'en', currency: 'EUR' };

describe( 'money', () => {
	it.each( [
		[ 123_450, 'EUR', 'en', '€1,234.50' ],
		[ 123_450, 'EUR', 'de-DE', '1.234,50 €' ],
		[ -990, 'USD', 'en', '-$9.90' ],
		[ 123_450, 'JPY', 'en', '¥123,450' ],
		[ 123_450, 'KRW', 'ko-KR', '₩123,450' ],
		[ 123_450, 'KWD', 'en', 'KWD 123.450' ],
		// ISO 4217 says three, though nobody uses them.
		[ 123_450, 'IQD', 'en', 'IQD 123.450' ],
		[ 123_450, 'XYZ', 'en', 'XYZ 1,234.50' ],
		// Intl takes no code of four letters.
		[ 123_450, 'USDT', 'en', '1,234.50 USDT' ],
	] )( '%d minor units of %s in %s are %s', ( value, currency, ...rest ) => {
		const [ locale, written ] = rest;
		expect(
			formatNumber( value, 'money', { locale, currency } ).replaceAll(
				'\u00a0',
				' '
			)
		).toBe( written );
	} );

	it.each( [
		[ 500_000, 'EUR', 'en', '€5,000' ],
		[ 250, 'EUR', 'en', '€2.5' ],
		[ 1_250_000_00, 'EUR', 'en', '€1.25M' ],
		[ 1_200_000, 'KRW', 'ko-KR', '₩120만' ],
	] )( 'on an axis %d of %s in %s is %s', ( value, currency, ...rest ) => {
		const [ locale, written ] = rest;
		expect( formatTick( value, 'money', { locale, currency } ) ).toBe(
			written
		);
	} );
} );

describe( 'times and days', () => {
	it.each( [
		[ 0, 'duration', 'en', '0 sec' ],
		[ 45, 'duration', 'en', '45 sec' ],
		[ 135, 'duration', 'en', '2 min 15 sec' ],
		[ 8_100, 'duration', 'en', '2 hr 15 min' ],
		[ 8_100, 'duration', 'ko-KR', '2시간 15분' ],
		[ 3_600, 'duration', 'en', '1 hr' ],
		[ 3_599.6, 'duration', 'en', '1 hr' ],
		[ 200_000, 'duration', 'en', '2 days 8 hr' ],
		[ 12, 'days', 'en', '12 days' ],
		[ 3.26, 'days', 'en', '3.3 days' ],
		[ 41.7, 'days', 'ko-KR', '42일' ],
	] as const )(
		'%d as %s in %s is %s',
		( value, format, locale, written ) => {
			expect(
				formatNumber( value, format, { locale, currency: null } )
			).toBe( written );
		}
	);
} );

function figure( different: Partial< Figure > ): Figure {
	return {
		id: 'published',
		label: 'Published',
		value: 42,
		previous: 37,
		format: 'count',
		better: 'more',
		...different,
	};
}

describe( 'a change', () => {
	it.each< [ string, Partial< Figure >, string, string ] >( [
		[ 'a share of what was', {}, 'up good 14%', '37 before' ],
		[
			'bad news where less is bad',
			{ value: 30 },
			'down bad 19%',
			'37 before',
		],
		[
			'good news where less is good',
			{ value: 30, better: 'less' },
			'down good 19%',
			'37 before',
		],
		[
			'neither where nobody can say',
			{ better: null },
			'up neutral 14%',
			'37 before',
		],
		[
			'an amount where there was little',
			{ value: 3.4, previous: 2.8, format: 'decimal' },
			'up good 0.6',
			'2.8 before',
		],
		[
			'an amount where there was nothing',
			{ value: 5, previous: 0 },
			'up good 5',
			'0 before',
		],
		[
			'an amount from ten times up',
			{ value: 968, previous: 19 },
			'up good 949',
			'19 before',
		],
		[
			'a share up to there',
			{ value: 208, previous: 19 },
			'up good 995%',
			'19 before',
		],
		[
			'a decimal amount as a decimal',
			{ value: 3, previous: 1, format: 'decimal' },
			'up good 2.0',
			'1.0 before',
		],
		[
			'points of a share',
			{ value: 0.25, previous: 0.2, format: 'percent' },
			'up good 5 points',
			'20% before',
		],
		[
			'never written as 0 %',
			{ value: 100_001, previous: 100_000 },
			'up good 0.001%',
			'100,000 before',
		],
		[
			'a share of money',
			{ value: 150_00, previous: 100_00, format: 'money' },
			'up good 50%',
			'€100.00 before',
		],
		[
			'an amount where there was a loss',
			{ value: 50_00, previous: -100_00, format: 'money' },
			'up good €150.00',
			'-€100.00 before',
		],
		[ 'none', { value: 37 }, 'same neutral ', '37 before' ],
	] )( 'is %s', ( _name, different, written, comparedWith ) => {
		const change = describeChange(
			figure( different ),
			notation,
			reportWords( 'en' )
		);
		expect(
			`${ change?.direction } ${ change?.tone } ${ change?.amount }`
		).toBe( written );
		expect( change?.comparedWith ).toBe( comparedWith );
	} );

	it( 'is not told where there is nothing to compare', () => {
		expect(
			describeChange(
				figure( { previous: null } ),
				notation,
				reportWords( 'en' )
			)
		).toBeNull();
	} );
} );

describe( 'times', () => {
	it.each( [
		[ 'Asia/Seoul', 'en-GB', '22 Nov, 14:22' ],
		[ '+09:00', 'en-GB', '22 Nov, 14:22' ],
		[ '-03:30', 'en-GB', '22 Nov, 01:52' ],
		[ 'Asia/Seoul', 'ko-KR', '11월 22일 14:22' ],
	] )( 'are those of the site: %s in %s', ( timezone, locale, written ) => {
		expect( formatMoment( '2026-11-22T05:22:00Z', timezone, locale ) ).toBe(
			written
		);
	} );

	it.each( [
		[ 10_000, 'en', '1 minute ago' ],
		[ 3 * 3_600_000, 'ko', '3시간 전' ],
		[ 72 * 3_600_000, 'en', '3 days ago' ],
	] )( '%d ms in %s is %s', ( age, locale, written ) => {
		expect( formatAge( age, locale ) ).toBe( written );
	} );
} );
