import { Router } from 'express';
import type { Site } from '../config';
import { headers, lifetimes, paths } from '../contract';
import { type DoctorAnswer, doctorCookie } from '../contract/doctor';
import { Refusal } from '../errors';
import { isProxyTrusted } from './client';
import { probeCookie, readCookies } from './cookies';
import { onlyMethods } from './method';
import type { Parts } from './parts';

/**
 * Says how a request has come, to the doctor alone: it shows a statement, good once, that is
 * signed with our own key. For everybody else there is nothing here.
 */
export function doctorRoutes( parts: Parts, site: Site ): Router {
	const { tokens, processId, isUnderPassenger, clock } = parts;
	/** By id, and when. What it tells is the asker's own, so each process remembers for itself. */
	const used = new Map< string, number >();
	const routes = Router( { strict: true } );

	routes
		.route( paths.doctor )
		.get( async ( request, response ) => {
			const id = await tokens.verifyQuestion(
				site,
				request.get( headers.statement ) ?? ''
			);
			if ( id === null || used.has( id ) ) {
				throw new Refusal( 'path_unknown' );
			}
			for ( const [ old, at ] of used ) {
				if ( at < clock() - lifetimes.statementIdKept * 1000 ) {
					used.delete( old );
				}
			}
			used.set( id, clock() );
			const { access = '' } = readCookies( request, site );
			const answer: DoctorAnswer = {
				id,
				process: processId,
				address: request.ip ?? '',
				connection: request.socket.remoteAddress ?? '',
				isProxyTrusted: isProxyTrusted( request ),
				forwardedFor: request.get( 'x-forwarded-for' ) ?? null,
				isUnderPassenger,
				cookie: access.startsWith( doctorCookie ) ? access : null,
			};
			response.setHeader( 'Cache-Control', 'no-store' );
			response.append( 'Set-Cookie', probeCookie( site, id ) );
			response.json( answer );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	return routes;
}
