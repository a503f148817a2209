import type { Generated } from 'kysely';
import type { ActivityKind } from '../../contract/activity';
import type { HandOffWay } from '../../contract/hand-off';
import type { StrangerAgent, StrangerKind } from '../../contract/strangers';
import type { Verifier } from '../../contract/user-state';

/** Times are milliseconds since 1970; a site is its home. */
export type Schema = {
	users: UserRow;
	verifiers: VerifierRow;
	sessions: SessionRow;
	revocations: RevocationRow;
	used_statements: UsedStatementRow;
	site_keys: SiteKeyRow;
	site_origins: SiteOriginRow;
	activity: ActivityRow;
	dismissals: DismissalRow;
	strangers: StrangerRow;
	processes: ProcessRow;
	leases: LeaseRow;
	pings: PingRow;
	marks: MarkRow;
	views: ViewRow;
	homes: HomeRow;
};

/** The newest user state of each user. */
export type UserRow = {
	site: string;
	user: number;
	version: number;
	/** Access tokens with older grants stop. */
	minimum_version: number;
	name: string;
	locale: string;
	/** Separated by spaces. */
	grants: string;
};

export type VerifierRow = {
	site: string;
	verifier: Verifier;
	user: number;
	state: 'live' | 'ended' | 'run_out';
	barred_at: number | null;
	changed_at: number;
};

/** Why a session is over: it decides the words its browser shows. */
export type SessionEnd =
	'signed_out' | 'ended' | 'revoked' | 'replayed' | 'expired';

export type SessionRow = {
	id: string;
	site: string;
	user: number;
	verifier: Verifier;
	/** Null once revoked: unique with the site, so that a verifier has one session that is not. */
	live_verifier: Verifier | null;
	csrf: string;
	generation: number;
	rotated_at: number;
	/** 1 once a browser has shown that it holds this generation. */
	in_use: number;
	remember: number;
	started_at: number;
	ends_at: number;
	revoked_at: number | null;
	revoked_because: SessionEnd | null;
	/** Such as "Firefox, Linux"; empty when the browser told nothing. */
	device: string;
	/** The network it signed in from, such as 203.0.113.0/24. */
	address: string;
	/** Empty for sessions from before this was kept. */
	way: HandOffWay | '';
	/** To the minute. */
	last_seen_at: number;
};

/** What access tokens can't know, for as long as one may live. */
export type RevocationRow = {
	seq: Generated< number >;
	at: number;
	site: string;
	session: string | null;
	because: SessionEnd | null;
	user: number | null;
	minimum_version: number | null;
	/** Access tokens of the site that were issued before this time stop. */
	nothing_before: number | null;
};

export type UsedStatementRow = {
	site: string;
	id: string;
	at: number;
};

export type SiteKeyRow = {
	site: string;
	kid: string;
	x: string;
};

/** Origins that signed hand-offs named beside those of the settings. */
export type SiteOriginRow = {
	site: string;
	origin: string;
};

/** What happened, by whom and roughly from where; no names and no tokens. */
export type ActivityRow = {
	seq: Generated< number >;
	site: string;
	at: number;
	user: number;
	session: string | null;
	kind: ActivityKind;
	reason: string | null;
	report: string | null;
	device: string;
	address: string;
	/** Unique: what several processes may note is kept once. */
	once: string | null;
};

/** A notice, which is a row of the activity, that this user has seen. */
export type DismissalRow = {
	site: string;
	notice: number;
	user: number;
};

/** How often requests of nobody that is known were refused: no agents and no addresses. */
export type StrangerRow = {
	seq: Generated< number >;
	site: string;
	/** Of the site's calendar, since 1970-01-01. */
	day: number;
	kind: StrangerKind;
	agent: StrangerAgent;
	times: number;
};

/** A sidecar that works on this store. */
export type ProcessRow = {
	id: string;
	host: string;
	pid: number;
	/** Of the keys it publishes, separated by spaces. */
	kids: string;
	started_at: number;
	seen_at: number;
};

/** What one process at a time does, until when by the store's clock. */
export type LeaseRow = {
	name: string;
	holder: string;
	until: number;
};

/** A site that said that something changed, to a process that does not follow it. */
export type PingRow = { site: string };

/** What the site gave to know by that neither database was put back. */
export type MarkRow = { site: string; mark: string };

/** A site that the settings of some process name, or named; to the day. */
export type HomeRow = { site: string; named_at: number };

/** A report with its settings, kept under a name. */
export type ViewRow = {
	id: string;
	site: string;
	/** 0: a shared one whose owner is gone. */
	user: number;
	name: string;
	report: string;
	/** As it stands in an address. */
	query: string;
	is_shared: number;
};
