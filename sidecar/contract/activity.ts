import type { StatementClaims } from '../contract';

export const activityKinds = [
	'signed-in',
	'renewed',
	'refused',
	'ended',
	'replayed',
	'report-opened',
	'report-exported',
	'resynced',
	'view-shared',
	'view-withdrawn',
] as const;

export type ActivityKind = ( typeof activityKinds )[ number ];

/** One line of the activity. Times are seconds since 1970. */
export type ActivityEntry = {
	id: number;
	at: number;
	kind: ActivityKind;
	user: number;
	session: string | null;
	/**
	 * The code of a refusal, or why a session ended: signed_out, ended, revoked or replayed. Of
	 * `resynced` the dataset, or `all`. Of `report-exported` the format: csv or pdf.
	 */
	reason: string | null;
	report: string | null;
	/** Such as "Firefox, Linux"; empty when unknown. */
	device: string;
	/** The network only, such as 203.0.113.0/24. */
	address: string;
};

/**
 * What is asked of `GET api/activity`. With `manage` everyone's or one user's, else one's own.
 * `from` and `to` are days of the site's timezone, both inclusive.
 */
export type ActivityQuery = {
	user?: number;
	kind?: ActivityKind;
	from?: string;
	to?: string;
	/** The `next` of the page before. */
	before?: string;
};

export type ActivityAnswer = {
	/** The newest first. */
	activity: ActivityEntry[];
	next: string | null;
	/** Names by id, from the site. */
	people: Record< string, string >;
	/** Days that activity is kept. */
	keptDays: number;
	timezone: string;
};

/** `GET session/notices`; `DELETE session/notices/:id` dismisses one for whoever asks. */
export type NoticesAnswer = {
	notices: TheftNotice[];
	people: Record< string, string >;
};

/** A refresh token came back after its successor was used. Times are seconds since 1970. */
export type TheftNotice = {
	id: number;
	at: number;
	user: number;
	/** Who brought the old token. */
	device: string;
	address: string;
	/** How that session had begun; null when its activity is gone. */
	signedIn: { at: number; device: string; address: string } | null;
	/** Opened in that session, by when first. */
	reports: Array< { report: string; at: number } >;
};

/** `gatehouse-privacy+jwt`, from the site: what is kept of one user, page by page, or its erasure. */
export type PrivacyClaims = StatementClaims & {
	user: number;
	act: 'export' | 'erase';
	/** From 1. */
	page: number;
};

export type PrivacyAnswer = {
	activity: ActivityEntry[];
	/** Sessions that are over. */
	sessions: Array< {
		id: string;
		device: string;
		startedAt: number;
		endedAt: number;
	} >;
	/** Saved ones, with the first page. */
	views: Array< { id: string; name: string; report: string } >;
	/** Rows that were erased. */
	erased: number;
	/** Sessions that still run, which an erasure leaves. */
	live: number;
	isLast: boolean;
};
