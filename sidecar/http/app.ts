import express, { type Express, Router } from 'express';
import type { Site } from '../config';
import { Refusal } from '../errors';
import { activityRoutes } from './activity-routes';
import { assetRoutes, pageAssets } from './asset-routes';
import { routeBySite } from './choose-site';
import { dropForeignCookies } from './cookies';
import { doctorRoutes } from './doctor-routes';
import { answerRefusals } from './error-handler';
import { fileRoutes } from './file-routes';
import { handOffRoutes } from './hand-off-routes';
import { createLimits, type Limits } from './limits';
import { countRequests, metricsRoutes } from './metrics-routes';
import { noticeRoutes } from './notice-routes';
import { onwardRoutes } from './onward-routes';
import { pageRoutes } from './page-routes';
import type { Parts } from './parts';
import { namePassengerClients } from './passenger-client';
import { privacyRoutes } from './privacy-routes';
import { publicRoutes } from './public-routes';
import { renderRoutes } from './render-routes';
import { reportRoutes } from './report-routes';
import { logRequests } from './request-log';
import { allowOrigins } from './same-origin';
import { setSecurityHeaders } from './security-headers';
import { sessionRoutes } from './session-routes';
import { viewRoutes } from './view-routes';
import { signedInRoutes } from './signed-in-routes';
import { siteRoutes } from './site-routes';
import { syncRoutes } from './sync-routes';
import { serveWarmReports } from './warm-reports';

export function createApp( parts: Parts ): Express {
	const limits = createLimits( {
		factor: parts.config.limitFactor,
		telling: parts.telling,
		steadyClock: parts.steadyClock,
	} );
	const app = express();
	app.disable( 'x-powered-by' );
	app.disable( 'etag' );
	// Otherwise a fault in our own error handler would show its stack.
	app.set( 'env', 'production' );
	app.set( 'trust proxy', [ ...parts.config.trustedProxies ] );
	app.set( 'query parser', false );

	if ( parts.metrics !== null ) {
		app.use( countRequests( parts.metrics ) );
	}
	if ( parts.isUnderPassenger ) {
		app.use( namePassengerClients );
	}
	app.use( dropForeignCookies );
	app.use( serveWarmReports( parts, limits ) );
	app.use( logRequests( parts ) );
	app.use( setSecurityHeaders );
	app.use(
		routeBySite( parts.config.sites, ( site ) =>
			createSiteRoutes( parts, limits, site )
		)
	);
	app.use( () => {
		throw new Refusal( 'path_unknown' );
	} );
	app.use( answerRefusals( parts ) );
	return app;
}

function createSiteRoutes( parts: Parts, limits: Limits, site: Site ): Router {
	const routes = Router( { strict: true, caseSensitive: true } );
	routes.use( publicRoutes( parts, site ) );
	routes.use( assetRoutes( pageAssets( parts ) ) );
	routes.use( limits.request );
	routes.use( doctorRoutes( parts, site ) );
	routes.use( metricsRoutes( parts ) );
	routes.use( allowOrigins( site, parts.siteOrigins ) );
	routes.use( handOffRoutes( parts, limits, site ) );
	routes.use( sessionRoutes( parts, limits, site ) );
	routes.use( onwardRoutes( parts, limits, site ) );
	routes.use( signedInRoutes( parts, limits, site ) );
	// Before those of documents, which take a name with a dot for a report's.
	routes.use( fileRoutes( parts, limits, site ) );
	routes.use( reportRoutes( parts, limits, site ) );
	routes.use( viewRoutes( parts, limits, site ) );
	routes.use( syncRoutes( parts, limits, site ) );
	routes.use( activityRoutes( parts, limits, site ) );
	routes.use( noticeRoutes( parts, limits, site ) );
	routes.use( privacyRoutes( parts, limits, site ) );
	routes.use( renderRoutes( parts, limits, site ) );
	routes.use( siteRoutes( parts, limits, site ) );
	routes.use( pageRoutes( parts, limits, site ) );
	return routes;
}
