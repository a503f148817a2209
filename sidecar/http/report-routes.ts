import { type Request, type Response, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import type { CatalogueAnswer } from '../contract/report-query';
import { readLanguage } from '../reports/query';
import type { Asked } from '../reports/reports';
import { noteOpened } from './activity-notes';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { sendReport } from './report-answer';
import { requireSession } from './require-session';
import { corsHeaders } from './same-origin';

/** The catalogue, and report documents. */
export function reportRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { reports, siteOrigins } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.reports )
		.get( async ( request, response ) => {
			const access = await requireSession( parts, site, request );
			await takeOne( limits.report, access.session, response );
			const query = new URLSearchParams( searchOf( request ) );
			const answer: CatalogueAnswer = {
				reports: await reports.catalogue( {
					site: site.home,
					viewer: access,
					locale: readLanguage( query ) ?? access.locale,
				} ),
			};
			response.json( answer );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( `${ paths.reports }/:report` )
		.get( async ( request, response ) => {
			const access = await requireSession( parts, site, request );
			await takeOne( limits.report, access.session, response );
			const prepared = await reports.prepare( {
				site: site.home,
				report: request.params.report,
				search: searchOf( request ),
				locale: access.locale,
				viewer: access,
			} );
			noteOpened( parts, request, access, request.params.report );
			const { origin } = request.headers;
			const cors = corsHeaders( site, siteOrigins, origin ) ?? [];
			sendReport( request, response, prepared, cors );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( `${ paths.reports }/:report/tables/:table` )
		.get( async ( request, response ) => {
			response.json(
				await reports.table( {
					...( await ask( request, response ) ),
					table: request.params.table,
				} )
			);
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( `${ paths.reports }/:report/rows` )
		.get( async ( request, response ) => {
			response.json(
				await reports.rows( await ask( request, response ) )
			);
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	/** Parts of a report are computed anew for each who asks. */
	async function ask(
		request: Request< { report: string } >,
		response: Response
	): Promise< Asked > {
		const access = await requireSession( parts, site, request );
		await takeOne( limits.part, access.session, response );
		return {
			site: site.home,
			report: request.params.report,
			search: searchOf( request ),
			locale: access.locale,
			viewer: access,
		};
	}

	return routes;
}

/** The query string as it arrived, with its question mark. */
export function searchOf( { url }: Pick< Request, 'url' > ): string {
	const start = url.indexOf( '?' );
	return start < 0 ? '' : url.slice( start );
}
