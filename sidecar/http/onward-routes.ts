import { type Request, type Response, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { Refusal } from '../errors';
import { renderCookieMissing } from '../render/page';
import { noteRenewal } from './activity-notes';
import { visitorOf } from './client';
import { expiredCookies } from './cookies';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import { localeOf, pageFrame } from './page-frame';
import type { Parts } from './parts';
import { toPathBelow } from './path-below';
import { requireSession } from './require-session';
import { issueCookies } from './session-answer';
import { requireRefresh } from './session-routes';

type Step = 'renew' | 'arrived';

export function onwardAddress( { base }: Site, step: Step, to: string ) {
	return `${ base }${ paths.onward }?step=${ step }&to=${ encodeURIComponent( to ) }`;
}

/**
 * A person without a valid access cookie on the way to a page. It lies below the session's
 * path, so the refresh cookie reaches it. `renew` leads to the page, to `arrived` or to the
 * site; `arrived` leads to the page or stays: there is no way round.
 */
export function onwardRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const routes = Router( { strict: true } );

	routes
		.route( paths.onward )
		.get( async ( request, response ) => {
			const query = new URLSearchParams( request.url.split( '?' )[ 1 ] );
			const to = toPathBelow( query.get( 'to' ) );
			if ( await isSignedIn( request ) ) {
				response.redirect( 303, site.base + to );
			} else if ( query.get( 'step' ) === 'arrived' ) {
				sayCookieMissing( request, response, to );
			} else {
				response.redirect(
					303,
					await renewed( request, response, to )
				);
			}
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	async function isSignedIn( request: Request ): Promise< boolean > {
		return requireSession( parts, site, request ).then(
			() => true,
			passRefusal( () => false )
		);
	}

	async function renewed(
		request: Request,
		response: Response,
		to: string
	): Promise< string > {
		try {
			const presented = await requireRefresh( parts, site, request );
			await takeOne( limits.renewal, presented.session, response );
			const session = await parts.sessions.renew(
				presented,
				visitorOf( request )
			);
			noteRenewal( parts, request, session );
			await issueCookies( parts, site, session, response );
			return onwardAddress( site, 'arrived', to );
		} catch ( error ) {
			passRefusal( () =>
				response.append( 'Set-Cookie', expiredCookies( site ) )
			)( error );
			return `${ site.home }/?gatehouse=open&to=${ encodeURIComponent( to ) }`;
		}
	}

	function sayCookieMissing(
		request: Request,
		response: Response,
		to: string
	) {
		const frame = pageFrame( parts, site, localeOf( request ) );
		response
			.status( 401 )
			.type( 'html' )
			.send(
				renderCookieMissing( frame, {
					href: onwardAddress( site, 'renew', to ),
				} )
			);
	}

	return routes;
}

/** A refusal of the session itself leads on; a busy store or a doubled cookie does not. */
function passRefusal< Result >( lead: () => Result ) {
	return ( error: unknown ): Result => {
		if (
			error instanceof Refusal &&
			error.status === 401 &&
			error.code !== 'cookie_duplicated'
		) {
			return lead();
		}
		throw error;
	};
}
