import express, { type Request, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import type { ResyncAnswer, SyncAnswer } from '../contract/sync';
import { Refusal } from '../errors';
import { requireScope } from '../reports/permission';
import { readResyncOrder } from '../resync-order';
import type { Session } from '../sessions';
import { noteResync } from './activity-notes';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { requireSession } from './require-session';
import { requireCsrf, requireOwnOrigin } from './same-origin';

const readBody = express.json( { limit: '64kb' } );

/** How the facts come in, and having some copied again: for who manages. */
export function syncRoutes( parts: Parts, limits: Limits, site: Site ): Router {
	const { sessions, siteOrigins, syncDesk } = parts;
	const routes = Router( { strict: true } );

	async function requireManager(
		request: Request,
		access: Awaited< ReturnType< typeof requireSession > >
	): Promise< Session > {
		// Grants are asked of the store: an access token may not have heard yet.
		const asking = await sessions.read( access.session );
		requireScope( { grant: 'manage' }, asking, 'manage' );
		return asking;
	}

	routes
		.route( paths.sync )
		.get( async ( request, response ) => {
			const access = await requireSession( parts, site, request );
			await takeOne( limits.report, access.session, response );
			await requireManager( request, access );
			const answer: SyncAnswer = await syncDesk.state( site.home );
			response.json( answer );
		} )
		.post( readBody, async ( request, response ) => {
			requireOwnOrigin( request, site, siteOrigins );
			const access = await requireSession( parts, site, request );
			requireCsrf( request, access.csrf );
			await takeOne( limits.report, access.session, response );
			const asking = await requireManager( request, access );
			if ( ! request.is( 'application/json' ) ) {
				throw new Refusal( 'body_type_wrong' );
			}
			const order = readResyncOrder( request.body );
			const answer: ResyncAnswer = {
				resyncs: await syncDesk.order( site.home, order ),
			};
			noteResync( parts, request, asking, order.dataset ?? 'all' );
			await parts.ping( site.home );
			response.status( 202 ).json( answer );
		} )
		.all( onlyMethods( 'GET, HEAD, POST, OPTIONS' ) );

	return routes;
}
