import { type Request, type RequestHandler, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { Refusal } from '../errors';
import { type HandOff, verifyHandOff } from '../handoff';
import { renderOnward } from '../render/page';
import { noteSignIn } from './activity-notes';
import { clientOf } from './client';
import { type Limits, takeStatement } from './limits';
import { onwardAddress } from './onward-routes';
import { pageFrame } from './page-frame';
import type { Parts } from './parts';
import { toPathBelow } from './path-below';
import { answerIssued, issueCookies } from './session-answer';
import {
	isForm,
	readStatementBody,
	requireStatement,
	verifyingFor,
} from './statement-body';

/** `POST <base>/`: a signed-in WordPress user arrives. */
export function handOffRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { sessions, siteOrigins, clock } = parts;
	const routes = Router( { strict: true } );

	routes.post(
		paths.dashboard,
		limitByWay( limits ),
		readStatementBody,
		async ( request, response ) => {
			const handOff = await verifyHandOff(
				requireStatement( request ),
				verifyingFor( site, parts )
			);
			requireWay( request, handOff );
			const to = toPathBelow( handOff.to );
			response.locals.to = to;

			const client = clientOf( request, handOff );
			const origins = siteOrigins.unknown( site.home, handOff.origins );
			const session = await takeStatement(
				limits,
				site.home,
				response,
				() =>
					sessions.start( site.home, { ...handOff, client, origins } )
			);
			noteSignIn( parts, session, client );
			if ( origins.length > 0 ) {
				await siteOrigins.reread();
			}
			await issueCookies( parts, site, session, response );
			if ( handOff.way !== 'form' ) {
				response.json( answerIssued( session, clock() ) );
				return;
			}
			const frame = pageFrame( parts, site, session.locale );
			response.type( 'html' ).send(
				renderOnward( frame, {
					href: onwardAddress( site, 'arrived', to ),
				} )
			);
		}
	);

	return routes;
}

/** PHP calls for everybody on its site, so its address counts only what was refused. */
function limitByWay( limits: Limits ): RequestHandler {
	return ( request, response, next ) => {
		const limit = isFromBrowser( request )
			? limits.browserHandOff
			: limits.refusedStatement;
		limit( request, response, next );
	};
}

/**
 * A browser's post must come from a page of the site itself: any other page could sign its
 * victim in as somebody else. PHP's must not come from a browser at all.
 */
function requireWay( request: Request, { way, origins }: HandOff ): void {
	const refuse = ( reason: string ) =>
		new Refusal( 'handoff_refused', { reason } );
	if ( way === 'php' ) {
		if ( isFromBrowser( request ) || 'cookie' in request.headers ) {
			throw refuse( 'a browser brought a hand-off made for PHP' );
		}
		return;
	}
	const { origin } = request.headers;
	if ( origin === undefined || ! origins.includes( origin ) ) {
		throw refuse( `posted from ${ origin ?? 'nowhere' }` );
	}
	if ( ( way === 'form' ) !== isForm( request ) ) {
		throw refuse( `the way is ${ way }, the body is another` );
	}
}

function isFromBrowser( { headers }: Request ): boolean {
	return Object.keys( headers ).some(
		( name ) => name === 'origin' || name.startsWith( 'sec-fetch-' )
	);
}
