import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReports } from '../sidecar/reports/site-with-reports';

type Money = 'USD' | 'KRW';

/** As tests/plugin/shop/AllFactsTest.php writes it. */
type Shop = {
	site: {
		timezone: string;
		datasets: string[];
		currency: string;
		orderStatuses: Record< string, string >;
		roles: Record< string, string >;
	};
	facts: Record< string, object[] >;
	figures: Record< Money, Record< string, number > >;
	customers: { first: number; further: number };
};

const shop: Shop = JSON.parse(
	readFileSync( process.env.SHOP_EXPORT ?? '', 'utf8' )
);
const times = ( shop.facts[ 'orders' ] ?? [] ).map( ( order ) =>
	'at' in order ? Number( order.at ) : 0
);
const dayOf = ( seconds: number ) =>
	new Date( seconds * 1000 ).toISOString().slice( 0, 10 );
const from = dayOf( Math.min( ...times ) - 86_400 );
const to = dayOf( Math.max( ...times ) + 86_400 );
let opened: Awaited< ReturnType< typeof openReports > >;

beforeAll( async () => {
	opened = await openReports( shop.facts, {
		now: new Date().toISOString(),
		description: shop.site,
	} );
} );
afterAll( () => opened.close() );

async function figuresOf( report: string, currency: Money ) {
	const document = await opened.ask(
		report,
		`from=${ from }&to=${ to }&currency=${ currency }`,
		'en-GB',
		{ user: 1, grants: [ 'shop' ] }
	);
	return {
		state: document.state,
		skipped: document.skipped,
		...Object.fromEntries(
			document.figures.map( ( { id, value } ) => [ id, value ] )
		),
	};
}

describe.each( [ 'USD', 'KRW' ] as const )(
	'the reports of a real shop, in %s',
	( currency ) => {
		const { lines, products, quantity, lineNet, ...sales } =
			shop.figures[ currency ];

		it( 'say of sales what WooCommerce says, to the unit', async () => {
			expect( sales.orders ).toBeGreaterThan( 10 );
			expect( await figuresOf( 'sales', currency ) ).toMatchObject( {
				state: 'ready',
				skipped: 0,
				...sales,
			} );
		} );

		it( 'say of products what WooCommerce says, to the unit', async () => {
			expect( await figuresOf( 'products', currency ) ).toMatchObject( {
				net: lineNet,
				lines,
				products,
				quantity,
			} );
		} );
	}
);

describe( 'the reports of a real shop', () => {
	it( 'say of customers what WooCommerce says, less buyers whom nothing names', async () => {
		const both: Array< Record< string, unknown > > = [
			await figuresOf( 'customers', 'USD' ),
			await figuresOf( 'customers', 'KRW' ),
		];
		const sum = ( id: string ) =>
			both.reduce( ( all, figures ) => all + Number( figures[ id ] ), 0 );

		expect( { first: sum( 'new' ), further: sum( 'returning' ) } ).toEqual(
			shop.customers
		);
	} );

	it( 'refuse a status of another shop', async () => {
		await expect(
			opened.ask( 'sales', 'filter.status=handed-over', 'en-GB', {
				user: 1,
				grants: [ 'shop' ],
			} )
		).rejects.toMatchObject( { code: 'filter_value_unknown' } );
	} );
} );
