import express, { type Request, type Response, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import type { CatalogueEntry } from '../contract/report-query';
import type { NewView, View, ViewsAnswer } from '../contract/views';
import { Refusal } from '../errors';
import { requireScope } from '../reports/permission';
import type { Session } from '../sessions';
import { normalQuery, type ViewReader } from '../views';
import { visitorOf } from './client';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { requireSession } from './require-session';
import { requireCsrf, requireOwnOrigin } from './same-origin';
import { type GivenView, readView } from './view-body';

const readJson = express.json( { limit: '64kb' } );

/** Reports with their settings, kept under a name: one's own, and those that are shared. */
export function viewRoutes( parts: Parts, limits: Limits, site: Site ): Router {
	const { activity, reports, sessions, siteOrigins, views } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.views )
		.get( async ( request, response ) => {
			const access = await requireSession( parts, site, request );
			await takeOne( limits.report, access.session, response );
			const asking = await sessions.read( access.session );
			const seen = await catalogueOf( asking );
			const answer: ViewsAnswer = {
				views: await views.of(
					readerOf( asking ),
					new Set( seen.map( ( { id } ) => id ) )
				),
			};
			response.setHeader( 'Cache-Control', 'private, no-store' );
			response.json( answer );
		} )
		.post( readJson, async ( request, response ) => {
			const asking = await requireWriter( request, response );
			const given = readView( request.body );
			if ( given.report === undefined || given.name === undefined ) {
				throw new Refusal( 'view_wrong', {
					parameter: given.name === undefined ? 'name' : 'report',
				} );
			}
			const kept = await check( asking, {
				name: given.name,
				report: given.report,
				query: given.query ?? normalQuery( new URLSearchParams() ),
				isShared: given.isShared ?? false,
			} );
			const view = await views.keep( readerOf( asking ), kept );
			note( request, asking, null, view );
			response.status( 201 ).json( view );
		} )
		.all( onlyMethods( 'GET, HEAD, POST, OPTIONS' ) );

	routes
		.route( `${ paths.views }/:id` )
		.put(
			readJson,
			async ( request: Request< { id: string } >, response ) => {
				const asking = await requireWriter( request, response );
				const reader = readerOf( asking );
				const before = await views.find( reader, request.params.id );
				const given = readView( request.body );
				const kept = await check( asking, changed( before, given ) );
				const view = await views.change( reader, before.id, kept );
				note( request, asking, before, view );
				response.json( view );
			}
		)
		.delete( async ( request: Request< { id: string } >, response ) => {
			const asking = await requireWriter( request, response );
			const reader = readerOf( asking );
			const before = await views.find( reader, request.params.id );
			await views.remove( reader, before.id );
			note( request, asking, before, null );
			response.status( 204 ).end();
		} )
		.all( onlyMethods( 'PUT, DELETE, OPTIONS' ) );

	/** Grants and ends are asked of the store: an access token may not have heard yet. */
	async function requireWriter( request: Request, response: Response ) {
		requireOwnOrigin( request, site, siteOrigins );
		const access = await requireSession( parts, site, request );
		requireCsrf( request, access.csrf );
		await takeOne( limits.report, access.session, response );
		return sessions.read( access.session );
	}

	function catalogueOf( { user, grants }: Session ) {
		return reports.catalogue( {
			site: site.home,
			viewer: { user, grants },
			locale: 'en',
		} );
	}

	/** A report that one may see; and to share it one has to be allowed to share that report. */
	async function check( asking: Session, view: NewView ): Promise< NewView > {
		const entry = ( await catalogueOf( asking ) ).find(
			( { id } ) => id === view.report
		);
		if ( entry === undefined ) {
			throw new Refusal( 'report_unknown', { parameter: 'report' } );
		}
		if ( view.isShared ) {
			requireShare( entry, asking );
		}
		return view;
	}

	function note(
		request: Request,
		{ id, user }: Session,
		before: View | null,
		after: View | null
	) {
		const was = before?.isShared ?? false;
		const is = after?.isShared ?? false;
		if ( was || is ) {
			activity.note( {
				...visitorOf( request ),
				site: site.home,
				user,
				session: id,
				kind: is ? 'view-shared' : 'view-withdrawn',
				report: after?.report ?? before?.report ?? '',
			} );
		}
	}

	return routes;
}

function requireShare( { grant }: CatalogueEntry, asking: Session ): void {
	requireScope( { grant }, asking, 'share' );
}

function readerOf( { site, user, grants }: Session ): ViewReader {
	return { site, user, mayManage: grants.includes( 'manage' ) };
}

function changed( before: View, given: GivenView ): NewView {
	return {
		name: given.name ?? before.name,
		report: before.report,
		query: given.query ?? before.query,
		isShared: given.isShared ?? before.isShared,
	};
}
