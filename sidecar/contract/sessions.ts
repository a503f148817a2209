import type { Grant, Verifier } from './user-state';
import type { HandOffWay } from './hand-off';

/** `GET session`, and the answer to a hand-off and a renewal. */
export type SessionAnswer = {
	site: string;
	user: { id: number; name: string; locale: string };
	verifier: Verifier;
	grants: Grant[];
	/** Of the access token; 0 when only the refresh token is left. */
	expiresInSeconds: number;
	renewInSeconds: number;
	/** Of the whole session: renewals don't extend it. */
	endsInSeconds: number;
	csrf: string;
	generation: number;
};

/**
 * `GET api/sessions?user=7&user=9&after=…`: live sessions, the newest first. With `manage`
 * everyone's or those of the users named, else one's own.
 */
export type SessionsAnswer = {
	sessions: SignedIn[];
	/** The `after` of the next page; null at the end. */
	next: string | null;
};

/** `DELETE api/sessions?user=7&user=9`: live ones of these users, all but the one that asks. */
export type EndedAnswer = { ended: number };

/** Times are seconds since 1970. */
export type SignedIn = {
	id: string;
	user: { id: number; name: string };
	verifier: Verifier;
	/** Such as "Firefox, Linux"; empty when unknown. */
	device: string;
	/** The network only, such as 203.0.113.0/24 or 2001:db8:7::/48. */
	address: string;
	/** Null for sessions from before it was kept. */
	way: HandOffWay | null;
	startedAt: number;
	/** To the minute. */
	lastSeenAt: number;
	endsAt: number;
	isThisBrowser: boolean;
};

/**
 * `GET sessions` of the plugin: WordPress's side of the same, by person. For those with
 * `manage` everyone who may see reports, else oneself.
 */
export type SiteSessionsAnswer = {
	people: SitePerson[];
	next: string | null;
};

export type SitePerson = {
	id: number;
	name: string;
	/** Ending a session ends the one of WordPress too; otherwise only the reports. */
	endsWordPress: boolean;
	sessions: SiteSession[];
};

/** Times are seconds since 1970. */
export type SiteSession = {
	verifier: Verifier;
	device: string;
	address: string;
	/** Null where WordPress keeps its sessions elsewhere and doesn't tell. */
	since: number | null;
};

/** `POST end-session` of the plugin. */
export type EndSessionRequest = { user: number; verifier: Verifier };

export type EndSessionAnswer = { endedWordPress: boolean };

/** `POST end-sessions` of the plugin: all of this user but the one that asks. */
export type EndSessionsRequest = { user: number };

/** How many WordPress has ended; 0 where it is not ours to end. */
export type EndSessionsAnswer = { endedWordPress: number };
