/**
 * What crosses a boundary: between WordPress, the sidecar and the browser.
 *
 * `blocks/` may import types and constants from here and nothing else of the sidecar; PHP
 * holds the same names, and tests/contract/*.json keeps the two from drifting apart.
 */

/** Seconds. */
export const lifetimes = {
	statement: 60,
	clockTolerance: 30,
	statementIdKept: 120,
	access: 30 * 60,
	refresh: 30 * 24 * 60 * 60,
	renewAfter: 20 * 60,
	/** Browsers write cookies to disk late; until then an old cookie is not theft. */
	cookieWriteDelay: 60,
} as const;

/** The purpose of a token is its JOSE `typ`, so that one can't serve as another. */
export const tokenTypes = {
	handOff: 'gatehouse-handoff+jwt',
	state: 'gatehouse-state+jwt',
	ping: 'gatehouse-ping+jwt',
	report: 'gatehouse-report+jwt',
	privacy: 'gatehouse-privacy+jwt',
	states: 'gatehouse-states+jwt',
	changes: 'gatehouse-changes+jwt',
	facts: 'gatehouse-facts+jwt',
	people: 'gatehouse-people+jwt',
	access: 'gatehouse-access+jwt',
	refresh: 'gatehouse-refresh+jwt',
} as const;

/** RFC 9864: the fully specified name of EdDSA over Curve25519. */
export const signatureAlgorithm = 'Ed25519';

export const headers = {
	statement: 'X-Gatehouse',
	csrf: 'X-Gatehouse-CSRF',
} as const;

export const statementMediaType = 'application/jose';

/** Sidecar routes, below a site's base. */
export const paths = {
	dashboard: '/',
	report: '/r/:report',
	session: '/session',
	renew: '/session/renew',
	end: '/session/end',
	onward: '/session/onward',
	reports: '/api/reports',
	activity: '/api/activity',
	activityFile: '/api/activity.csv',
	notices: '/session/notices',
	sessions: '/api/sessions',
	siteState: '/site/state',
	sitePing: '/site/ping',
	siteReport: '/site/report',
	sitePrivacy: '/site/privacy',
	keys: '/.well-known/jwks.json',
} as const;

/** Plugin routes, as `<home>/?rest_route=/gatehouse/v1/<name>`. */
export const siteRoutes = {
	keys: 'keys',
	handOff: 'handoff',
	sessions: 'sessions',
	endSession: 'end-session',
	states: 'states',
	changes: 'changes',
	facts: 'facts',
	people: 'people',
} as const;

/** A cookie's name depends on where the sidecar lives: its own root, or a path (RFC 6265bis 4.1.3). */
export function cookieNames( basePath: string ): {
	access: string;
	refresh: string;
} {
	return {
		access:
			basePath === ''
				? '__Host-gatehouse_access'
				: '__Secure-gatehouse_access',
		refresh: '__Secure-gatehouse_refresh',
	};
}

export const grants = [ 'view', 'export', 'publish', 'manage' ] as const;
export type Grant = ( typeof grants )[ number ];

/** SHA-256 of a WordPress session token, lower-case hex: the key of `session_tokens`. */
export type Verifier = string;

/** The site's current word on one user. Nothing is inferred from a verifier's absence. */
export type UserState = {
	user: number;
	/** Only grows; milliseconds since 1970, or one more than the last. */
	version: number;
	name: string;
	/** BCP 47, such as `ko-KR`. */
	locale: string;
	grants: Grant[];
	live: Verifier[];
	ended: Verifier[];
	runOut: Verifier[];
};

/** How a hand-off travels: relayed by PHP, fetched by the page's script, posted by a form. */
export type HandOffWay = 'php' | 'fetch' | 'form';

/** Claims that every statement carries. Times are seconds since 1970. */
export type StatementClaims = {
	iss: string;
	aud: string;
	iat: number;
	exp: number;
	jti: string;
};

/** `gatehouse-handoff+jwt`, from the site, used once. */
export type HandOffClaims = StatementClaims & {
	/** The user's id in decimal. */
	sub: string;
	wps: Verifier;
	way: HandOffWay;
	/** A person clicked "Sign in again": the only way past a barred verifier. */
	intent: boolean;
	remember: boolean;
	/** When WordPress's own session runs out, seconds since 1970. */
	wpx: number;
	/** Origins the browser may post from: of home and of siteurl. */
	origins: string[];
	/** Where to go afterwards: a path below the base, such as `/r/publishing?from=2026-01-01`. */
	to?: string;
	/** Only with way `php`, because there the connection shows PHP's own. */
	client?: { address: string; device: string };
	state: UserState;
};

/** `gatehouse-state+jwt`, from the site. Answered by `StateReceipt`. */
export type StateClaims = StatementClaims & { states: UserState[] };
export type StateReceipt = {
	applied: Array< { user: number; version: number } >;
};

/** `gatehouse-report+jwt`, from the site. Answered by a `ReportDocument` without `people`. */
export type ReportClaims = StatementClaims & {
	report: string;
	query: ReportQuery;
};

/** `gatehouse-states+jwt`, from the sidecar: what it has applied, and asks for the rest. */
export type StatesClaims = StatementClaims & {
	delivered: StateReceipt[ 'applied' ];
};
export type StatesAnswer = { states: UserState[] };

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

export const activityKinds = [
	'signed-in',
	'renewed',
	'refused',
	'ended',
	'replayed',
	'report-opened',
	'report-exported',
] as const;
export type ActivityKind = ( typeof activityKinds )[ number ];

/** One line of the activity. Times are seconds since 1970. */
export type ActivityEntry = {
	id: number;
	at: number;
	kind: ActivityKind;
	user: number;
	session: string | null;
	/** The code of a refusal, or why a session ended: signed_out, ended, revoked or replayed. */
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
	/** Opened or exported in that session, by when first. */
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
	/** Rows that were erased. */
	erased: number;
	/** Sessions that still run, which an erasure leaves. */
	live: number;
	isLast: boolean;
};

/** Every refusal, on every route. */
export type RefusalAnswer = {
	code: string;
	message: string;
	parameter?: string;
};

export const namedPeriods = [
	'last-7-days',
	'last-28-days',
	'last-90-days',
	'this-month',
	'last-month',
	'this-year',
	'last-12-months',
] as const;
export type NamedPeriod = ( typeof namedPeriods )[ number ];

export const groupings = [ 'day', 'week', 'month' ] as const;
export type Grouping = ( typeof groupings )[ number ];

export const comparisons = [ 'previous', 'year', 'none' ] as const;
export type Comparison = ( typeof comparisons )[ number ];

/**
 * What is asked of a report. Either a named period, or `from` and `to`: days of the site's
 * timezone, `YYYY-MM-DD`, both inclusive. Without either: the last 28 days.
 */
export type ReportQuery = {
	period?: NamedPeriod;
	from?: string;
	to?: string;
	/** Without it: day up to 62 days, week up to a year, else month. */
	by?: Grouping;
	compare?: Comparison;
	/** BCP 47; the words of the document. Without it the session's. */
	lang?: string;
};

/** `GET api/reports`. */
export type CatalogueAnswer = { reports: CatalogueEntry[] };
export type CatalogueEntry = {
	id: string;
	title: string;
	description: string;
	grant: Grant;
};

export type Period = { from: string; to: string };

export type NumberFormat = 'count' | 'decimal' | 'percent';

export type Figure = {
	id: string;
	label: string;
	/** Null when there is nothing to divide by. `percent` is a share from 0 to 1. */
	value: number | null;
	previous: number | null;
	format: NumberFormat;
	/** Which change is good news; null when neither is. */
	better: 'more' | 'less' | null;
};

/** A gap in the data is null, never 0. */
export type Point = {
	/** First day of the bucket, or the row's key for bars. */
	key: string;
	label: string;
	value: number | null;
	previous: number | null;
	previousLabel: string | null;
};

export type Chart = {
	kind: 'line' | 'bar';
	title: string;
	format: NumberFormat;
	points: Point[];
};

export type Column = {
	id: string;
	label: string;
	kind: 'text' | NumberFormat;
};
/** A person is named by `people`, or by the document's word for somebody unknown. */
export type Cell = string | number | null | { person: number };
export type Table = {
	id: string;
	title: string;
	columns: Column[];
	rows: Cell[][];
	/** Rows left out below the last, already summed into it ("Others"). */
	othersCount: number;
};

/** One answer feeds every surface; each of them only lays it out. */
export type ReportDocument = {
	id: string;
	title: string;
	description: string;
	site: { name: string; home: string; timezone: string };
	/** BCP 47 of the words in here; numbers and dates are formatted with it. */
	locale: string;
	/** ISO 8601 with Z: when the facts were last known to agree with the site. */
	asOf: string;
	source: { count: number; label: string };
	/** `filling`: the first copy of the facts is still on its way. */
	state: 'ready' | 'empty' | 'filling' | 'stale';
	/** Present while filling: facts received, and how many there are. */
	progress?: { done: number; total: number };
	/** Rows the sidecar could not take in; shown when not 0. */
	skipped: number;
	period: Period & { label: string; name: NamedPeriod | null };
	previous: ( Period & { label: string } ) | null;
	by: Grouping;
	figures: Figure[];
	summary: string;
	chart: Chart;
	/** The first is the table behind the chart. */
	tables: Table[];
	definitions: Array< { term: string; text: string } >;
	people?: Record< string, string >;
};

/** What a WordPress page tells Gatehouse's scripts; never a token or a nonce. */
export type PageContext = {
	/** Home of the site, the `iss` of its hand-offs. */
	site: string;
	base: string;
	/** 0 for a stranger. */
	user: number;
	verifier: Verifier | null;
	/** Address of the plugin's hand-off route, and of core's `admin-ajax.php?action=rest-nonce`. */
	handOff: string;
	nonce: string;
	signIn: string;
	/** Address of the Reports screen; null for those who can't open it. */
	screen: string | null;
	/** BCP 47. */
	locale: string;
};

/** `POST handoff` of the plugin. `intent` is sent only by a click. */
export type HandOffRequest = { intent?: boolean };
export type HandOffAnswer = { handoff: string; url: string };
