import { afterEach, describe, expect, it } from 'vitest';
import { openReports, post } from './site-with-reports';

type Open = Awaited< ReturnType< typeof openReports > >;
const opened: Open[] = [];

afterEach( async () => {
	await Promise.all( opened.splice( 0 ).map( ( { close } ) => close() ) );
} );

async function open( ...asked: Parameters< typeof openReports > ) {
	const site = await openReports( ...asked );
	opened.push( site );
	return site;
}

describe( 'a day', () => {
	it.each( [
		[
			'America/New_York',
			'2026-03-08',
			'2026-03-08T05:00:00Z',
			'2026-03-09T03:59:59Z',
		],
		[
			'America/New_York',
			'2026-11-01',
			'2026-11-01T04:00:00Z',
			'2026-11-02T04:59:59Z',
		],
		[
			'Asia/Seoul',
			'2026-11-01',
			'2026-10-31T15:00:00Z',
			'2026-11-01T14:59:59Z',
		],
		[
			'+09:00',
			'2026-11-01',
			'2026-10-31T15:00:00Z',
			'2026-11-01T14:59:59Z',
		],
		[
			'-03:30',
			'2026-11-01',
			'2026-11-01T03:30:00Z',
			'2026-11-02T03:29:59Z',
		],
		[
			'America/Sao_Paulo',
			'2018-11-04',
			'2018-11-04T03:00:00Z',
			'2018-11-05T01:59:59Z',
		],
		// East of Greenwich the clocks change at midnight before UTC has it.
		[
			'Asia/Beirut',
			'2022-03-27',
			'2022-03-26T22:00:00Z',
			'2022-03-27T20:59:59Z',
		],
		[
			'Asia/Amman',
			'2021-10-29',
			'2021-10-28T21:00:00Z',
			'2021-10-29T21:59:59Z',
		],
	] )(
		'in %s, %s, lasts from %s to %s',
		async ( timezone, day, first, last ) => {
			const second = ( text: string, by: number ) =>
				new Date( Date.parse( text ) + by * 1000 ).toISOString();
			const { ask } = await open(
				{
					posts: [
						post( second( first, -1 ) ),
						post( first ),
						post( last ),
						post( second( last, 1 ) ),
					],
				},
				{ description: { timezone } }
			);

			const { chart } = await ask(
				'publishing',
				`from=${ day }&to=${ day }`
			);

			expect( chart.points.map( ( { value } ) => value ) ).toEqual( [
				2,
			] );
		}
	);

	it( 'that has not come is a gap, and today is said to be open', async () => {
		const { ask } = await open( {
			posts: [ post( '2026-11-23T01:00:00Z' ) ],
		} );

		const { chart, definitions, summary } = await ask(
			'publishing',
			'from=2026-11-22&to=2026-11-24'
		);

		expect( chart.points.map( ( { value } ) => value ) ).toEqual( [
			0,
			1,
			null,
		] );
		expect( definitions.map( ( { term } ) => term ) ).toContain( 'Today' );
		expect( summary ).toMatch( /Today is not over yet\.$/ );
	} );
} );

describe( 'a period', () => {
	it.each( [
		[ 'last-7-days', '2026-11-17', '2026-11-23', 'day' ],
		[ 'last-28-days', '2026-10-27', '2026-11-23', 'day' ],
		[ 'last-90-days', '2026-08-26', '2026-11-23', 'week' ],
		[ 'this-month', '2026-11-01', '2026-11-23', 'day' ],
		[ 'last-month', '2026-10-01', '2026-10-31', 'day' ],
		[ 'this-year', '2026-01-01', '2026-11-23', 'week' ],
		[ 'last-12-months', '2025-12-01', '2026-11-23', 'week' ],
	] )( 'named %s is %s to %s, by %s', async ( name, from, to, by ) => {
		const { ask } = await open( {} );

		const document = await ask( 'publishing', `?period=${ name }` );

		expect( document.period ).toMatchObject( { name, from, to } );
		expect( document.by ).toBe( by );
	} );

	it( 'is the last 28 days when nothing is asked, in the site’s today', async () => {
		const { ask } = await open(
			{},
			{
				now: '2026-11-23T20:00:00Z',
				description: { timezone: 'Asia/Seoul' },
			}
		);

		const { period } = await ask( 'publishing' );

		expect( period ).toMatchObject( {
			from: '2026-10-28',
			to: '2026-11-24',
		} );
	} );

	it( 'is compared with as many days before', async () => {
		const { ask } = await open( {} );

		const { previous } = await ask(
			'publishing',
			'from=2026-11-01&to=2026-11-10'
		);

		expect( previous ).toMatchObject( {
			from: '2026-10-22',
			to: '2026-10-31',
		} );
	} );

	it( 'is compared with the same days a year before, 29 February with none', async () => {
		const posts = [ '2023-02-27', '2023-02-28', '2023-03-01' ].map(
			( day ) => post( `${ day }T10:00:00Z` )
		);
		const { ask } = await open( { posts } );

		const { previous, chart } = await ask(
			'publishing',
			'from=2024-02-27&to=2024-03-01&compare=year'
		);

		expect( previous ).toMatchObject( {
			from: '2023-02-27',
			to: '2023-03-01',
		} );
		expect( chart.points.map( ( point ) => point.previous ) ).toEqual( [
			1,
			1,
			null,
			1,
		] );
	} );

	it( 'compares nothing when nothing is to be compared', async () => {
		const { ask } = await open( {
			posts: [ post( '2026-11-20T10:00:00Z' ) ],
		} );

		const document = await ask( 'publishing', 'compare=none' );

		expect( document.previous ).toBeNull();
		expect( document.figures.map( ( figure ) => figure.previous ) ).toEqual(
			[ null, null, null, null ]
		);
		expect( document.tables[ 0 ]?.columns ).toHaveLength( 2 );
	} );

	it.each( [
		[ 0, [ '2026-11-05', '2026-11-08', '2026-11-15' ] ],
		[ 1, [ '2026-11-05', '2026-11-09', '2026-11-16' ] ],
		[ 6, [ '2026-11-05', '2026-11-07', '2026-11-14' ] ],
	] )(
		'begins its weeks on the site’s day %i',
		async ( weekStartsOn, starts ) => {
			const { ask } = await open( {}, { description: { weekStartsOn } } );

			const { chart } = await ask(
				'publishing',
				'from=2026-11-05&to=2026-11-18&by=week'
			);

			expect(
				chart.points.slice( 0, 3 ).map( ( { key } ) => key )
			).toEqual( starts );
		}
	);

	it.each( [
		[ 'from=2026-02-30&to=2026-03-01', 'period_wrong', 'from' ],
		[ 'from=2026-02-01&to=tomorrow', 'period_wrong', 'to' ],
		[ 'period=last-fortnight', 'period_wrong', 'period' ],
		[ 'from=2026-02-01', 'period_incomplete', 'to' ],
		[ 'to=2026-02-01', 'period_incomplete', 'from' ],
		[
			'period=this-year&from=2026-02-01&to=2026-02-02',
			'period_incomplete',
			'period',
		],
		[ 'from=2026-02-02&to=2026-02-01', 'period_backwards', 'to' ],
		[ 'from=2016-02-01&to=2026-02-01', 'period_too_long', 'from' ],
		[ 'by=hour', 'grouping_unknown', 'by' ],
		[ 'compare=budget', 'comparison_unknown', 'compare' ],
		[ 'lang=not_a_language!', 'language_unknown', 'lang' ],
	] )(
		'asked as %s is refused with %s, naming %s',
		async ( search, code, parameter ) => {
			const { ask } = await open( {} );

			await expect( ask( 'publishing', search ) ).rejects.toMatchObject( {
				code,
				parameter,
			} );
		}
	);

	it( 'may be ten years to the day', async () => {
		const { ask } = await open( {} );

		const { by } = await ask(
			'publishing',
			'from=2016-02-02&to=2026-02-01'
		);

		expect( by ).toBe( 'month' );
	} );
} );
