import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, type RequestHandler, Router } from 'express';
import { headers, paths } from '../contract';
import { Refusal } from '../errors';
import type { Metrics } from '../metrics';
import { onlyMethods } from './method';
import type { Parts } from './parts';

/** Counts every request when it has been answered. */
export function countRequests( metrics: Metrics ): RequestHandler {
	return ( request, response, next ) => {
		const started = performance.now();
		response.on( 'finish', () => {
			const code: unknown = response.locals.code;
			metrics.countRequest( {
				method: request.method,
				route: routeOf( request, response.statusCode ),
				status: response.statusCode,
				seconds: ( performance.now() - started ) / 1000,
				code: typeof code === 'string' ? code : null,
			} );
		} );
		next();
	};
}

/** Behind a proxy everyone is loopback: without a token in the settings there is nothing here. */
export function metricsRoutes( { config, metrics }: Parts ): Router {
	const routes = Router( { strict: true } );
	const { metricsToken } = config;
	if ( metrics === null || metricsToken === null ) {
		return routes;
	}
	routes
		.route( paths.metrics )
		.get( async ( request, response ) => {
			if ( ! isSame( tokenOf( request ), metricsToken ) ) {
				response.setHeader( 'WWW-Authenticate', 'Bearer' );
				throw new Refusal( 'metrics_token_wrong' );
			}
			const { type, body } = await metrics.text();
			response.setHeader( 'Cache-Control', 'no-store' );
			response.type( type ).send( body );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );
	return routes;
}

/** Apache on shared hosts drops `Authorization`. */
function tokenOf( request: Request ): string {
	const header =
		request.get( 'authorization' ) ??
		request.get( headers.statement ) ??
		'';
	return header.replace( /^Bearer +/i, '' );
}

function isSame( a: string, b: string ): boolean {
	const [ one, other ] = [ a, b ].map( ( text ) =>
		createHash( 'sha256' ).update( text ).digest()
	);
	return (
		one !== undefined &&
		other !== undefined &&
		timingSafeEqual( one, other )
	);
}

/** Patterns are few; what matched none is one. A warm report is answered before all routes. */
function routeOf( request: Request, status: number ): string {
	const route: unknown = request.route;
	if (
		typeof route === 'object' &&
		route !== null &&
		'path' in route &&
		typeof route.path === 'string'
	) {
		return route.path;
	}
	return status === 200 || status === 304
		? `${ paths.reports }/:report`
		: 'none';
}
