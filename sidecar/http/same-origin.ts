import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Site } from '../config';
import { headers } from '../contract';
import { Refusal } from '../errors';
import type { SiteOrigins } from '../store/rows/site-origins';
import { type FlatHeaders, setHeaders } from './flat-headers';

const exposed = 'ETag, Retry-After, RateLimit, RateLimit-Policy';

/** What a page of this origin must be told; undefined for an origin that is not the site's. */
export function corsHeaders(
	site: Site,
	origins: SiteOrigins,
	origin: string | undefined
): FlatHeaders | undefined {
	if ( origin === undefined ) {
		return [];
	}
	return origins.includes( site.home, origin )
		? [
				'Access-Control-Allow-Origin',
				origin,
				'Access-Control-Allow-Credentials',
				'true',
				'Access-Control-Expose-Headers',
				exposed,
			]
		: undefined;
}

/** CORS for the site's own origins, preflights included; others get no word of it. */
export function allowOrigins(
	site: Site,
	origins: SiteOrigins
): RequestHandler {
	return ( request, response, next ) => {
		const { origin } = request.headers;
		response.setHeader( 'Vary', 'Origin' );
		const allowed = corsHeaders( site, origins, origin );
		if ( origin === undefined || allowed === undefined ) {
			next();
			return;
		}
		setHeaders( response, allowed );
		if (
			request.method === 'OPTIONS' &&
			request.headers[ 'access-control-request-method' ] !== undefined
		) {
			response
				.set( {
					'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
					'Access-Control-Allow-Headers': `Content-Type, ${ headers.csrf }`,
					'Access-Control-Max-Age': '600',
				} )
				.status( 204 )
				.end();
			return;
		}
		next();
	};
}

/** An unsafe request comes from a page of the site, by both headers that tell. */
export function requireOwnOrigin(
	request: Request,
	site: Site,
	origins: SiteOrigins
): void {
	const { origin, 'sec-fetch-site': fetchSite } = request.headers;
	if ( origin === undefined || ! origins.includes( site.home, origin ) ) {
		throw new Refusal( 'origin_refused', {
			reason: `Origin: ${ origin ?? 'missing' }`,
		} );
	}
	const isOnOwnHost = new URL( site.base ).host !== new URL( site.home ).host;
	const isNear =
		fetchSite === undefined ||
		fetchSite === 'same-origin' ||
		( isOnOwnHost && fetchSite === 'same-site' );
	if ( ! isNear ) {
		throw new Refusal( 'origin_refused', {
			reason: `Sec-Fetch-Site: ${ String( fetchSite ) }`,
		} );
	}
}

/** The value that only pages of the site could read from `GET session`. */
export function requireCsrf( request: Request, csrf: string ): void {
	const sent = request.get( headers.csrf );
	if ( sent === undefined ) {
		throw new Refusal( 'csrf_missing' );
	}
	const [ a, b ] = [ Buffer.from( sent ), Buffer.from( csrf ) ];
	if ( a.length !== b.length || ! timingSafeEqual( a, b ) ) {
		throw new Refusal( 'csrf_wrong' );
	}
}
