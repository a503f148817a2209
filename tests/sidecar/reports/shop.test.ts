import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../sidecar/reports/permission';
import { addDays, wallDay } from './calendar';
import { item, order, product, seedShop, shop } from './shop';
import { openReports, seeded } from './site-with-reports';

const viewer: Viewer = { user: 1, grants: [ 'shop' ] };
const description = {
	currency: 'EUR',
	orderStatuses: { completed: 'Completed', processing: 'Processing' },
};

async function openShop(
	rows: Readonly< Record< string, object[] > >,
	different: Parameters< typeof openReports >[ 1 ] = {}
) {
	const opened = await openReports(
		{ orders: [], order_items: [], products: [], terms: [], ...rows },
		{
			declarations: [ shop ],
			...different,
			description: { ...description, ...different.description },
		}
	);
	return {
		...opened,
		ask: ( search = '', locale = 'en-GB' ) =>
			opened.ask( 'shop', search, locale, viewer ),
	};
}

type Shop = Awaited< ReturnType< typeof openShop > >;
type Document = Awaited< ReturnType< Shop[ 'ask' ] > >;

const figureOf = ( { figures }: Document, id: string ) =>
	figures.find( ( one ) => one.id === id )?.value;
const rowsOf = ( { tables }: Document, id: string ) =>
	tables.find( ( one ) => one.id === id )?.rows;

const sum = < Row >( rows: readonly Row[], of: ( row: Row ) => number ) =>
	rows.reduce( ( total, row ) => total + of( row ), 0 );

const timezones = [ 'America/New_York', 'Asia/Seoul', 'UTC' ] as const;

describe( 'a report about a shop', () => {
	it.each( timezones )(
		'counts what counting orders and their lines one by one gives, in %s',
		async ( timezone ) => {
			const { orders, items, products, terms } = seedShop( 7, 900 );
			const { ask, close } = await openShop(
				{ orders, order_items: items, products, terms },
				{ description: { timezone } }
			);
			const dice = seeded( 11 );
			const dayOf = wallDay( timezone );
			for ( let round = 0; round < 14; round++ ) {
				const from = addDays( '2024-01-01', dice.upTo( 800 ) );
				const to = addDays( from, dice.upTo( 700 ) );
				const currency = dice.pick( [ 'EUR', 'USD' ] );
				const by = dice.pick( [ 'day', 'week', 'month', 'quarter' ] );
				const status = dice.pick( [ null, 'processing' ] );
				const filter =
					status === null ? '' : `&filter.status=${ status }`;
				const document = await ask(
					`from=${ from }&to=${ to }&currency=${ currency }&by=${ by }${ filter }`
				);
				const within = ( at: number ) =>
					dayOf( at ) >= from && dayOf( at ) <= to;
				const sold = orders.filter(
					( one ) =>
						one.standing === 'sold' &&
						one.currency === currency &&
						( status === null || one.status === status ) &&
						within( one.at )
				);
				const placed = sold.filter( ( { kind } ) => kind === 'order' );
				const lines = items.filter(
					( one ) =>
						one.standing === 'sold' &&
						one.currency === currency &&
						within( one.at )
				);
				const gross = sum( placed, ( { total } ) => total );
				const net = sum( sold, ( { total } ) => total );
				expect( {
					gross: figureOf( document, 'gross' ),
					refunds: figureOf( document, 'refunds' ),
					net: figureOf( document, 'net' ),
					orders: figureOf( document, 'orders' ),
					average: figureOf( document, 'average' ),
					items: figureOf( document, 'items' ),
					products: figureOf( document, 'products' ),
					new: figureOf( document, 'new' ),
					out: figureOf( document, 'out' ),
					chart: sum(
						document.chart.points,
						( { value } ) => value ?? 0
					),
					currency: document.currency,
				} ).toEqual( {
					gross,
					refunds: gross - net,
					net,
					orders: placed.length,
					average: placed.length
						? Math.round( gross / placed.length )
						: null,
					items: sum( lines, ( { quantity } ) => quantity ),
					products: new Set( lines.map( ( line ) => line.product ) )
						.size,
					new: placed.filter( ( one ) => one.first === one.at )
						.length,
					out: 1,
					chart: net,
					currency,
				} );
				expectTables( document, placed, lines, dayOf );
			}
			await close();
		}
	);

	it( 'never adds up two currencies, and names the others', async () => {
		const at = '2026-11-20T10:00:00Z';
		const { ask, close } = await openShop( {
			orders: [
				order( at ),
				order( at, { currency: 'JPY', total: 500 } ),
				order( at, { currency: 'KWD', total: 1500 } ),
				order( at, { currency: 'KWD', total: -250, kind: 'refund' } ),
			],
		} );

		const own = await ask();
		const dinars = await ask( 'currency=KWD' );

		expect( own.currency ).toBe( 'EUR' );
		expect( own.otherCurrencies ).toEqual( [ 'KWD', 'JPY' ] );
		expect( figureOf( own, 'net' ) ).toBe( 1000 );
		expect( figureOf( dinars, 'net' ) ).toBe( 1250 );
		expect( dinars.summary ).toMatch( /^KWD\s1\.250 net, after none in/ );
		expect( own.summary ).toMatch( /^€10 net, after none in/ );
		await expect( ask( 'currency=CHF' ) ).rejects.toMatchObject( {
			code: 'currency_unknown',
			parameter: 'currency',
		} );
		await close();
	} );

	it( 'says of money that it is less, not fewer', async () => {
		const { ask, close } = await openShop( {
			orders: [
				order( '2026-11-20T10:00:00Z', { total: 123_456 } ),
				order( '2026-10-20T10:00:00Z', { total: 150_000 } ),
			],
		} );

		const english = await ask();
		const korean = await ask( '', 'ko-KR' );

		expect( english.summary ).toMatch(
			/^€1,234\.56 net, 18% less than the 28 days before\. Most on Friday,? 20 Nov \(€1,234\.56\)\./
		);
		expect( korean.summary ).toMatch( /^순매출 €1,234\.56/ );
		expect( korean.summary ).toContain( '18% 줄었습니다' );
		expect( korean.summary ).toContain( '(€1,234.56).' );
		await close();
	} );

	it( 'offers filters by what is frequent, and refuses a value of another site', async () => {
		const at = '2026-11-20T10:00:00Z';
		const { ask, close } = await openShop( {
			orders: [
				order( at, { status: 'processing' } ),
				order( at ),
				order( at ),
			],
		} );

		const { filters, figures } = await ask( 'filter.status=processing' );

		expect( filters ).toEqual( [
			{
				id: 'status',
				label: 'Status',
				options: [
					{ value: 'completed', label: 'Completed' },
					{ value: 'processing', label: 'Processing' },
				],
				chosen: [ 'processing' ],
			},
		] );
		expect( figures[ 0 ]?.value ).toBe( 1000 );
		await expect( ask( 'filter.status=shipped' ) ).rejects.toMatchObject( {
			code: 'filter_value_unknown',
			parameter: 'filter.status',
		} );
		await expect( ask( 'filter.colour=red' ) ).rejects.toMatchObject( {
			code: 'filter_unknown',
			parameter: 'filter.colour',
		} );
		await close();
	} );

	it( 'keeps a filter whose value there is in another currency alone, and says what to do', async () => {
		const at = '2026-11-20T10:00:00Z';
		const { ask, close } = await openShop( {
			orders: [
				order( at ),
				order( at, { status: 'processing', currency: 'USD' } ),
			],
		} );

		const dollars = await ask( 'filter.status=processing&currency=USD' );
		const euros = await ask( 'filter.status=processing&currency=EUR' );
		const korean = await ask( 'filter.status=processing', 'ko-KR' );

		expect( figureOf( dollars, 'orders' ) ).toBe( 1 );
		expect( euros ).toMatchObject( {
			state: 'empty',
			emptyAdvice:
				'Clear the filters, choose a longer period, or another currency where there are several.',
			filters: [ { id: 'status', chosen: [ 'processing' ] } ],
		} );
		expect( korean.emptyAdvice ).toContain( '필터를 지우' );
		await close();
	} );

	it( 'narrows the other datasets too where the filter names their field', async () => {
		const at = '2026-11-20T10:00:00Z';
		const [ status, ...filters ] = shop.filters ?? [];
		const byLines = {
			...shop,
			filters: [
				...( status ? [ status ] : [] ),
				...filters,
				{
					id: 'lines',
					label: shop.title,
					field: 'items',
					labels: { kind: 'value' as const },
					others: { order_items: 'quantity' },
				},
			],
		};
		const { ask, close } = await openShop(
			{
				orders: [
					order( at, { items: 2 } ),
					order( at, { items: 3 } ),
				],
				order_items: [
					item( at, { quantity: 2 } ),
					item( at, { quantity: 3 } ),
				],
			},
			{ declarations: [ byLines ] }
		);

		const all = await ask();
		const some = await ask( 'filter.lines=2' );

		expect( [
			figureOf( all, 'orders' ),
			figureOf( all, 'items' ),
		] ).toEqual( [ 2, 5 ] );
		expect( [
			figureOf( some, 'orders' ),
			figureOf( some, 'items' ),
		] ).toEqual( [ 1, 2 ] );
		await close();
	} );

	it( 'names products that are gone, and titles as they are written', async () => {
		const at = '2026-11-20T10:00:00Z';
		const { ask, close } = await openShop( {
			order_items: [
				item( at, { product: 1, net: 50 } ),
				item( at, { product: 12, net: 40 } ),
				item( at, { product: 0, net: 30 } ),
			],
			products: [ product( { title: '🥐 كرواسون' } ) ],
		} );

		const document = await ask();

		expect( rowsOf( document, 'products' ) ).toEqual( [
			[ '🥐 كرواسون', 50, 50 / 120, 50 ],
			[ 'Deleted product no. 12', 40, 40 / 120, 40 ],
			[ 'No product', 30, 30 / 120, 30 ],
		] );
		await close();
	} );

	it( 'lists what is in stock by the days it lasts', async () => {
		const { ask, close } = await openShop( {
			order_items: [
				item( '2026-11-20T10:00:00Z', { product: 2, quantity: 56 } ),
				item( '2026-10-26T10:00:00Z', { product: 1, quantity: 28 } ),
				item( '2026-11-20T10:00:00Z', {
					product: 1,
					quantity: -14,
					kind: 'refund',
				} ),
			],
			products: [
				product( { title: 'Slow', quantity: 10 } ),
				product( { title: 'Quick', quantity: 10 } ),
				product( { title: 'Never', quantity: 10 } ),
				product( { title: 'Uncounted', quantity: null } ),
			],
		} );

		const { tables } = await ask( 'period=last-year' );
		const stock = tables.find( ( { id } ) => id === 'stock' );

		expect( stock?.rows ).toEqual( [
			[ 'Quick', 10, 56, 5 ],
			[ 'Slow', 10, -14, null ],
		] );
		expect( stock?.othersCount ).toBe( 1 );
		await close();
	} );

	it( 'shows an order without currency as one that was left out', async () => {
		const at = '2026-11-20T10:00:00Z';
		const { ask, close } = await openShop( {
			orders: [ order( at ), order( at, { currency: '' } ) ],
		} );

		const document = await ask();

		expect( document.skipped ).toBe( 1 );
		expect( figureOf( document, 'orders' ) ).toBe( 1 );
		await close();
	} );

	it( 'is not there for a site without a shop', async () => {
		const opened = await openReports( {}, { declarations: [ shop ] } );

		await expect(
			opened.ask( 'shop', '', 'en', viewer )
		).rejects.toMatchObject( { code: 'dataset_missing', status: 404 } );
		expect(
			await opened.reports.catalogue( {
				site: opened.site.home,
				viewer,
				locale: 'en',
			} )
		).toEqual( [] );
		await opened.close();
	} );

	it( 'follows an order from one month to another, and one that goes', async () => {
		const { ask, site, following, clock, close } = await openShop( {
			orders: [
				order( '2026-01-15T10:00:00Z', { total: 1 } ),
				order( '2026-02-15T10:00:00Z', { total: 20 } ),
				order( '2025-12-31T10:00:00Z', { total: 300 } ),
			],
		} );
		const table = site.tables.get( 'orders' );
		table?.set( 1, {
			id: 1,
			...order( '2024-03-01T00:00:00Z', { total: 4000 } ),
		} );
		table?.delete( 2 );
		site.log( 'orders', 1 );
		site.log( 'orders', 2 );
		clock.now += 1000;
		await following.poll();

		const document = await ask(
			'from=2023-01-01&to=2026-11-23&by=quarter'
		);

		expect( figureOf( document, 'net' ) ).toBe( 4300 );
		expect(
			document.chart.points.flatMap( ( { label, value } ) =>
				value ? [ [ label, value ] ] : []
			)
		).toEqual( [
			[ 'Q1\u00A02024', 4000 ],
			[ 'Q4\u00A02025', 300 ],
		] );
		await close();
	} );
} );

function expectTables(
	document: Document,
	placed: ReadonlyArray< { first: number | null } >,
	lines: ReadonlyArray< { product: number; net: number; quantity: number } >,
	dayOf: ( seconds: number ) => string
) {
	const byProduct = new Map< number, number >();
	for ( const { product: id, net } of lines ) {
		byProduct.set( id, ( byProduct.get( id ) ?? 0 ) + net );
	}
	const ranked = [ ...byProduct ]
		.filter( ( [ , net ] ) => net !== 0 )
		.toSorted(
			( one, other ) => other[ 1 ] - one[ 1 ] || one[ 0 ] - other[ 0 ]
		);
	const others = ranked.slice( 3 );
	expect(
		rowsOf( document, 'products' )?.map( ( row ) => row[ 1 ] )
	).toEqual( [
		...ranked.slice( 0, 3 ).map( ( [ , net ] ) => net ),
		...( others.length > 0 ? [ sum( others, ( [ , net ] ) => net ) ] : [] ),
	] );

	const inCategory = ( at: number ) =>
		sum(
			lines.filter(
				( line ) =>
					line.product > 0 &&
					line.product <= 10 &&
					( line.product - 1 ) % 3 === at
			),
			( { quantity } ) => quantity
		);
	const categories = [
		[ 'Bread', inCategory( 0 ) ],
		[ 'Cake', inCategory( 0 ) ],
		[ 'Tea', inCategory( 1 ) ],
	] as const;
	const shown = categories
		.filter( ( [ , quantity ] ) => quantity > 0 )
		.toSorted( ( one, other ) => other[ 1 ] - one[ 1 ] );
	expect( rowsOf( document, 'categories' ) ).toEqual( [
		...shown.slice( 0, 2 ),
		...shown.slice( 2 ).map( ( [ , quantity ] ) => [ 'Others', quantity ] ),
	] );

	const cohorts = new Map< string, number >();
	for ( const { first } of placed ) {
		const month = first === null ? '' : dayOf( first ).slice( 0, 7 );
		cohorts.set( month, ( cohorts.get( month ) ?? 0 ) + 1 );
	}
	expect(
		sum( rowsOf( document, 'cohorts' ) ?? [], ( row ) =>
			Number( row[ 1 ] )
		)
	).toBe( placed.length );
	expect(
		( rowsOf( document, 'cohorts' ) ?? [] ).map( ( row ) => row[ 1 ] )
	).toEqual(
		[ ...cohorts ]
			.toSorted( ( [ one ], [ other ] ) => ( one < other ? -1 : 1 ) )
			.map( ( [ , count ] ) => count )
	);
}
