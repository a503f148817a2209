import type { Request, RequestHandler } from 'express';
import type { Site } from '../config';

/**
 * The site with the longest base path that fits. `Host` never decides an address; it only
 * tells apart sites on hosts of their own that share one path.
 */
export function findSite(
	sites: readonly Site[],
	{ originalUrl, headers }: Request
): Site | undefined {
	const [ best, ...others ] = sites
		.filter( ( { basePath } ) => isBelow( originalUrl, basePath ) )
		.sort( ( a, b ) => b.basePath.length - a.basePath.length );
	const rivals = others.filter(
		( { basePath } ) => basePath === best?.basePath
	);
	return best === undefined || rivals.length === 0
		? best
		: [ best, ...rivals ].find(
				( { base } ) => new URL( base ).host === headers.host
			);
}

/** Each site has routes of its own, and sees addresses below its base. */
export function routeBySite(
	sites: readonly Site[],
	toRoutes: ( site: Site ) => RequestHandler
): RequestHandler {
	const routes = new Map(
		sites.map( ( site ) => [ site, toRoutes( site ) ] )
	);
	return ( request, response, next ) => {
		const site = findSite( sites, request );
		const handle = site === undefined ? undefined : routes.get( site );
		if ( site === undefined || handle === undefined ) {
			next();
			return;
		}
		const below = request.url.slice( site.basePath.length );
		// `/reports` is not `/reports/`: the access cookie is sent only below the latter.
		if ( ! below.startsWith( '/' ) ) {
			response.redirect( 308, `${ site.basePath }/${ below }` );
			return;
		}
		request.url = below;
		handle( request, response, next );
	};
}

function isBelow( url: string, basePath: string ): boolean {
	return (
		url.startsWith( basePath ) &&
		[ '/', '?', undefined ].includes( url[ basePath.length ] )
	);
}
