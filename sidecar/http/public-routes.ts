import { Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { onlyMethods } from './method';
import type { Parts } from './parts';

const readMethods = 'GET, HEAD, OPTIONS';

/** What anyone may read: our public keys, and whether we are well. */
export function publicRoutes(
	{ ownKeys, siteKeys, isStoreReady }: Parts,
	site: Site
): Router {
	const routes = Router( { strict: true } );

	routes
		.route( paths.keys )
		.get( ( _request, response ) => {
			response.json( ownKeys.published() );
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
		.get( async ( _request, response ) => {
			const store = await isStoreReady();
			const keys = siteKeys.isKnown( site.home );
			response.status( store && keys ? 200 : 503 ).json( {
				store: store ? 'ready' : 'failing',
				siteKeys: keys ? 'known' : 'unknown',
			} );
		} )
		.all( onlyMethods( readMethods ) );

	routes
		.route( '/robots.txt' )
		.get( ( _request, response ) => {
			response.type( 'text' ).send( 'User-agent: *\nDisallow: /\n' );
		} )
		.all( onlyMethods( readMethods ) );

	return routes;
}
