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
	/** Minor units, all with their sign: what was paid, and of it tax, shipping (without its tax) and fees. */
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

export type OrderItemFact = {
	id: number;
	/** Of the order or refund that it is a line of. */
	order: number;
	kind: 'order' | 'refund';
	standing: 'sold' | 'open' | 'lost';
	currency: string;
	at: number;
	/** 0 when it was deleted. */
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
	categories: number[];
	/** `none`: WooCommerce does not count it. */
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
