import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import type { Grant } from '../../sidecar/contract/user-state';
import type { Reports } from '../../sidecar/reports/reports';
import { publishing } from '../../sidecar/reports/built-in/publishing';
import { startGatehouse } from './gatehouse';
import { shop } from './reports/shop';
import { openReports } from './reports/site-with-reports';
import { signIn } from './signed-in';

type Rows = Readonly< Record< string, object[] > >;

type Options = {
	grants?: Grant[];
	locale?: string;
	site?: Parameters< typeof openReports >[ 1 ];
	start?: Parameters< typeof startGatehouse >[ 0 ];
};

const now = Date.UTC( 2026, 10, 23, 12 );

/** A browser signed in before the files of a small site. */
export async function openFiles( rows: Rows, options: Options = {} ) {
	const { grants = [ 'view', 'shop', 'export' ], locale = 'en-GB' } = options;
	const opened = await openReports(
		{ orders: [], order_items: [], products: [], terms: [], ...rows },
		{
			declarations: [ shop, publishing ],
			...options.site,
		}
	);
	onTestFinished( opened.close );
	const here = < Asked extends { site: string } >(
		asked: Asked
	): Asked => ( { ...asked, site: opened.site.home } );
	const reports: Partial< Reports > = {
		requireExport: ( asked ) =>
			opened.reports.requireExport( here( asked ) ),
		wholeDocument: ( asked ) =>
			opened.reports.wholeDocument( here( asked ) ),
		exportTable: ( asked ) => opened.reports.exportTable( here( asked ) ),
		exportRows: ( asked ) => opened.reports.exportRows( here( asked ) ),
		exportDocument: ( asked ) =>
			opened.reports.exportDocument( here( asked ) ),
	};
	const gatehouse = await startGatehouse( {
		clock: { now },
		reports,
		...options.start,
	} );
	const { browser } = await signIn( gatehouse, {
		grants,
		locale,
	} );
	return {
		...opened,
		gatehouse,
		get: ( path: string ) => browser.fetch( `/api/reports/${ path }` ),
		lines: async ( path: string ) => {
			const answer = await browser.fetch( `/api/reports/${ path }` );
			return linesOf( await answer.text() );
		},
	};
}

/** `text()` of a response takes the byte order mark away. */
export function linesOf( text: string ): string[] {
	return text.split( '\r\n' ).slice( 0, -1 );
}

/** What a reader finds in a PDF, in the order in which it stands there. */
export function textOf( pdf: Uint8Array ): string {
	return execFileSync( 'pdftotext', [ '-layout', '-', '-' ], {
		input: pdf,
		encoding: 'utf8',
	} );
}
