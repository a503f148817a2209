import type { Request } from 'express';
import type { Client } from '../activity';
import type { Site } from '../config';
import { paths } from '../contract';
import type { Refusal } from '../errors';
import type { Session } from '../sessions';
import type { Access } from '../access';
import { visitorOf } from './client';
import type { Parts } from './parts';

/** Whose valid signature came with a request, whether or not it may do what it asks. */
type Actor = { site: string; session: string; user?: number };

const actors = new WeakMap< Request, Actor >();

export function actsIn(
	request: Request,
	{ site, session, user }: Actor
): void {
	actors.set( request, { site, session, ...( user && { user } ) } );
}

const hour = 60 * 60_000;

/** The same session may be handed off again; it was signed in once. */
export function noteSignIn(
	{ activity }: Parts,
	{ id, site, user }: Session,
	client: Client | null
): void {
	activity.note( {
		address: '',
		device: '',
		...client,
		site,
		user,
		session: id,
		kind: 'signed-in',
		once: `signed-in ${ id }`,
	} );
}

export function noteRenewal(
	{ activity }: Parts,
	request: Request,
	{ id, site, user, generation }: Session
): void {
	activity.note( {
		...visitorOf( request ),
		site,
		user,
		session: id,
		kind: 'renewed',
		once: `renewed ${ id } ${ generation }`,
	} );
}

export function noteResync(
	{ activity }: Parts,
	request: Request,
	{ id, site, user }: Session,
	dataset: string
): void {
	activity.note( {
		...visitorOf( request ),
		site,
		user,
		session: id,
		kind: 'resynced',
		reason: dataset,
	} );
}

const opened = new WeakMap< Access, Map< string, number > >();

/** Once an hour. On the hot path, so what was noted before costs two look-ups. */
export function noteOpened(
	{ activity, clock }: Pick< Parts, 'activity' | 'clock' >,
	request: Request,
	access: Access,
	report: string
): void {
	const thisHour = Math.floor( clock() / hour );
	const hours = opened.get( access ) ?? new Map< string, number >();
	if ( hours.get( report ) === thisHour ) {
		return;
	}
	opened.set( access, hours.set( report, thisHour ) );
	const { site, user, session } = access;
	activity.note( {
		...visitorOf( request ),
		site,
		user,
		session,
		kind: 'report-opened',
		report,
		once: `opened ${ session } ${ report } ${ thisHour }`,
	} );
}

/** Each time: the site's facts leave it. */
export function noteExported(
	{ activity }: Pick< Parts, 'activity' >,
	request: Request,
	{ id, site, user }: Session,
	{ report, format }: { report: string; format: 'csv' | 'pdf' }
): void {
	activity.note( {
		...visitorOf( request ),
		site,
		user,
		session: id,
		kind: 'report-exported',
		report,
		reason: format,
	} );
}

/** Of a request that carried a token of ours by whom; a stranger's is counted. */
export function noteRefusal(
	{
		activity,
		strangers,
		clock,
	}: Pick< Parts, 'activity' | 'strangers' | 'clock' >,
	request: Request,
	site: Site | undefined,
	{ status, code }: Refusal
): void {
	const actor = actors.get( request );
	if ( actor === undefined ) {
		if ( site !== undefined && ! isAskingForSession( request, site ) ) {
			strangers.note( {
				site: site.home,
				code,
				userAgent: request.get( 'user-agent' ) ?? '',
			} );
		}
		return;
	}
	const isDenied = status === 401 || status === 403 || status === 429;
	// A run-out access token is renewed next; that is no refusal to tell of.
	if ( ! isDenied || code === 'access_expired' ) {
		return;
	}
	activity.note( {
		...visitorOf( request ),
		...actor,
		kind: 'refused',
		reason: code,
		once: `refused ${ actor.session } ${ code } ${ Math.floor( clock() / hour ) }`,
	} );
}

/** Pages of WordPress ask whether there is a session; that there is none is an answer. */
function isAskingForSession(
	{ method, originalUrl }: Request,
	{ basePath }: Site
): boolean {
	const [ path ] = originalUrl.split( '?' );
	return method === 'GET' && path === basePath + paths.session;
}
