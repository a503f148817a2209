import type { StatementClaims } from '../contract';

/** `gatehouse-changes+jwt`, from the sidecar. Answers changes with seq > after, or younger than 60 s. */
export type ChangesClaims = StatementClaims & { after: number; limit: number };

export type ChangesAnswer = {
	site: SiteDescription;
	/** The highest seq there is; behind `after` it means a restored backup. */
	head: number;
	changes: Change[];
	more: boolean;
};

/** A null fact was deleted. */
export type Change = {
	seq: number;
	dataset: string;
	id: number;
	fact: Fact | null;
};

/** `gatehouse-facts+jwt`, from the sidecar: one keyset page, ids ascending. */
export type FactsClaims = StatementClaims & {
	dataset: string;
	after: number;
	limit: number;
};

export type FactsAnswer = {
	facts: Fact[];
	/** The `after` of the next page; null at the end. */
	next: number | null;
	/** Rows in the dataset, for progress. */
	total: number;
};

/** `gatehouse-people+jwt`, from the sidecar. */
export type PeopleClaims = StatementClaims & { ids: number[] };

export type PeopleAnswer = { people: Record< string, string > };

export type SiteDescription = {
	name: string;
	/** BCP 47. */
	locale: string;
	/** IANA name, or an offset such as `+09:00`. */
	timezone: string;
	/** 0 is Sunday. */
	weekStartsOn: number;
	/** Labels of the exported post types in the site's language. */
	types: Record< string, string >;
};

/** Times are seconds since 1970 (UTC). People are opaque ids; 0 is nobody known. */
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
};

export type CommentFact = {
	id: number;
	post: number;
	status: 'approved' | 'pending' | 'spam' | 'trash';
	kind: string;
	author: number;
	parent: number;
	at: number;
};

export type Fact = PostFact | CommentFact;
