/**
 * What crosses a boundary, between WordPress, the sidecar and the browser: the names here,
 * the shapes in contract/, a file for each noun.
 *
 * `blocks/` may import types and constants from these and nothing else of the sidecar; PHP
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
	catalogue: 'gatehouse-catalogue+jwt',
	render: 'gatehouse-render+jwt',
	privacy: 'gatehouse-privacy+jwt',
	states: 'gatehouse-states+jwt',
	changes: 'gatehouse-changes+jwt',
	facts: 'gatehouse-facts+jwt',
	ranges: 'gatehouse-ranges+jwt',
	people: 'gatehouse-people+jwt',
	doctor: 'gatehouse-doctor+jwt',
	access: 'gatehouse-access+jwt',
	refresh: 'gatehouse-refresh+jwt',
	key: 'gatehouse-key+jwt',
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
	reportCsv: '/api/reports/:report.csv',
	reportPdf: '/api/reports/:report.pdf',
	views: '/api/views',
	sync: '/api/sync',
	activity: '/api/activity',
	activityFile: '/api/activity.csv',
	notices: '/session/notices',
	sessions: '/api/sessions',
	siteState: '/site/state',
	sitePing: '/site/ping',
	siteReport: '/site/report',
	siteCatalogue: '/site/catalogue',
	siteRender: '/site/render',
	sitePrivacy: '/site/privacy',
	keys: '/.well-known/jwks.json',
	doctor: '/doctor',
	metrics: '/metrics',
} as const;

/** Plugin routes, as `<home>/?rest_route=/gatehouse/v1/<name>`. */
export const siteRoutes = {
	keys: 'keys',
	handOff: 'handoff',
	sessions: 'sessions',
	endSession: 'end-session',
	endSessions: 'end-sessions',
	states: 'states',
	changes: 'changes',
	facts: 'facts',
	ranges: 'ranges',
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

/** Claims that every statement carries. Times are seconds since 1970. */
export type StatementClaims = {
	iss: string;
	aud: string;
	iat: number;
	exp: number;
	jti: string;
};

/** Every refusal, on every route. */
export type RefusalAnswer = {
	code: string;
	message: string;
	parameter?: string;
};
