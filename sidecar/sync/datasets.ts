import type { Condition, Dataset, Field } from '../store/facts/dataset';

const title: Field = { kind: 'text', length: 200 };
const reference: Field = { kind: 'reference' };
const word: Field = { kind: 'word' };
const moment: Field = { kind: 'moment' };
const amount: Field = { kind: 'amount' };
const currency: Field = { kind: 'currency' };
const standing: Field = { kind: 'choice', of: [ 'sold', 'open', 'lost' ] };
const orderKind: Field = { kind: 'choice', of: [ 'order', 'refund' ] };

/** In WooCommerce's own reports. */
const isSold: Condition = { field: 'standing', is: [ 'sold' ] };
const isVariation: Condition = { field: 'variation', not: [ 0 ] };
const isFirst: Condition = { field: 'at', equals: { field: 'first' } };
/** Of a buyer who had bought before. */
const isFurther: Condition = { field: 'at', differs: { field: 'first' } };

export const posts: Dataset = {
	id: 'posts',
	fields: {
		type: word,
		status: word,
		author: reference,
		at: { kind: 'moment', optional: true },
		words: { kind: 'count' },
		comments: { kind: 'count' },
		title,
		terms: { kind: 'references', atMost: 50 },
	},
	moment: 'at',
	totals: {
		words: { kind: 'sum', field: 'words' },
		comments: { kind: 'sum', field: 'comments' },
	},
	rollups: {
		all: { by: [ 'status', 'type', 'author' ] },
		terms: { by: [ 'status', 'type', 'author', 'terms' ] },
	},
};

export const comments: Dataset = {
	id: 'comments',
	fields: {
		post: reference,
		owner: reference,
		status: {
			kind: 'choice',
			of: [ 'approved', 'pending', 'spam', 'trash' ],
		},
		kind: word,
		author: reference,
		parent: reference,
		at: moment,
		answered: { kind: 'count', optional: true },
	},
	moment: 'at',
	totals: {
		replies: { kind: 'present', field: 'parent' },
		answered: { kind: 'known', field: 'answered' },
		answeredAfter: { kind: 'sum', field: 'answered' },
	},
	// Nearly as long as the facts themselves once split by post, so the figures get short ones.
	rollups: {
		brief: { by: [ 'status', 'kind' ] },
		owners: { by: [ 'status', 'kind', 'owner' ] },
		posts: { by: [ 'status', 'kind', 'owner', 'post' ] },
	},
};

export const users: Dataset = {
	id: 'users',
	fields: { role: word, at: moment },
	moment: 'at',
	totals: {},
	rollups: { all: { by: [ 'role' ] } },
};

export const terms: Dataset = {
	id: 'terms',
	fields: { taxonomy: word, parent: reference, title },
	moment: null,
	totals: {},
	rollups: {},
};

export const orders: Dataset = {
	id: 'orders',
	fields: {
		kind: orderKind,
		order: reference,
		status: word,
		standing,
		currency,
		at: moment,
		total: amount,
		tax: amount,
		shipping: amount,
		discount: amount,
		items: { kind: 'signed' },
		customer: reference,
		first: { kind: 'moment', optional: true },
	},
	moment: 'at',
	derived: { cohort: { kind: 'month', of: 'first' } },
	totals: {
		total: { kind: 'sum', field: 'total' },
		tax: { kind: 'sum', field: 'tax' },
		shipping: { kind: 'sum', field: 'shipping' },
		discount: { kind: 'sum', field: 'discount' },
		items: { kind: 'sum', field: 'items' },
		firsts: { kind: 'count', where: [ isFirst ] },
		firstsTotal: { kind: 'sum', field: 'total', where: [ isFirst ] },
		further: { kind: 'count', where: [ isFurther ] },
		furtherTotal: { kind: 'sum', field: 'total', where: [ isFurther ] },
	},
	rollups: {
		sold: { by: [ 'currency', 'kind' ], where: [ isSold ] },
		all: { by: [ 'currency', 'standing', 'kind', 'status' ] },
		cohorts: {
			by: [ 'currency', 'cohort' ],
			where: [ isSold, { field: 'kind', is: [ 'order' ] } ],
		},
	},
};

export const orderItems: Dataset = {
	id: 'order_items',
	fields: {
		order: reference,
		kind: orderKind,
		standing,
		currency,
		at: moment,
		product: reference,
		variation: reference,
		quantity: { kind: 'signed' },
		net: amount,
		tax: amount,
	},
	moment: 'at',
	totals: {
		quantity: { kind: 'sum', field: 'quantity' },
		net: { kind: 'sum', field: 'net' },
		tax: { kind: 'sum', field: 'tax' },
		lines: {
			kind: 'count',
			where: [ { field: 'kind', is: [ 'order' ] } ],
		},
	},
	rollups: {
		sold: { by: [ 'currency', 'kind' ], where: [ isSold ] },
		products: { by: [ 'currency', 'product' ], where: [ isSold ] },
		variations: {
			by: [ 'currency', 'product', 'variation' ],
			where: [ isSold, isVariation ],
		},
	},
};

export const products: Dataset = {
	id: 'products',
	fields: {
		parent: reference,
		title,
		sku: { kind: 'text', length: 100 },
		status: word,
		categories: { kind: 'references', atMost: 50 },
		stock: { kind: 'choice', of: [ 'in', 'out', 'backorder', 'none' ] },
		quantity: { kind: 'signed', optional: true },
		low: { kind: 'signed', optional: true },
	},
	moment: null,
	totals: {},
	rollups: {},
};

export const couponUses: Dataset = {
	id: 'coupon_uses',
	fields: {
		order: reference,
		code: { kind: 'text', length: 100 },
		standing,
		currency,
		at: moment,
		discount: amount,
	},
	moment: 'at',
	totals: { discount: { kind: 'sum', field: 'discount' } },
	rollups: { codes: { by: [ 'currency', 'code' ], where: [ isSold ] } },
};

export const builtInDatasets: readonly Dataset[] = [
	posts,
	comments,
	users,
	terms,
	orders,
	orderItems,
	products,
	couponUses,
];
