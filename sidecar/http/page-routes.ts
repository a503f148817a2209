import { type Request, type Response, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { Refusal } from '../errors';
import { renderOnward, renderReportPage } from '../render/page';
import type { Access } from '../access';
import { noteOpened } from './activity-notes';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import { onwardAddress } from './onward-routes';
import { localeOf, pageFrame } from './page-frame';
import type { Parts } from './parts';
import { searchOf } from './report-routes';
import { requireSession } from './require-session';

/** The sidecar's own pages, for a person who comes here directly. */
export function pageRoutes( parts: Parts, limits: Limits, site: Site ): Router {
	const { reports } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.dashboard )
		.get( async ( request, response ) => {
			await sendPage( request, response, async ( access ) => {
				const [ first ] = await reports.catalogue( {
					site: site.home,
					viewer: access,
					locale: access.locale,
				} );
				if ( first === undefined ) {
					throw new Refusal( 'permission_missing' );
				}
				return first.id;
			} );
		} )
		.all( onlyMethods( 'GET, HEAD, POST, OPTIONS' ) );

	routes
		.route( paths.report )
		.get( async ( request, response ) => {
			await sendPage(
				request,
				response,
				async () => request.params.report
			);
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	async function sendPage(
		request: Request,
		response: Response,
		choose: ( access: Access ) => Promise< string >
	) {
		const access = await requireSession( parts, site, request ).catch(
			( error: unknown ) => leadOn( error, request, response )
		);
		if ( access === null ) {
			return;
		}
		await takeOne( limits.report, access.session, response );
		const search = searchOf( request );
		const { document } = await reports.prepare( {
			site: site.home,
			report: await choose( access ),
			search,
			locale: access.locale,
			viewer: access,
		} );
		noteOpened( parts, request, access, document.id );
		const frame = pageFrame(
			parts,
			site,
			document.locale,
			document.site.name
		);
		response.setHeader( 'Cache-Control', 'private, no-cache' );
		response.type( 'html' ).send(
			renderReportPage( frame, {
				document,
				reports: await reports.catalogue( {
					site: site.home,
					viewer: access,
					locale: document.locale,
				} ),
				session: {
					user: { name: access.name },
					expires: access.expiresAt / 1000,
					timezone: document.site.timezone,
				},
				search,
			} )
		);
	}

	/**
	 * A Strict cookie is not sent on a navigation that began elsewhere, and the refresh
	 * cookie never reaches pages: so navigate again, from here.
	 */
	function leadOn( error: unknown, request: Request, response: Response ) {
		if (
			! ( error instanceof Refusal ) ||
			error.status !== 401 ||
			error.code === 'cookie_duplicated'
		) {
			throw error;
		}
		const frame = pageFrame( parts, site, localeOf( request ) );
		response
			.status( 401 )
			.type( 'html' )
			.send(
				renderOnward( frame, {
					href: onwardAddress( site, 'renew', request.url ),
				} )
			);
		return null;
	}

	return routes;
}
