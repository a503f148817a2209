import type { StatementClaims } from '../contract';
import type { Fact } from './fact-rows';
import type { Spent, WrongDeclaration } from './sync';

/** `gatehouse-changes+jwt`, from the sidecar. Answers changes with seq > after, or younger than 60 s. */
export type ChangesClaims = StatementClaims & {
	after: number;
	limit: number;
	/** The one that came last; empty before the first. */
	mark: string;
	/** `version` of the logo that is here, '' before the first. Absent: it is not asked for. */
	logo?: string;
};

export type ChangesAnswer = {
	site: SiteDescription;
	/** Absent while it is the one that the question named. */
	logo?: SiteLogo;
	/** The highest seq there is; behind `after` it means a restored backup. */
	head: number;
	/** Of all that was told until now: a database that was put back from before has never given it. */
	mark: string;
	/** Whether this database has given the mark that was sent. If not, everything is to be copied. */
	knows: boolean;
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
	spent: Spent;
};

/** `gatehouse-people+jwt`, from the sidecar. */
export type PeopleClaims = StatementClaims & { ids: number[] };

export type PeopleAnswer = { people: Record< string, string > };

/** What WordPress shows as the site's logo, else the site icon. */
export type SiteLogo = {
	/** Another one with another picture; '' without any. */
	version: string;
	/** PNG or JPEG in base64; null where there is none, or none could be made. */
	picture: string | null;
};

/** Of a logo, before base64. */
export const logoBytesAtMost = 64 * 1024;

/** A logo's longer side, in pixels. */
export const logoSideAtMost = 1000;

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
	/** Labels of the user roles in the site's language. */
	roles: Record< string, string >;
	/** The built-in datasets that this site exports: the shop's only where there is a shop. */
	datasets: string[];
	/** ISO 4217; null without a shop. */
	currency: string | null;
	/** Labels of the order statuses in the site's language, by status without `wc-`. */
	orderStatuses: Record< string, string >;
	/** Datasets and reports that other plugins declare; see contract/declarations.ts. */
	own: {
		datasets: unknown[];
		reports: unknown[];
		/** What of it never came as far as these two lists. */
		wrong: WrongDeclaration[];
	};
};
