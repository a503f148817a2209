import type { ErrorRequestHandler, Request } from 'express';
import type { Site } from '../config';
import { Refusal, type RefusalCode } from '../errors';
import { renderMessage } from '../render/page';
import { isStoreFault } from '../store/sqlite/sqlite';
import { noteRefusal } from './activity-notes';
import { findSite } from './choose-site';
import { expiredCookies, expiredCopies, readCookies } from './cookies';
import { isForPerson, localeOf, pageFrame } from './page-frame';
import type { Parts } from './parts';
import { toPathBelow } from './path-below';
import { type RefusalWords, refusalWords } from './refusal-words';
import { loggerOf } from './request-log';

/** Codes with which a session is over in the browser too. */
const endings: readonly RefusalCode[] = [
	'session_expired',
	'session_revoked',
	'session_signed_out',
	'session_replayed',
];

/** Every refusal and every fault ends here: JSON for scripts, a page for people. */
export function answerRefusals( parts: Parts ): ErrorRequestHandler {
	return ( error: unknown, request, response, next ) => {
		const log = loggerOf( request, parts.log );
		if ( response.headersSent ) {
			log.error( { err: error }, 'an answer broke off' );
			next( error );
			return;
		}
		const refusal = toRefusal( error );
		const site = findSite( parts.config.sites, request );
		if ( refusal.status === 500 ) {
			log.error( { err: error }, 'fault' );
		} else {
			log.info(
				{ code: refusal.code, reason: refusal.reason },
				'refused'
			);
			noteRefusal( parts, request, site, refusal );
		}

		response.status( refusal.status );
		response.locals.code = refusal.code;
		response.setHeader( 'Cache-Control', 'no-store' );
		if ( refusal.retryAfterSeconds !== undefined ) {
			response.setHeader(
				'Retry-After',
				String( refusal.retryAfterSeconds )
			);
		}
		if ( site !== undefined ) {
			response.append(
				'Set-Cookie',
				cookiesToExpire( refusal.code, site, request )
			);
		}
		if ( site === undefined || ! isForPerson( request ) ) {
			response.json( refusal.toAnswer() );
			return;
		}
		const locale = localeOf( request );
		const words = refusalWords( refusal, locale );
		const to = toPathBelow( response.locals.to );
		response.type( 'html' ).send(
			renderMessage( pageFrame( parts, site, locale ), {
				title: words.title,
				text: words.text,
				action: {
					href: addressOf( words.way, site, to ),
					label: words.label,
				},
			} )
		);
	};
}

function toRefusal( error: unknown ): Refusal {
	if ( error instanceof Refusal ) {
		return error;
	}
	if ( isStoreFault( error ) ) {
		return new Refusal( 'store_busy', {
			retryAfterSeconds: 1,
			cause: error,
			...( error instanceof Error && { reason: error.message } ),
		} );
	}
	// body-parser's errors name what was wrong with a body in `type`.
	const type = error instanceof Error && 'type' in error ? error.type : null;
	if ( type === 'entity.too.large' ) {
		return new Refusal( 'body_too_large' );
	}
	const status =
		error instanceof Error && 'status' in error ? error.status : null;
	return typeof status === 'number' && status < 500
		? new Refusal( 'body_unreadable', {
				reason: String( type ),
				cause: error,
			} )
		: new Refusal( 'internal_fault', { cause: error } );
}

/**
 * A late answer to an old page must not clear the cookies of a session that has begun
 * since, so only the session's own routes do.
 */
function cookiesToExpire(
	code: RefusalCode,
	site: Site,
	request: Request
): string[] {
	const [ path = '' ] = request.originalUrl.split( '?' );
	if ( code === 'cookie_duplicated' ) {
		return expiredCopies(
			site,
			path,
			readCookies( request, site ).doubled
		);
	}
	return endings.includes( code ) &&
		path.startsWith( `${ site.basePath }/session` )
		? expiredCookies( site )
		: [];
}

function addressOf( way: RefusalWords[ 'way' ], site: Site, to: string ) {
	const open = `${ site.home }/?gatehouse=open&to=${ encodeURIComponent( to ) }`;
	return {
		open,
		again: `${ open }&again=1`,
		home: `${ site.home }/`,
		reports: `${ site.base }/`,
	}[ way ];
}
