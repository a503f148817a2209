import type {
	Addend,
	ReportDeclaration,
} from '../../../sidecar/reports/declaration';
import type { Condition } from '../../../sidecar/store/facts/dataset';
import type { Words } from '../../../sidecar/reports/words';
import { seeded } from './site-with-reports';

export const words = ( text: string ): Words => ( { en: text, ko: text } );

const isSold: Condition = { field: 'standing', is: [ 'sold' ] };
const ofOrders: Condition = { field: 'kind', is: [ 'order' ] };
const ofRefunds: Condition = { field: 'kind', is: [ 'refund' ] };
const gross: Addend = { total: 'total', where: [ ofOrders ] };
const lines: Addend = {
	dataset: 'order_items',
	total: 'quantity',
	where: [ isSold ],
};

/** Everything that a declaration can say about a shop. */
export const shop: ReportDeclaration = {
	id: 'shop',
	grant: 'shop',
	title: words( 'Shop' ),
	description: words( 'What was sold.' ),
	dataset: 'orders',
	where: [ isSold ],
	filters: [
		{
			id: 'status',
			label: words( 'Status' ),
			field: 'status',
			labels: { kind: 'site', words: 'orderStatuses' },
		},
	],
	figures: [
		figure( 'gross', { kind: 'sum', ...gross }, 'money' ),
		figure(
			'refunds',
			{
				kind: 'sum',
				total: 'total',
				where: [ ofRefunds ],
				negated: true,
			},
			'money'
		),
		figure( 'net', { kind: 'sum', total: 'total' }, 'money' ),
		figure(
			'orders',
			{ kind: 'sum', total: 'facts', where: [ ofOrders ] },
			'count'
		),
		figure(
			'average',
			{
				kind: 'ratio',
				of: gross,
				per: { total: 'facts', where: [ ofOrders ] },
			},
			'money'
		),
		figure( 'items', { kind: 'sum', ...lines }, 'count' ),
		figure(
			'products',
			{
				kind: 'distinct',
				dataset: 'order_items',
				field: 'product',
				where: [ isSold ],
			},
			'count'
		),
		figure( 'new', { kind: 'sum', total: 'firsts' }, 'count' ),
		figure(
			'out',
			{
				kind: 'now',
				dataset: 'products',
				total: 'facts',
				where: [ { field: 'stock', is: [ 'out' ] } ],
			},
			'count'
		),
	],
	chart: {
		kind: 'line',
		title: words( 'Net sales' ),
		measure: { kind: 'sum', total: 'total' },
		format: 'money',
		column: words( 'Net' ),
	},
	breakdowns: [
		{
			id: 'products',
			title: words( 'By product' ),
			dataset: 'order_items',
			where: [ isSold ],
			field: 'product',
			fieldLabel: words( 'Product' ),
			labels: {
				kind: 'facts',
				dataset: 'products',
				field: 'title',
				missing: words( 'Without a name' ),
				deleted: words( 'Deleted product no. {id}' ),
				none: words( 'No product' ),
			},
			columns: [
				{
					id: 'net',
					label: words( 'Net' ),
					measure: { kind: 'sum', total: 'net' },
					format: 'money',
				},
				{
					id: 'share',
					label: words( 'Share' ),
					measure: { kind: 'share', total: 'net' },
					format: 'percent',
				},
				{
					id: 'each',
					label: words( 'Each' ),
					measure: {
						kind: 'ratio',
						of: { total: 'net' },
						per: { total: 'quantity' },
					},
					format: 'money',
				},
			],
			top: 3,
		},
		{
			id: 'categories',
			title: words( 'By category' ),
			dataset: 'order_items',
			where: [ isSold ],
			field: 'product',
			through: { dataset: 'products', field: 'categories' },
			fieldLabel: words( 'Category' ),
			labels: {
				kind: 'facts',
				dataset: 'terms',
				field: 'title',
				missing: words( 'Without a name' ),
			},
			columns: [
				{
					id: 'quantity',
					label: words( 'Quantity' ),
					measure: { kind: 'sum', total: 'quantity' },
					format: 'count',
				},
			],
			top: 2,
		},
		{
			id: 'cohorts',
			title: words( 'By month of the first order' ),
			where: [ ofOrders ],
			field: 'cohort',
			fieldLabel: words( 'First order' ),
			labels: { kind: 'month' },
			columns: [
				{
					id: 'orders',
					label: words( 'Orders' ),
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
			],
			order: 'key',
			top: 60,
		},
	],
	listings: [
		{
			id: 'stock',
			title: words( 'Stock' ),
			dataset: 'products',
			where: [ { field: 'quantity', not: [ null ] } ],
			columns: [
				{
					id: 'name',
					label: words( 'Product' ),
					field: 'title',
					format: 'text',
				},
				{
					id: 'quantity',
					label: words( 'Quantity' ),
					field: 'quantity',
					format: 'count',
				},
				{
					id: 'sold',
					label: words( 'Sold in 28 days' ),
					sum: {
						dataset: 'order_items',
						by: 'product',
						total: 'quantity',
						where: [ isSold ],
						days: 28,
					},
					format: 'count',
				},
				{
					id: 'left',
					label: words( 'Days left' ),
					quotient: { of: 'quantity', per: 'sold', times: 28 },
					format: 'days',
				},
			],
			sort: 'left',
			top: 2,
			link: { kind: 'product' },
		},
	],
	facts: {
		orders: {
			columns: [
				{
					id: 'at',
					label: words( 'Placed' ),
					field: 'at',
					format: 'moment',
				},
				{
					id: 'total',
					label: words( 'Total' ),
					field: 'total',
					format: 'money',
				},
			],
			link: { kind: 'order', field: 'order' },
		},
		order_items: {
			columns: [
				{
					id: 'quantity',
					label: words( 'Quantity' ),
					field: 'quantity',
					format: 'count',
				},
			],
			link: { kind: 'order', field: 'order' },
		},
	},
	counted: {
		en: { none: 'No sales', one: '{n} net', other: '{n} net' },
		ko: { none: '매출이 없습니다', other: '순매출 {n}' },
	},
	source: words( 'orders and refunds counted' ),
	definitions: [],
};

function figure(
	id: string,
	measure: ReportDeclaration[ 'figures' ][ number ][ 'measure' ],
	format: ReportDeclaration[ 'figures' ][ number ][ 'format' ]
): ReportDeclaration[ 'figures' ][ number ] {
	return { id, label: words( id ), measure, format, better: 'more' };
}

export function order( at: string, different: object = {} ) {
	return {
		kind: 'order',
		order: 1,
		status: 'completed',
		standing: 'sold',
		currency: 'EUR',
		at: Date.parse( at ) / 1000,
		total: 1000,
		tax: 100,
		shipping: 50,
		discount: 0,
		items: 1,
		customer: 0,
		first: null as number | null,
		...different,
	};
}

export function item( at: string, different: object = {} ) {
	return {
		order: 1,
		kind: 'order',
		standing: 'sold',
		currency: 'EUR',
		at: Date.parse( at ) / 1000,
		product: 1,
		variation: 0,
		quantity: 1,
		net: 1000,
		tax: 100,
		...different,
	};
}

export function product( different: object = {} ) {
	return {
		parent: 0,
		title: 'A product',
		sku: '',
		status: 'publish',
		categories: [],
		stock: 'in',
		quantity: null,
		low: null,
		...different,
	};
}

/** A shop of three years, the same in every run. */
export function seedShop( seed: number, size: number ) {
	const dice = seeded( seed );
	const start = Date.parse( '2024-01-01T00:00:00Z' ) / 1000;
	const firsts = new Map< number, number >();
	const times = Array.from(
		{ length: size },
		() => start + dice.upTo( 1050 * 86400 )
	).toSorted( ( one, other ) => one - other );
	const orders: Array< ReturnType< typeof order > > = [];
	const items: Array< ReturnType< typeof item > > = [];
	for ( const [ at, time ] of times.entries() ) {
		const standing = dice.pick( [
			'sold',
			'sold',
			'sold',
			'open',
			'lost',
		] );
		const customer = dice.upTo( size / 3 );
		if ( standing === 'sold' && customer > 0 && ! firsts.has( customer ) ) {
			firsts.set( customer, time );
		}
		const id = orders.length + 1;
		const shared = {
			at: time,
			order: id,
			standing,
			currency: dice.pick( [ 'EUR', 'EUR', 'EUR', 'USD' ] ),
		};
		orders.push( {
			...order( '2024-01-01' ),
			...shared,
			status: dice.pick( [ 'completed', 'processing' ] ),
			total: dice.upTo( 20_000 ),
			customer,
			first:
				standing === 'sold' ? ( firsts.get( customer ) ?? null ) : null,
		} );
		for ( let line = 0; line < 3; line++ ) {
			items.push( {
				...item( '2024-01-01' ),
				...shared,
				product: dice.upTo( 12 ),
				quantity: 1 + dice.upTo( 3 ),
				net: dice.upTo( 9000 ),
			} );
		}
		if ( at % 9 === 0 ) {
			orders.push( {
				...order( '2024-01-01' ),
				...shared,
				kind: 'refund',
				at: time + dice.upTo( 20 * 86400 ),
				total: -dice.upTo( 5000 ),
				first: null,
			} );
		}
	}
	const products = Array.from( { length: 10 }, ( _one, at ) =>
		product( {
			title: `Product ${ at + 1 }`,
			categories: at % 3 === 0 ? [ 1, 2 ] : at % 3 === 1 ? [ 3 ] : [],
			quantity: at % 2 === 0 ? at * 10 : null,
			stock: at === 4 ? 'out' : 'in',
		} )
	);
	const terms = [ 'Bread', 'Cake', 'Tea' ].map( ( title ) => ( {
		taxonomy: 'product_cat',
		parent: 0,
		title,
	} ) );
	return { orders, items, products, terms };
}
