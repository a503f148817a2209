import { Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { readinessOf } from '../troubles';
import { onlyMethods } from './method';
import type { Parts } from './parts';

const readMethods = 'GET, HEAD, OPTIONS';

/** What anyone may read: our public keys, and whether we are well. */
export function publicRoutes(
	{ ownKeys, troubles }: Parts,
	site: Site
): Router {
	const routes = Router( { strict: true } );

	routes
		.route( paths.keys )
		.get( async ( _request, response ) => {
			response.json( await ownKeys.vouched( site.base ) );
		} )
		.all( onlyMethods( readMethods ) );

	routes
		.route( '/healthz' )
		.get( ( _request, response ) => {
			response.json( { status: 'ok' } );
		} )
		.all( onlyMethods( readMethods ) );

	routes
		.route( '/readyz' )
		.get( ( _request, response ) => {
			const answer = readinessOf( troubles.of( site.home ) );
			response.setHeader( 'Cache-Control', 'no-store' );
			response
				.status( answer.status === 'failing' ? 503 : 200 )
				.json( answer );
		} )
		.all( onlyMethods( readMethods ) );

	routes
		.route( '/robots.txt' )
		.get( ( _request, response ) => {
			response.type( 'text' ).send( 'User-agent: *\nDisallow: /\n' );
		} )
		.all( onlyMethods( readMethods ) );

	// On a host of its own browsers ask here, and complain of a 404.
	routes
		.route( '/favicon.ico' )
		.get( ( _request, response ) => {
			response.setHeader( 'Cache-Control', 'public, max-age=86400' );
			response.status( 204 ).end();
		} )
		.all( onlyMethods( readMethods ) );

	return routes;
}
