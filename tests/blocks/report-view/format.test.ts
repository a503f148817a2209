import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../sidecar/contract/report-document';
import {
	describeChange,
	formatAge,
	formatMoment,
	formatNumber,
} from '../../../blocks/report-view/format';
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
			expect( formatNumber( value, format, locale ) ).toBe( written );
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
		[ 'none', { value: 37 }, 'same neutral ', '37 before' ],
	] )( 'is %s', ( _name, different, written, comparedWith ) => {
		const change = describeChange(
			figure( different ),
			'en',
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
				'en',
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
