import { type Request, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import type { EndedAnswer, SessionsAnswer } from '../contract/sessions';
import { Refusal } from '../errors';
import { scopeOfRecords } from '../reports/permission';
import type { Session } from '../sessions';
import { describeSession } from '../signed-in';
import { visitorOf } from './client';
import { expiredCookies } from './cookies';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { searchOf } from './report-routes';
import { requireSession } from './require-session';
import { requireCsrf, requireOwnOrigin } from './same-origin';

const usersPerQuestion = 100;

/** Who is signed in, and ending a session: everybody's with `manage`, else one's own. */
export function signedInRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { sessions, signedIn, siteOrigins } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.sessions )
		.get( async ( request, response ) => {
			const access = await requireSession( parts, site, request );
			await takeOne( limits.report, access.session, response );
			// Grants and ends are asked of the store: an access token may not have heard yet.
			const asking = await sessions.read( access.session );
			const query = new URLSearchParams( searchOf( request ) );
			const page = await signedIn.page( {
				site: site.home,
				users: readUsers( query, asking ),
				after: query.get( 'after' ),
			} );
			const answer: SessionsAnswer = {
				sessions: page.sessions.map( ( session ) =>
					describeSession( session, asking.id )
				),
				next: page.next,
			};
			response.json( answer );
		} )
		.delete( async ( request, response ) => {
			requireOwnOrigin( request, site, siteOrigins );
			const access = await requireSession( parts, site, request );
			requireCsrf( request, access.csrf );
			await takeOne( limits.report, access.session, response );
			const asking = await sessions.read( access.session );
			const query = new URLSearchParams( searchOf( request ) );
			const users = query.has( 'user' ) && readUsers( query, asking );
			if ( ! users ) {
				throw new Refusal( 'user_wrong', { parameter: 'user' } );
			}
			const answer: EndedAnswer = {
				ended: await sessions.endOthersOf(
					asking,
					users,
					visitorOf( request )
				),
			};
			response.json( answer );
		} )
		.all( onlyMethods( 'GET, HEAD, DELETE, OPTIONS' ) );

	routes
		.route( `${ paths.sessions }/:id` )
		.delete( async ( request: Request< { id: string } >, response ) => {
			requireOwnOrigin( request, site, siteOrigins );
			const access = await requireSession( parts, site, request );
			requireCsrf( request, access.csrf );
			await takeOne( limits.report, access.session, response );
			const asking = await sessions.read( access.session );
			const { id } = request.params;
			await sessions.endBy( asking, id, visitorOf( request ) );
			if ( id === asking.id ) {
				response.append( 'Set-Cookie', expiredCookies( site ) );
			}
			response.status( 204 ).end();
		} )
		.all( onlyMethods( 'DELETE, OPTIONS' ) );

	return routes;
}

/** Null: everyone. */
function readUsers( query: URLSearchParams, asking: Session ): number[] | null {
	const asked = query.getAll( 'user' ).map( readUser );
	if ( asked.length > usersPerQuestion ) {
		throw new Refusal( 'user_wrong', { parameter: 'user' } );
	}
	const scope = scopeOfRecords( asking );
	if ( scope === 'all' ) {
		return asked.length > 0 ? asked : null;
	}
	if ( asked.some( ( one ) => one !== scope.own ) ) {
		throw new Refusal( 'permission_missing', { parameter: 'user' } );
	}
	return [ scope.own ];
}

function readUser( text: string ): number {
	if ( ! /^[1-9]\d{0,14}$/.test( text ) ) {
		throw new Refusal( 'user_wrong', { parameter: 'user' } );
	}
	return Number( text );
}
