import type { ReportDocument } from '../contract/report-document';
import { csvRowsAtMost } from '../contract/render';
import type { Facts } from '../store/facts/facts';
import {
	type Exported,
	type ExportedDocument,
	exportDocument,
	exportRows,
	exportTable,
} from './answers';
import type { Behind } from './behind';
import type { AskedReport } from './opened';
import type { AskPeople } from './people';
import type { Asked, Open, Questions } from './questions';

/** What files of reports are made of. */
export type Exports = {
	/** Whether this viewer may have files of a report. Refuses as `prepare` does. */
	requireExport(
		asked: Pick< Asked, 'site' | 'report' | 'viewer' >
	): Promise< void >;
	/** All rows of a table for a file, or of the one behind the chart; people stay ids. Needs `export`. */
	exportTable( asked: Asked & { table: string | null } ): Promise< Exported >;
	/** With whole tables up to so many rows, and names. Needs `export`. */
	exportDocument(
		asked: Asked & { rowsAtMost: number }
	): Promise< ExportedDocument >;
	/** All facts behind a number for a file; people stay ids. Needs `export`. */
	exportRows( asked: Asked & { behind: Behind } ): Promise< Exported >;
	/** Of a document that is sent, for its CSV: whole tables, dates for programs. Needs `export`. */
	wholeDocument(
		asked: Omit< Asked, 'search' > & { query: URLSearchParams }
	): Promise< ReportDocument >;
};

export function createExports( {
	facts,
	people,
	questions,
	open,
}: {
	facts: Facts;
	people: AskPeople;
	questions: Questions;
	open: Open;
} ): Exports {
	return {
		async requireExport( asked ) {
			await questions.requireScope( asked, 'export' );
		},

		exportTable: async ( asked ) => {
			const search = new URLSearchParams( asked.search );
			const opened = await open( asked, 'export', search );
			return exportTable( facts, forData( opened ), people, {
				table: asked.table,
				query: search,
			} );
		},

		exportDocument: async ( { rowsAtMost, ...asked } ) => {
			const query = new URLSearchParams( asked.search );
			const opened = await open( asked, 'export', query );
			return exportDocument( facts, opened, people, {
				rowsAtMost,
				query,
			} );
		},

		exportRows: async ( asked ) => {
			const search = new URLSearchParams( asked.search );
			const opened = await open( asked, 'export', search );
			return exportRows( facts, forData( opened ), asked.behind );
		},

		wholeDocument: async ( { query, ...asked } ) => {
			const opened = await open( asked, 'export', query );
			const { document, left } = await exportDocument(
				facts,
				forData( opened ),
				async () => null,
				{ rowsAtMost: csvRowsAtMost, query: new URLSearchParams() }
			);
			const tables = document.tables.map( ( table ) => ( {
				...table,
				othersCount: left[ table.id ] ?? 0,
			} ) );
			return { ...document, tables };
		},
	};
}

function forData( asked: AskedReport ): AskedReport {
	return { ...asked, isForData: true };
}
