import { type Request, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { Refusal } from '../errors';
import { actsIn, noteRenewal } from './activity-notes';
import { visitorOf } from './client';
import { expiredCookies, requireCookies } from './cookies';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { requireSession } from './require-session';
import { requireCsrf, requireOwnOrigin } from './same-origin';
import {
	answerAccess,
	answerIssued,
	answerRenewable,
	issueCookies,
} from './session-answer';

/** The session of this browser: its state, its renewal, its end. */
export function sessionRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { sessions, siteOrigins, clock } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.session )
		.get( async ( request, response ) => {
			response.json( await describe( request ) );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( paths.renew )
		.post( async ( request, response ) => {
			requireOwnOrigin( request, site, siteOrigins );
			const presented = await requireRefresh( parts, site, request );
			requireCsrf( request, presented.csrf );
			await takeOne( limits.renewal, presented.session, response );
			const session = await sessions.renew(
				presented,
				visitorOf( request )
			);
			noteRenewal( parts, request, session );
			await issueCookies( parts, site, session, response );
			response.json( answerIssued( session, clock() ) );
		} )
		.all( onlyMethods( 'POST, OPTIONS' ) );

	routes
		.route( paths.end )
		.post( async ( request, response ) => {
			requireOwnOrigin( request, site, siteOrigins );
			const presented = await requireRefresh( parts, site, request );
			requireCsrf( request, presented.csrf );
			await sessions.end( presented.session, visitorOf( request ) );
			response.append( 'Set-Cookie', expiredCookies( site ) );
			response.status( 204 ).end();
		} )
		.all( onlyMethods( 'POST, OPTIONS' ) );

	/** From the access token, and after sleep from the refresh token. */
	async function describe( request: Request ) {
		try {
			const access = await requireSession( parts, site, request );
			return answerAccess( access, clock() );
		} catch ( error ) {
			const { refresh } = requireCookies( request, site );
			if ( ! isRenewable( error ) || refresh === undefined ) {
				throw error;
			}
			const presented = await requireRefresh( parts, site, request );
			const session = await sessions.read( presented.session );
			return answerRenewable( session, clock() );
		}
	}

	return routes;
}

export async function requireRefresh(
	{ tokens }: Parts,
	site: Site,
	request: Request
) {
	const { refresh } = requireCookies( request, site );
	if ( refresh === undefined ) {
		throw new Refusal( 'session_missing' );
	}
	const presented = await tokens.verifyRefresh( site, refresh );
	actsIn( request, { site: site.home, session: presented.session } );
	return presented;
}

function isRenewable( error: unknown ): boolean {
	return (
		error instanceof Refusal &&
		( error.code === 'access_expired' || error.code === 'session_missing' )
	);
}
