import { type Request, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import type { NoticesAnswer } from '../contract/activity';
import { Refusal } from '../errors';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { requireSession } from './require-session';
import { requireCsrf, requireOwnOrigin } from './same-origin';

/** What this person has to know, until it is dismissed. */
export function noticeRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { notices, people, sessions, siteOrigins } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.notices )
		.get( async ( request, response ) => {
			const access = await requireSession( parts, site, request );
			await takeOne( limits.report, access.session, response );
			const asking = await sessions.read( access.session );
			const told = await notices.of( asking );
			const users = [ ...new Set( told.map( ( { user } ) => user ) ) ];
			const answer: NoticesAnswer = {
				notices: told,
				people: ( await people( site.home, users ) ) ?? {},
			};
			response.setHeader( 'Cache-Control', 'private, no-store' );
			response.json( answer );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( `${ paths.notices }/:id` )
		.delete( async ( request: Request< { id: string } >, response ) => {
			requireOwnOrigin( request, site, siteOrigins );
			const access = await requireSession( parts, site, request );
			requireCsrf( request, access.csrf );
			const asking = await sessions.read( access.session );
			const { id } = request.params;
			if (
				! /^\d{1,15}$/.test( id ) ||
				! ( await notices.dismiss( asking, Number( id ) ) )
			) {
				throw new Refusal( 'notice_unknown', { parameter: 'id' } );
			}
			response.status( 204 ).end();
		} )
		.all( onlyMethods( 'DELETE, OPTIONS' ) );

	return routes;
}
