import { type Request, type Response, Router } from 'express';
import { pipeline } from 'node:stream/promises';
import type { Site } from '../config';
import { paths } from '../contract';
import type { Paper } from '../contract/render';
import { choose, readCsvStyle } from '../render/csv-style';
import { fileName } from '../render/file-name';
import { rowsAtMost } from '../render/pdf/table';
import { writeTableFile } from '../render/table-file';
import { readBehind } from '../reports/behind';
import type { Asked, Exported } from '../reports/reports';
import type { Session } from '../sessions';
import { noteExported } from './activity-notes';
import { type Limits, takeOne } from './limits';
import { onlyMethods } from './method';
import type { Parts } from './parts';
import { searchOf } from './report-routes';
import { requireSession } from './require-session';

const papers: Readonly< Record< Paper, Paper > > = {
	a4: 'a4',
	letter: 'letter',
};

type Exporting = { asking: Session; asked: Asked; query: URLSearchParams };

/** Reports as files. */
export function fileRoutes( parts: Parts, limits: Limits, site: Site ): Router {
	const { reports, printing, people, sessions, siteLogo } = parts;
	const routes = Router( { strict: true } );

	routes
		.route( paths.reportCsv )
		.get( async ( request, response ) => {
			const { asking, asked, query } = await read( request, response );
			const style = readCsvStyle( query, asking.locale );
			const exported = await open( asked, query );
			const { about, title } = exported;
			noteExported( parts, request, asking, {
				report: asked.report,
				format: 'csv',
			} );
			sendAs( response, 'text/csv; charset=utf-8', [
				about.site,
				about.title,
				title,
				`${ about.from } ${ about.to }`,
			] );
			await pipeline(
				writeTableFile( { ...exported, ...about }, style, namesOf ),
				response
			);
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	routes
		.route( paths.reportPdf )
		.get( async ( request, response ) => {
			const { asking, asked, query } = await read( request, response );
			const paper = choose( query, 'paper', papers ) ?? 'a4';
			const { document, left } = await reports.exportDocument( {
				...asked,
				rowsAtMost,
			} );
			const pdf = await printing.print( {
				document,
				left,
				paper,
				logo: await siteLogo( site.home ),
			} );
			noteExported( parts, request, asking, {
				report: asked.report,
				format: 'pdf',
			} );
			sendAs( response, 'application/pdf', [
				document.site.name,
				document.title,
				`${ document.period.from } ${ document.period.to }`,
			] );
			response.end( pdf );
		} )
		.all( onlyMethods( 'GET, HEAD, OPTIONS' ) );

	/** Grants and ends are asked of the store: an access token may not have heard yet. */
	async function read(
		request: Request< { report: string } >,
		response: Response
	): Promise< Exporting > {
		const access = await requireSession( parts, site, request );
		await takeOne( limits.file, access.session, response );
		const asking = await sessions.read( access.session );
		const search = searchOf( request );
		return {
			asking,
			query: new URLSearchParams( search ),
			asked: {
				site: site.home,
				report: request.params.report,
				search,
				locale: asking.locale,
				viewer: asking,
			},
		};
	}

	/** The facts behind a number, where one is named; else a table. */
	function open( asked: Asked, query: URLSearchParams ): Promise< Exported > {
		const isBehind = [ 'figure', 'bucket', 'key' ].some( ( name ) =>
			query.has( name )
		);
		return isBehind
			? reports.exportRows( { ...asked, behind: readBehind( query ) } )
			: reports.exportTable( {
					...asked,
					table: query.get( 'table' ) || null,
				} );
	}

	async function namesOf( ids: readonly number[] ) {
		return ( await people( site.home, ids ) ) ?? {};
	}

	return routes;
}

function sendAs(
	response: Response,
	type: 'application/pdf' | 'text/csv; charset=utf-8',
	about: readonly string[]
) {
	const extension = type === 'application/pdf' ? 'pdf' : 'csv';
	response.attachment( fileName( about, extension ) );
	response.set( {
		'Content-Type': type,
		'Cache-Control': 'private, no-store',
	} );
}
