import { Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import { verifyPrivacyRequest } from '../site-statements';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import {
	readStatementBody,
	requireStatement,
	verifyingFor,
} from './statement-body';

/** WordPress's tools of privacy: what is kept of one user, and its erasure. */
export function privacyRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { activity, privacy, sessions } = parts;
	const { home } = site;
	const routes = Router( { strict: true } );

	routes
		.route( paths.sitePrivacy )
		.post(
			limits.refusedStatement,
			readStatementBody,
			async ( request, response ) => {
				const { user, act, page, ...signed } =
					await verifyPrivacyRequest(
						requireStatement( request ),
						verifyingFor( site, parts )
					);
				await sessions.useStatement( home, signed );
				await takeOne( limits.statement, home, response );
				// What was noted a moment ago is part of it.
				await activity.write();
				response.json(
					act === 'erase'
						? await privacy.erase( home, user )
						: await privacy.tell( home, user, page )
				);
			}
		)
		.all( onlyMethods( 'POST, OPTIONS' ) );

	return routes;
}
