import type { RefusalAnswer } from './contract';

/** Code -> status and sentence. What a client may rely on is the code. */
const refusals = {
	handoff_refused: [
		401,
		'This hand-off is not valid. Open the page again from WordPress.',
	],
	session_missing: [
		401,
		'There is no report session. Sign in to WordPress.',
	],
	access_expired: [ 401, 'The access token has run out. Renew the session.' ],
	session_expired: [
		401,
		'The report session has ended. Open the page again from WordPress.',
	],
	session_revoked: [
		401,
		'This session was ended by an administrator. Sign in again.',
	],
	session_signed_out: [ 401, 'You signed out of WordPress. Sign in again.' ],
	session_replayed: [
		401,
		'This session was closed because its token was used twice. Sign in again.',
	],
	session_ended: [
		403,
		'This session was ended. Choose "Sign in again" to start another.',
	],
	cookie_duplicated: [
		401,
		'The browser sent a session cookie twice. The copies were removed; open the page again.',
	],
	csrf_missing: [ 403, 'The header X-Gatehouse-CSRF is missing.' ],
	csrf_wrong: [
		403,
		'The header X-Gatehouse-CSRF does not belong to this session. Read it again from GET session.',
	],
	origin_refused: [
		403,
		'This request came from a page that does not belong to the site.',
	],
	permission_missing: [
		403,
		'Your WordPress account may not see this. Ask an administrator for the permission.',
	],
	statement_refused: [ 401, 'The signed statement is not valid.' ],
	keys_pending: [
		503,
		"The site's public keys are being fetched. Try again in a moment.",
	],
	report_unknown: [ 404, 'There is no report with this name.' ],
	resync_wrong: [
		400,
		'Give a dataset or none, and days or ids as from and to, not both; the first before the last.',
	],
	dataset_missing: [
		404,
		'This site has nothing that the report is about. A report about sales needs WooCommerce, active on this site.',
	],
	table_unknown: [ 404, 'The report has no table with this name.' ],
	rows_unknown: [
		404,
		'There is nothing to list behind this. Name a figure, a bucket, or a table and the key of one of its rows.',
	],
	session_unknown: [
		404,
		'There is no such session among those you may see.',
	],
	user_wrong: [ 400, 'Name users by their numbers, a hundred at most.' ],
	page_unknown: [ 400, 'Give the next of the page before, as it was.' ],
	activity_filter_wrong: [
		400,
		'A user is a number; the kind of activity is one of those documented.',
	],
	notice_unknown: [ 404, 'There is no such notice among yours.' ],
	view_wrong: [
		400,
		'A view has a name of up to 80 characters, a report, a query, and is shared or not.',
	],
	view_unknown: [ 404, 'There is no such view among those you may change.' ],
	views_full: [
		409,
		'A hundred views are kept for each person. Delete one that nobody needs.',
	],
	path_unknown: [ 404, 'There is nothing at this address.' ],
	method_not_allowed: [ 405, 'This address does not take this method.' ],
	period_wrong: [
		400,
		'A day is written YYYY-MM-DD; a named period is one of those documented.',
	],
	period_incomplete: [ 400, 'Give both from and to, or a named period.' ],
	period_backwards: [ 400, 'The last day lies before the first.' ],
	period_too_long: [ 400, 'A period may be ten years at most.' ],
	grouping_unknown: [ 400, 'Group by day, week, month or quarter.' ],
	currency_unknown: [ 400, 'Nothing on this site is in this currency.' ],
	filter_unknown: [ 400, 'The report has no filter with this name.' ],
	filter_value_unknown: [
		400,
		'Nothing on this site has this value. Choose one that the report offers.',
	],
	filter_too_long: [ 400, 'Choose at most 50 values of one filter.' ],
	sort_unknown: [
		400,
		'Sort by the id of a column, with - before it for descending.',
	],
	comparison_unknown: [ 400, 'Compare with previous, year or none.' ],
	language_unknown: [
		400,
		'Name a language as in BCP 47, such as en or ko-KR.',
	],
	file_option_unknown: [
		400,
		'A CSV takes separator=comma, semicolon or tab, decimal=point or comma, and bom=0 or 1; a PDF takes paper=a4 or letter.',
	],
	file_too_large: [
		422,
		'The PDF would be too large to make. Choose a shorter period or fewer tables, or take the CSV.',
	],
	facts_filling: [
		503,
		'The first copy of what this report counts is still on its way. Try again when the report shows numbers.',
	],
	files_busy: [
		503,
		'Others are having their files made. Try again in a few seconds.',
	],
	document_wrong: [
		422,
		'The document is not one that this sidecar makes: a part of it is missing, of another kind or too large.',
	],
	body_unreadable: [ 400, 'The body could not be read.' ],
	body_too_large: [ 413, 'The body is larger than this address takes.' ],
	body_type_wrong: [
		415,
		'Send the statement as application/jose, or as a form.',
	],
	metrics_token_wrong: [
		401,
		'The token for the metrics is missing or wrong. Send it as Authorization: Bearer, or in X-Gatehouse where the web server drops that.',
	],
	too_many_requests: [ 429, 'Too many requests. Try again later.' ],
	store_busy: [
		503,
		'The store did not answer in time. Try again in a moment.',
	],
	internal_fault: [
		500,
		'The report service met a fault. It has been written to its log.',
	],
} as const satisfies Record< string, readonly [ number, string ] >;

export type RefusalCode = keyof typeof refusals;

export type RefusalDetail = {
	/** The request parameter at fault. */
	parameter?: string;
	/** For the log only. */
	reason?: string;
	retryAfterSeconds?: number;
	cause?: unknown;
};

export class Refusal extends Error {
	readonly status: number;
	readonly code: RefusalCode;
	readonly parameter: string | undefined;
	readonly reason: string | undefined;
	readonly retryAfterSeconds: number | undefined;

	constructor( code: RefusalCode, detail: RefusalDetail = {} ) {
		const [ status, message ] = refusals[ code ];
		super( message, { cause: detail.cause } );
		this.status = status;
		this.code = code;
		this.parameter = detail.parameter;
		this.reason = detail.reason;
		this.retryAfterSeconds = detail.retryAfterSeconds;
	}

	toAnswer(): RefusalAnswer {
		return this.parameter === undefined
			? { code: this.code, message: this.message }
			: {
					code: this.code,
					message: this.message,
					parameter: this.parameter,
				};
	}
}
