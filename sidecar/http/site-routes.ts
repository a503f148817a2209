import { type Request, Router } from 'express';
import type { Site } from '../config';
import { paths } from '../contract';
import type { CatalogueAnswer } from '../contract/report-query';
import type { StateReceipt } from '../contract/user-state';
import {
	verifyCatalogueRequest,
	verifyPing,
	verifyReportRequest,
	verifyStates,
} from '../site-statements';
import type { Signed, Verifying } from '../statement';
import { type Limits, takeOne, takeStatement } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import {
	readStatementBody,
	requireStatement,
	verifyingFor,
} from './statement-body';

/** What the site tells and asks, signed. */
export function siteRoutes( parts: Parts, limits: Limits, site: Site ): Router {
	const { sessions, siteKeys, reports, syncDesk, ping } = parts;
	const { home } = site;
	const routes = Router( { strict: true } );

	routes
		.route( paths.siteState )
		.post(
			limits.refusedStatement,
			readStatementBody,
			async ( request, response ) => {
				const { states, ...signed } = await verifyStates(
					requireStatement( request ),
					verifyingFor( site, parts )
				);
				const receipt: StateReceipt = {
					applied: await takeStatement( limits, home, response, () =>
						sessions.applyStates( home, states, signed )
					),
				};
				response.json( receipt );
			}
		)
		.all( onlyMethods( 'POST, OPTIONS' ) );

	routes
		.route( paths.sitePing )
		.post(
			limits.refusedStatement,
			readStatementBody,
			async ( request, response ) => {
				const { keys } = await once( request, verifyPing );
				await takeOne( limits.statement, home, response );
				await ping( home );
				if ( keys !== null ) {
					// Not awaited: the site waits for us, and may have one worker only.
					void siteKeys.compare( home, keys );
				}
				response.json( { site: home } );
			}
		)
		.all( onlyMethods( 'POST, OPTIONS' ) );

	routes
		.route( paths.siteReport )
		.post(
			limits.refusedStatement,
			readStatementBody,
			async ( request, response ) => {
				const { report, query, viewer, act, isWhole } = await once(
					request,
					verifyReportRequest
				);
				await takeOne( limits.statement, home, response );
				const asked = {
					site: home,
					report,
					query,
					viewer,
					locale: query.get( 'lang' ) ?? 'en',
				};
				response.json(
					isWhole
						? await reports.wholeDocument( asked )
						: await reports.document( { ...asked, act } )
				);
			}
		)
		.all( onlyMethods( 'POST, OPTIONS' ) );

	routes
		.route( paths.siteCatalogue )
		.post(
			limits.refusedStatement,
			readStatementBody,
			async ( request, response ) => {
				const { viewer, lang } = await once(
					request,
					verifyCatalogueRequest
				);
				await takeOne( limits.statement, home, response );
				const answer: CatalogueAnswer = {
					reports: await reports.catalogue( {
						site: home,
						viewer,
						locale: lang,
					} ),
					...( viewer.grants.includes( 'manage' ) && {
						wrong: await syncDesk.wrong( home ),
					} ),
				};
				response.json( answer );
			}
		)
		.all( onlyMethods( 'POST, OPTIONS' ) );

	/** A statement is good for one request. */
	async function once< Statement extends Signed >(
		request: Request,
		verify: ( jws: string, verifying: Verifying ) => Promise< Statement >
	): Promise< Statement > {
		const statement = await verify(
			requireStatement( request ),
			verifyingFor( site, parts )
		);
		await sessions.useStatement( home, statement );
		return statement;
	}

	return routes;
}
