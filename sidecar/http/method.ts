import type { RequestHandler } from 'express';
import { Refusal } from '../errors';

/** Ends a route: what it does not take is 405, and OPTIONS is told what it takes. */
export function onlyMethods( allow: string ): RequestHandler {
	return ( request, response, next ) => {
		response.setHeader( 'Allow', allow );
		if ( request.method === 'OPTIONS' ) {
			response.status( 204 ).end();
			return;
		}
		next( new Refusal( 'method_not_allowed' ) );
	};
}
