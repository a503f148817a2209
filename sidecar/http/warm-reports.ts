import type { RequestHandler } from 'express';
import { paths } from '../contract';
import { noteOpened } from './activity-notes';
import { readCookies } from './cookies';
import type { Limits } from './limits';
import type { Parts } from './parts';
import { sendReport } from './report-answer';
import { noteUse } from './require-session';
import { corsHeaders } from './same-origin';

/**
 * The hot path: a signed-in reader asks for a report that lies ready. One look-up of the
 * verified token, one revocation check, one limit, one buffer. Anything not plainly warm
 * goes on to the ordinary routes, which say what is wrong with it.
 */
export function serveWarmReports(
	parts: Parts,
	limits: Limits
): RequestHandler {
	const { tokens, revocations, reports, siteOrigins } = parts;
	const mounts = parts.config.sites
		.filter( isAloneOnPath )
		.map( ( site ) => ( {
			site,
			prefix: `${ site.basePath }${ paths.reports }/`,
		} ) );

	return ( request, response, next ) => {
		const { url } = request;
		const mount =
			request.method === 'GET'
				? mounts.find( ( { prefix } ) => url.startsWith( prefix ) )
				: undefined;
		if ( mount === undefined ) {
			next();
			return;
		}
		const { site, prefix } = mount;
		const cors = corsHeaders( site, siteOrigins, request.headers.origin );
		const { access: token = '', doubled } = readCookies( request, site );
		const access = tokens.recallAccess( site, token );
		if (
			cors === undefined ||
			access === undefined ||
			doubled.length > 0 ||
			revocations.check( access ) !== null
		) {
			next();
			return;
		}

		const question = url.indexOf( '?' );
		const end = question < 0 ? url.length : question;
		const prepared = reports.warm( {
			site: site.home,
			report: url.slice( prefix.length, end ),
			search: url.slice( end ),
			locale: access.locale,
			viewer: access,
		} );
		if ( prepared === undefined ) {
			next();
			return;
		}

		const taken = limits.report.takeNow( access.session );
		if ( taken === null || taken.isOver ) {
			next();
			return;
		}
		noteUse( parts, access );
		noteOpened( parts, request, access, prepared.report );
		sendReport( request, response, prepared, [
			...cors,
			...taken.headers,
		] );
	};
}

/** Where only the host tells two sites apart, the ordinary routes choose. */
function isAloneOnPath(
	{ basePath }: { basePath: string },
	_index: number,
	sites: readonly { basePath: string }[]
): boolean {
	return (
		sites.filter( ( other ) => other.basePath === basePath ).length === 1
	);
}
