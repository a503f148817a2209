import type { CatalogueEntry, Grant, ReportDocument } from '../contract';

/** Addresses under a site's base; the scripts and styles carry their content's hash. */
export type PageFrame = {
	/** The public address of the sidecar for this site, no trailing slash. */
	base: string;
	home: string;
	siteName: string;
	/** BCP 47. */
	locale: string;
	assets: { script: string; styles: string[] };
};

/** What the server knows of the session, for the words in `#gatehouse-status`. */
export type PageSession = {
	user: { name: string };
	/** Seconds since 1970. */
	expires: number;
	timezone: string;
};

export declare function renderReportPage(
	frame: PageFrame,
	page: {
		document: ReportDocument;
		reports: CatalogueEntry[];
		session: PageSession;
		/** As it arrived: what the period form shows as chosen. */
		search: string;
	}
): string;

/** A refusal, or anything else a person has to read: a title, a sentence, one way on. */
export declare function renderMessage(
	frame: PageFrame,
	message: {
		title: string;
		text: string;
		action?: { href: string; label: string };
	}
): string;

/** Navigates again from our own address; works without JavaScript. */
export declare function renderOnward(
	frame: PageFrame,
	onward: { href: string }
): string;

export declare function renderCookieMissing(
	frame: PageFrame,
	retry: { href: string }
): string;
export type { Grant };
