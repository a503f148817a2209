const years = 5;

/** From its first order to today. */
export const secondsOfShop = Math.floor( years * 365.25 * 86400 );

/**
 * A shop of five years, answered from memory: what row has which number follows from the number
 * alone. Of 34 rows of orders one is a refund; each order has three lines, each refund one.
 */
export function createShop( orders, today ) {
	const span = secondsOfShop;
	const start = today - span;
	const products = 1000;
	const customers = Math.ceil( orders / 2.5 );
	const rows = Math.floor( ( orders * 34 ) / 33 );
	const lines = Math.floor( ( rows * 100 ) / 34 );
	const firsts = new Float64Array( customers );

	const isRefund = ( row ) => row % 34 === 33;
	const momentOf = ( row ) => start + Math.floor( ( row * span ) / rows );
	const kindOf = ( row ) => ( isRefund( row ) ? row - 1 : row );
	const currencyOf = ( row ) =>
		dice( kindOf( row ), 1 ) < 0.9 ? 'EUR' : 'USD';
	const statusOf = ( row ) => {
		const drawn = dice( kindOf( row ), 2 );
		if ( isRefund( row ) || drawn < 0.8 ) {
			return [ 'completed', 'sold' ];
		}
		if ( drawn < 0.87 ) {
			return [ 'processing', 'sold' ];
		}
		return drawn < 0.92 ? [ 'pending', 'open' ] : [ 'cancelled', 'lost' ];
	};
	// Some buy often, most once or twice.
	const customerOf = ( row ) =>
		Math.floor( customers * dice( kindOf( row ), 3 ) ** 1.5 );

	for ( let row = 0; row < rows; row++ ) {
		const customer = customerOf( row );
		if (
			! isRefund( row ) &&
			statusOf( row )[ 1 ] === 'sold' &&
			firsts[ customer ] === 0
		) {
			firsts[ customer ] = momentOf( row );
		}
	}

	const order = ( row ) => {
		const [ status, standing ] = statusOf( row );
		const total = Math.floor( 1000 + 30_000 * dice( row, 4 ) );
		const sign = isRefund( row ) ? -1 : 1;
		return {
			id: row + 1,
			kind: isRefund( row ) ? 'refund' : 'order',
			order: kindOf( row ) + 1,
			status,
			standing,
			currency: currencyOf( row ),
			at: momentOf( row ),
			total: sign * total,
			tax: sign * Math.floor( total * 0.16 ),
			shipping: isRefund( row ) ? 0 : 490,
			discount: dice( row, 5 ) < 0.1 ? 500 : 0,
			items: sign * 3,
			customer: isRefund( row ) ? 0 : 1e9 + customerOf( row ) * 7919,
			first:
				isRefund( row ) || standing !== 'sold'
					? null
					: firsts[ customerOf( row ) ],
		};
	};

	const line = ( index ) => {
		const place = index % 100;
		const row =
			Math.floor( index / 100 ) * 34 +
			( place === 99 ? 33 : Math.floor( place / 3 ) );
		const [ , standing ] = statusOf( row );
		const net = Math.floor( 300 + 9000 * dice( index, 6 ) );
		const sign = isRefund( row ) ? -1 : 1;
		return {
			id: index + 1,
			order: row + 1,
			kind: isRefund( row ) ? 'refund' : 'order',
			standing,
			currency: currencyOf( row ),
			at: momentOf( row ),
			product: 1 + Math.floor( products * dice( index, 7 ) ** 3 ),
			variation: 0,
			quantity: sign * ( 1 + Math.floor( 3 * dice( index, 8 ) ) ),
			net: sign * net,
			tax: sign * Math.floor( net * 0.19 ),
		};
	};

	const product = ( index ) => ( {
		id: index + 1,
		parent: 0,
		title: `Product ${ index + 1 }`,
		sku: `P-${ index + 1 }`,
		status: 'publish',
		categories: [ 1 + ( index % 40 ), 41 + ( index % 7 ) ],
		stock: index % 25 === 0 ? 'out' : 'in',
		quantity: index % 3 === 0 ? null : index % 90,
		low: 5,
	} );

	const couponUse = ( index ) => {
		const row = index * 11 - ( isRefund( index * 11 ) ? 1 : 0 );
		return {
			id: index + 1,
			order: row + 1,
			code: `code${ Math.floor( 60 * dice( index, 9 ) ** 2 ) }`,
			standing: statusOf( row )[ 1 ],
			currency: currencyOf( row ),
			at: momentOf( row ),
			discount: 500,
		};
	};

	const post = ( index ) => ( {
		id: index + 1,
		type: index % 10 === 0 ? 'page' : 'post',
		status: index % 12 === 0 ? 'draft' : 'publish',
		author: 1 + Math.floor( 30 * dice( index, 10 ) ** 2 ),
		at: start + Math.floor( ( index * span ) / 10_000 ),
		words: Math.floor( 1500 * dice( index, 11 ) ),
		comments: index % 7,
		title: `A post, number ${ index + 1 }`,
		terms: [ 1 + ( index % 40 ) ],
	} );

	const comment = ( index ) => ( {
		id: index + 1,
		post: 1 + Math.floor( 10_000 * dice( index, 12 ) ),
		owner: 1 + Math.floor( 30 * dice( index, 13 ) ** 2 ),
		status: dice( index, 14 ) < 0.8 ? 'approved' : 'spam',
		kind: 'comment',
		author: 0,
		parent: index % 3 === 0 ? index : 0,
		at: start + Math.floor( ( index * span ) / 50_000 ),
		answered:
			index % 2 === 0 ? Math.floor( 9000 * dice( index, 15 ) ) : null,
	} );

	const user = ( index ) => ( {
		id: index + 1,
		role: index % 50 === 0 ? 'author' : 'customer',
		at: start + Math.floor( ( index * span ) / 20_000 ),
	} );

	const term = ( index ) => ( {
		id: index + 1,
		taxonomy: 'product_cat',
		parent: 0,
		title: `Category ${ index + 1 }`,
	} );

	const datasets = {
		posts: [ Math.min( 10_000, orders ), post ],
		comments: [ Math.min( 50_000, orders ), comment ],
		users: [ Math.min( 20_000, orders ), user ],
		terms: [ 47, term ],
		orders: [ rows, order ],
		order_items: [ lines, line ],
		products: [ products, product ],
		coupon_uses: [ Math.floor( rows / 11 ), couponUse ],
	};
	return {
		from: start,
		datasets: Object.keys( datasets ),
		count: Object.values( datasets ).reduce(
			( sum, [ total ] ) => sum + total,
			0
		),
		/** As the plugin answers `POST facts`. */
		page( dataset, after, limit ) {
			const [ total, make ] = datasets[ dataset ];
			const size = Math.max( 0, Math.min( limit, total - after ) );
			return {
				facts: Array.from( { length: size }, ( _one, at ) =>
					make( after + at )
				),
				next: after + size < total ? after + size : null,
				total,
			};
		},
	};
}

/** From 0 to 1, the same for the same numbers (mulberry32). */
function dice( number, salt ) {
	let state = ( Math.imul( number + 1, 0x9e3779b1 ) + salt * 0x6d2b79f5 ) | 0;
	state = Math.imul( state ^ ( state >>> 15 ), 1 | state );
	state ^= state + Math.imul( state ^ ( state >>> 7 ), 61 | state );
	return ( ( state ^ ( state >>> 14 ) ) >>> 0 ) / 4294967296;
}
