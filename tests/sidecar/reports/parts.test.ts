import { describe, expect, it, onTestFinished } from 'vitest';
import type {
	RowsAnswer,
	TableAnswer,
} from '../../../sidecar/contract/report-rows';
import type { Reports } from '../../../sidecar/reports/reports';
import { Browser } from '../browser';
import { startGatehouse } from '../gatehouse';
import { makeState, makeVerifier } from '../site';
import { publishing } from '../../../sidecar/reports/built-in/publishing';
import { item, order, product, seedShop, shop } from './shop';
import { openReports, post } from './site-with-reports';

/** A signed-in browser before the facts of a small site. */
async function openParts(
	rows: Readonly< Record< string, object[] > >,
	grants: Parameters< typeof makeState >[ 0 ] = { grants: [ 'view', 'shop' ] }
) {
	const opened = await openReports(
		{ orders: [], order_items: [], products: [], terms: [], ...rows },
		{
			declarations: [ shop, publishing ],
			people: async () => ( { 1: 'Zoe', 2: 'Ann' } ),
			description: { currency: 'EUR' },
		}
	);
	onTestFinished( opened.close );
	const here = < Asked extends { site: string } >(
		asked: Asked
	): Asked => ( {
		...asked,
		site: opened.site.home,
	} );
	const reports: Partial< Reports > = {
		table: ( asked ) => opened.reports.table( here( asked ) ),
		rows: ( asked ) => opened.reports.rows( here( asked ) ),
	};
	const browser = new Browser( await startGatehouse( { reports } ) );
	const wps = makeVerifier();
	await browser.signIn( {
		wps,
		state: makeState( { ...grants, live: [ wps ] } ),
	} );
	return {
		...opened,
		table: ( path: string ) => ask< TableAnswer >( path ),
		rows: ( path: string ) => ask< RowsAnswer >( path ),
		refusal: async ( path: string ) => {
			const answer = await browser.fetch( `/api/reports/${ path }` );
			return [ answer.status, ( await answer.json() ).code ];
		},
	};

	async function ask< Answer >( path: string ): Promise< Answer > {
		const answer = await browser.fetch( `/api/reports/${ path }` );
		expect( answer.status ).toBe( 200 );
		return answer.json();
	}
}

const at = '2026-11-20T10:00:00Z';

describe( 'GET api/reports/:report/tables/:table', () => {
	it( 'gives every row of a table, page by page', async () => {
		const items = Array.from( { length: 120 }, ( _one, index ) =>
			item( at, { product: index + 1, net: index + 1 } )
		);
		const { table } = await openParts( { order_items: items } );

		const first = await table( 'shop/tables/products' );
		const last = await table( 'shop/tables/products?page=3' );
		const rising = await table( 'shop/tables/products?sort=net' );

		expect( [ first.count, first.pages, first.rows.length ] ).toEqual( [
			120, 3, 50,
		] );
		expect( first.rows[ 0 ]?.slice( 0, 2 ) ).toEqual( [
			'Deleted product no. 120',
			120,
		] );
		expect( last.rows ).toHaveLength( 20 );
		expect( last.keys.at( -1 ) ).toBe( 1 );
		expect( rising.rows[ 0 ]?.[ 1 ] ).toBe( 1 );
		expect( first.othersCount ).toBe( 0 );
	} );

	it( 'searches in what the rows are called, and sorts by it', async () => {
		const { table } = await openParts( {
			posts: [
				post( at, { author: 1 } ),
				post( at, { author: 2 } ),
				post( at, { author: 2 } ),
			],
			order_items: [
				item( at, { product: 1 } ),
				item( at, { product: 2 } ),
			],
			products: [
				product( { title: 'Crème brûlée' } ),
				product( { title: '100% rye' } ),
			],
		} );

		const found = await table( 'shop/tables/products?search=CR%C3%88ME' );
		const literal = await table( 'shop/tables/stock?search=%25' );
		const people = await table( 'publishing/tables/authors?sort=author' );
		const zoe = await table( 'publishing/tables/authors?search=zoe' );

		expect( found.rows.map( ( [ label ] ) => label ) ).toEqual( [
			'Crème brûlée',
		] );
		expect( literal.count ).toBe( 0 );
		expect( people.rows.map( ( [ label ] ) => label ) ).toEqual( [
			{ person: 2 },
			{ person: 1 },
		] );
		expect( people.people ).toMatchObject( { 2: 'Ann' } );
		expect( zoe.keys ).toEqual( [ 1 ] );
	} );

	it.each( [
		[ 'shop/tables/weather', 404, 'table_unknown' ],
		[ 'shop/tables/products?sort=weather', 400, 'sort_unknown' ],
		[ 'shop/tables/products?page=0', 400, 'page_unknown' ],
		[ 'shop/tables/products?from=2026-01-01', 400, 'period_incomplete' ],
		[ 'weather/tables/products', 404, 'report_unknown' ],
		[ 'shop/rows?figure=weather', 404, 'rows_unknown' ],
		[ 'shop/rows', 404, 'rows_unknown' ],
		[ 'shop/rows?table=products&key=soup', 404, 'rows_unknown' ],
		[ 'shop/rows?table=stock&key=1', 404, 'rows_unknown' ],
		[ 'shop/rows?bucket=2020-01-01', 404, 'rows_unknown' ],
		[ 'shop/rows?figure=net&after=soup', 400, 'page_unknown' ],
		[ 'shop/rows?figure=out', 404, 'rows_unknown' ],
	] )( 'refuses %s', async ( path, status, code ) => {
		const { refusal } = await openParts( {} );

		expect( await refusal( path ) ).toEqual( [ status, code ] );
	} );

	it( 'opens to nobody without the grant of the report', async () => {
		const { refusal } = await openParts( {}, { grants: [ 'view' ] } );

		expect( await refusal( 'shop/tables/products' ) ).toEqual( [
			403,
			'permission_missing',
		] );
		expect( await refusal( 'shop/rows?figure=net' ) ).toEqual( [
			403,
			'permission_missing',
		] );
	} );

	it( 'shows an author only what is his own', async () => {
		const { table, rows } = await openParts(
			{
				posts: [
					post( at, { author: 7, title: 'Mine' } ),
					post( at, { author: 2, title: 'Hers' } ),
				],
			},
			{ grants: [ 'own' ] }
		);

		expect( ( await table( 'publishing/tables/authors' ) ).keys ).toEqual( [
			7,
		] );
		const found = await rows( 'publishing/rows?table=authors&key=2' );
		expect( found.rows ).toEqual( [] );
		const own = await rows( 'publishing/rows?figure=published' );
		expect( own.rows.map( ( { cells } ) => cells[ 0 ] ) ).toEqual( [
			'Mine',
		] );
	} );
} );

describe( 'GET api/reports/:report/rows', () => {
	it( 'lists the orders behind a figure, a point and a row', async () => {
		const { rows } = await openParts( {
			orders: [
				order( '2026-11-20T10:00:00Z', {
					total: 1000,
					first: Date.parse( '2026-10-02T00:00:00Z' ) / 1000,
				} ),
				order( '2026-11-21T11:00:00Z', {
					kind: 'refund',
					total: -300,
				} ),
				order( '2026-11-21T12:00:00Z', { standing: 'lost' } ),
			],
			order_items: [
				item( at, { product: 1, order: 1 } ),
				item( at, { product: 2, order: 1 } ),
			],
			products: [ product( { categories: [ 5 ] } ), product() ],
		} );

		const refunds = await rows( 'shop/rows?figure=refunds' );
		const point = await rows( 'shop/rows?bucket=2026-11-20' );
		const cohort = await rows(
			`shop/rows?table=cohorts&key=${ Date.parse( '2026-10-01' ) / 86_400_000 }`
		);
		const line = await rows( 'shop/rows?table=products&key=2' );
		const category = await rows( 'shop/rows?table=categories&key=5' );

		expect( refunds ).toEqual( {
			title: 'refunds',
			columns: [
				{ id: 'at', label: 'Placed', kind: 'text' },
				{ id: 'total', label: 'Total', kind: 'money' },
			],
			rows: [
				{
					id: 2,
					cells: [ expect.stringContaining( '11:00' ), -300 ],
					link: { kind: 'order', id: 1 },
				},
			],
			count: 1,
			next: null,
		} );
		const ids = ( answer: RowsAnswer ) =>
			answer.rows.map( ( { id } ) => id );
		expect( ids( point ) ).toEqual( [ 1 ] );
		expect( ids( cohort ) ).toEqual( [ 1 ] );
		expect( ids( line ) ).toEqual( [ 2 ] );
		expect( ids( category ) ).toEqual( [ 1 ] );
	} );

	it( 'goes on where a page ended, also within one second', async () => {
		const { rows } = await openParts( {
			orders: Array.from( { length: 130 }, ( _one, index ) =>
				order( at, { total: index } )
			),
		} );

		const seen: number[] = [];
		for ( let next: string | null = ''; next !== null; ) {
			const page: RowsAnswer = await rows(
				`shop/rows?figure=net&after=${ next }`
			);
			expect( page.count ).toBe( 130 );
			seen.push( ...page.rows.map( ( { id } ) => id ) );
			next = page.next;
		}

		expect( seen ).toEqual(
			Array.from( { length: 130 }, ( _one, index ) => 130 - index )
		);
	} );

	it( 'counts as many facts as the figure says', async () => {
		const { orders, items, products, terms } = seedShop( 3, 300 );
		const { rows, ask } = await openParts( {
			orders,
			order_items: items,
			products,
			terms,
		} );
		const period = 'from=2024-02-10&to=2026-05-05';
		const document = await ask( 'shop', period, 'en', {
			user: 1,
			grants: [ 'shop' ],
		} );
		const value = ( id: string ) =>
			document.figures.find( ( one ) => one.id === id )?.value;

		for ( const id of [ 'orders', 'new' ] ) {
			const { count } = await rows(
				`shop/rows?figure=${ id }&${ period }`
			);
			expect( count ).toBe( value( id ) );
			expect( count ).toBeGreaterThan( 0 );
		}
	} );
} );

describe( 'an export', () => {
	it( 'streams every fact once, to who may export', async () => {
		const { reports, site } = await openParts( {
			orders: Array.from( { length: 2500 }, ( _one, index ) =>
				order( at, { total: index } )
			),
		} );
		const asked = {
			site: site.home,
			report: 'shop',
			search: '',
			locale: 'en',
			viewer: { user: 1, grants: [ 'shop', 'export' ] as const },
			behind: { figure: 'net' },
		};

		const { columns, rows } = await reports.exportRows( asked );
		const totals = new Set< unknown >();
		for await ( const [ , total ] of rows ) {
			totals.add( total );
		}

		expect( columns.map( ( { id } ) => id ) ).toEqual( [ 'at', 'total' ] );
		expect( totals.size ).toBe( 2500 );
		await expect(
			reports.exportRows( {
				...asked,
				viewer: { user: 1, grants: [ 'shop' ] },
			} )
		).rejects.toMatchObject( { code: 'permission_missing' } );
	} );
} );
