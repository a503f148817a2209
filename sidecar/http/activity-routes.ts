import { type Request, type Response, Router } from 'express';
import { pipeline } from 'node:stream/promises';
import { type ActivityFilter, isActivityKind } from '../activity';
import type { Site } from '../config';
import { paths } from '../contract';
import type { ActivityAnswer } from '../contract/activity';
import { Refusal } from '../errors';
import { writeActivityFile } from '../render/activity-file';
import { scopeOfRecords } from '../reports/permission';
import { readLanguage } from '../reports/query';
import { readDays } from '../reports/site-days';
import type { Session } from '../sessions';
import { formatDay } from '../store/facts/days';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { searchOf } from './report-routes';
import { requireSession } from './require-session';

const entriesPerPage = 50;
const entriesPerRead = 500;

/** The audit log: everybody's with `manage`, else one's own. */
export function activityRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { activity, people, siteDays, sessions, config } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.activity )
		.get( async ( request, response ) => {
			const { asking, query } = await read( request, response );
			const zone = await siteDays( site.home );
			const { entries, next } = await activity.page(
				readFilter( query, asking, readDays( query, zone ) ),
				{ before: query.get( 'before' ), limit: entriesPerPage }
			);
			const answer: ActivityAnswer = {
				activity: entries,
				next,
				people: await namesIn( entries ),
				keptDays: config.activityDays,
				timezone: zone.timezone,
			};
			response.setHeader( 'Cache-Control', 'private, no-store' );
			response.json( answer );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( paths.activityFile )
		.get( async ( request, response ) => {
			const { asking, query } = await read(
				request,
				response,
				limits.file
			);
			const zone = await siteDays( site.home );
			const filter = readFilter( query, asking, readDays( query, zone ) );
			const day = formatDay( zone.dayOf( parts.clock() / 1000 ) );
			response.set( {
				'Cache-Control': 'private, no-store',
				'Content-Type': 'text/csv; charset=utf-8',
				'Content-Disposition': `attachment; filename="activity-${ day }.csv"`,
			} );
			await pipeline(
				writeActivityFile( pagesOf( filter ), {
					locale: readLanguage( query ) ?? asking.locale,
					timezone: zone.timezone,
				} ),
				response
			);
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	/** Grants and ends are asked of the store: an access token may not have heard yet. */
	async function read(
		request: Request,
		response: Response,
		limit = limits.report
	) {
		const access = await requireSession( parts, site, request );
		await takeOne( limit, access.session, response );
		const asking = await sessions.read( access.session );
		const query = new URLSearchParams( searchOf( request ) );
		return { asking, query };
	}

	async function namesIn( entries: Array< { user: number } > ) {
		const ids = [ ...new Set( entries.map( ( { user } ) => user ) ) ];
		return ( await people( site.home, ids ) ) ?? {};
	}

	/** One page in memory at a time, however long the log is. */
	async function* pagesOf( filter: ActivityFilter ) {
		let before: string | null = null;
		do {
			const page = await activity.page( filter, {
				before,
				limit: entriesPerRead,
			} );
			yield {
				entries: page.entries,
				people: await namesIn( page.entries ),
			};
			before = page.next;
		} while ( before !== null );
	}

	return routes;
}

function readFilter(
	query: URLSearchParams,
	asking: Session,
	days: Pick< ActivityFilter, 'from' | 'until' >
): ActivityFilter {
	const asked = readUser( query.get( 'user' ) || null );
	const scope = scopeOfRecords( asking );
	if ( scope !== 'all' && asked !== null && asked !== scope.own ) {
		throw new Refusal( 'permission_missing', { parameter: 'user' } );
	}
	const kind = query.get( 'kind' ) || null;
	if ( kind !== null && ! isActivityKind( kind ) ) {
		throw new Refusal( 'activity_filter_wrong', { parameter: 'kind' } );
	}
	const user = scope === 'all' ? asked : scope.own;
	return { site: asking.site, user, kind, ...days };
}

function readUser( text: string | null ): number | null {
	if ( text !== null && ! /^[1-9]\d{0,14}$/.test( text ) ) {
		throw new Refusal( 'activity_filter_wrong', { parameter: 'user' } );
	}
	return text === null ? null : Number( text );
}
