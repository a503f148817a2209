import { describe, expect, it } from 'vitest';
import {
	couponUses,
	orderItems,
	orders,
	products,
	terms,
	users,
} from '../../../sidecar/sync/datasets';
import { readFact } from '../../../sidecar/sync/read-fact';
import recorded from '../../contract/shop-facts.json';

const { facts, totals } = recorded;

function sumOf< Name extends string >(
	rows: ReadonlyArray<
		Record< Name, number > & { standing: string; currency: string }
	>,
	name: Name
): number {
	return rows
		.filter(
			( { standing, currency } ) =>
				standing === 'sold' && currency === 'USD'
		)
		.reduce( ( sum, row ) => sum + row[ name ], 0 );
}

describe( 'the facts recorded from a real WooCommerce', () => {
	it.each( [
		{ dataset: orders, rows: facts.orders },
		{ dataset: orderItems, rows: facts.order_items },
		{ dataset: couponUses, rows: facts.coupon_uses },
		{ dataset: products, rows: facts.products },
		{ dataset: users, rows: facts.users },
		{ dataset: terms, rows: facts.terms },
	] )( 'pass the edge: $dataset.id', ( { dataset, rows } ) => {
		const refused = rows
			.map( ( row ) => readFact( dataset, row ) )
			.filter( ( fact ) => typeof fact === 'string' );

		expect( rows.length ).toBeGreaterThan( 1 );
		expect( refused ).toEqual( [] );
	} );

	it( 'have every kind and standing of an order, and a second currency', () => {
		const kinds = new Set(
			facts.orders.map(
				( { kind, standing } ) => `${ kind } ${ standing }`
			)
		);
		const currencies = new Set(
			facts.orders.map( ( row ) => row.currency )
		);

		expect( [ ...kinds ].sort() ).toEqual( [
			'order lost',
			'order open',
			'order sold',
			'refund sold',
		] );
		expect( [ ...currencies ].sort() ).toEqual( [ 'KRW', 'USD' ] );
		expect( facts.order_items.some( ( { id } ) => id % 2 === 1 ) ).toBe(
			true
		);
	} );

	it( 'add up to what WooCommerce says, to the cent', () => {
		const { taxTwice, ...theirs } = totals;

		expect( taxTwice ).toBeLessThan( 0 );
		expect( {
			total: sumOf( facts.orders, 'total' ),
			tax: sumOf( facts.orders, 'tax' ),
			shipping: sumOf( facts.orders, 'shipping' ),
			net: sumOf( facts.order_items, 'net' ),
		} ).toEqual( { ...theirs, tax: theirs.tax - taxTwice } );
	} );

	it( 'say of no buyer who it is', () => {
		expect( JSON.stringify( recorded ) ).not.toMatch( /@|regular\d|guest/ );
	} );
} );
