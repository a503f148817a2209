import { Router } from 'express';
import { pipeline } from 'node:stream/promises';
import type { Site } from '../config';
import { paths } from '../contract';
import type { ReportDocument } from '../contract/report-document';
import { readCsvStyle } from '../render/csv-style';
import { writeTableFile } from '../render/table-file';
import { verifyRenderRequest } from '../site-statements';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import {
	readRenderBody,
	requireStatement,
	verifyingFor,
} from './statement-body';

/** Files of documents into which the site has filled the names. */
export function renderRoutes(
	parts: Parts,
	limits: Limits,
	site: Site
): Router {
	const { sessions, reports, printing, siteLogo } = parts;
	const { home } = site;
	const routes = Router( { strict: true } );

	routes
		.route( paths.siteRender )
		.post(
			limits.refusedStatement,
			readRenderBody,
			async ( request, response ) => {
				const { document, format, paper, viewer, ...signed } =
					await verifyRenderRequest(
						requireStatement( request ),
						verifyingFor( site, parts )
					);
				await sessions.useStatement( home, signed );
				await takeOne( limits.statement, home, response );
				await reports.requireExport( {
					site: home,
					report: document.id,
					viewer,
				} );
				response.setHeader( 'Cache-Control', 'private, no-store' );
				if ( format === 'pdf' ) {
					const pdf = await printing.print( {
						document,
						left: {},
						paper,
						logo: await siteLogo( home ),
					} );
					response.type( 'application/pdf' ).end( pdf );
					return;
				}
				response.type( 'text/csv; charset=utf-8' );
				await pipeline( writeTables( document ), response );
			}
		)
		.all( onlyMethods( 'POST, OPTIONS' ) );

	return routes;
}

/** One table after another, with a line between them. */
async function* writeTables( document: ReportDocument ) {
	const { locale, currency, tables, people = {} } = document;
	const style = readCsvStyle( new URLSearchParams(), locale );
	for ( const [ at, table ] of tables.entries() ) {
		if ( at > 0 ) {
			yield '\r\n';
		}
		yield* writeTableFile(
			{ ...table, currency, locale, left: table.othersCount },
			{ ...style, hasByteOrderMark: at === 0 },
			async () => people
		);
	}
}
