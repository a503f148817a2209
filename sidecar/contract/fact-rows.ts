/**
 * The facts of the built-in datasets, as the site tells them. Times are seconds since 1970 (UTC).
 * People are opaque ids; 0 is nobody known. There is no name, address or text of a person in here.
 */
export type PostFact = {
	id: number;
	type: string;
	status: string;
	author: number;
	/** Null while it was never published. */
	at: number | null;
	words: number;
	comments: number;
	title: string;
	/** Ids of the terms it has in hierarchical taxonomies; at most 50. */
	terms: number[];
};

export type CommentFact = {
	id: number;
	post: number;
	/** Author of the post. */
	owner: number;
	status: 'approved' | 'pending' | 'spam' | 'trash';
	kind: string;
	author: number;
	parent: number;
	at: number;
	/** Seconds until the first approved answer of somebody else; null while there is none. */
	answered: number | null;
};

export type UserFact = {
	id: number;
	/** The first role on this site; `none` without any. */
	role: string;
	/** Registered. */
	at: number;
};

export type TermFact = {
	id: number;
	taxonomy: string;
	parent: number;
	title: string;
};

/**
 * An order, or a refund as an order of its own with amounts below 0: net is the sum of both, each
 * on its own day.
 */
export type OrderFact = {
	id: number;
	kind: 'order' | 'refund';
	/** The order of a refund; else its own id. */
	order: number;
	/** Without `wc-`; a refund has its order's. */
	status: string;
	/** `sold`: in WooCommerce's own reports. `open`: awaits payment. `lost`: cancelled or failed. */
	standing: 'sold' | 'open' | 'lost';
	currency: string;
	/** Placed, or refunded. */
	at: number;
	/**
	 * Minor units, all with their sign: what was paid, and of it tax and shipping (without its tax).
	 * What is left are the items and fees.
	 */
	total: number;
	tax: number;
	shipping: number;
	/** Taken off by coupons, without tax. */
	discount: number;
	items: number;
	/** The same number for all orders of one buyer; 0 when nothing tells who it was. */
	customer: number;
	/** This buyer's first sold order; null when this order is not sold or the buyer not known. */
	first: number | null;
};

/** What was sold, or given back. A refund as one sum gives back each line with what it still had. */
export type OrderItemFact = {
	/** Twice the id of the shop's line; one more where a refund as one sum gave that line back. */
	id: number;
	/** Of the order or refund that it is a line of. */
	order: number;
	kind: 'order' | 'refund';
	standing: 'sold' | 'open' | 'lost';
	currency: string;
	at: number;
	/** 0 for a line that somebody typed in. A deleted product keeps its id here. */
	product: number;
	variation: number;
	quantity: number;
	/** Minor units after discounts, without tax. */
	net: number;
	tax: number;
};

export type ProductFact = {
	id: number;
	/** 0; of a variation its product. */
	parent: number;
	title: string;
	sku: string;
	status: string;
	/** Of a variation, its product's. */
	categories: number[];
	/** `none`: WooCommerce does not count it, and nobody marked it as sold out. */
	stock: 'in' | 'out' | 'backorder' | 'none';
	/** Null when it is not counted. */
	quantity: number | null;
	/** Below it WooCommerce warns; null where it does not. */
	low: number | null;
};

/** One use of one coupon by one order. */
export type CouponUseFact = {
	id: number;
	order: number;
	code: string;
	standing: 'sold' | 'open' | 'lost';
	currency: string;
	at: number;
	/** Minor units, without tax. */
	discount: number;
};

export type Fact =
	| PostFact
	| CommentFact
	| UserFact
	| TermFact
	| OrderFact
	| OrderItemFact
	| ProductFact
	| CouponUseFact;
