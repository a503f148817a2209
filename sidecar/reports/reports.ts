import { csvRowsAtMost } from '../contract/render';
import type { ReportDocument } from '../contract/report-document';
import type { CatalogueEntry } from '../contract/report-query';
import type { RowsAnswer, TableAnswer } from '../contract/report-rows';
import type { Facts } from '../store/facts/facts';
import type { Behind } from './behind';
import { builtInReports } from './catalogue';
import type { ReportDeclaration } from './declaration';
import { createDeclaredReports } from './declared-reports';
import { computeDocument } from './document';
import { languageOf, resolveLocale } from './locale';
import type { AskedReport } from './opened';
import {
	answerRows,
	answerTable,
	type Exported,
	type ExportedDocument,
	exportDocument,
	exportRows,
	exportTable,
} from './answers';
import type { AskPeople } from './people';
import {
	type Act,
	type Scope,
	scopeKey,
	scopeOf,
	type Viewer,
} from './permission';
import { createPreparing } from './prepare';
import { createPreparedDocuments, type Prepared } from './prepared';
import { readQuery } from './query';
import { createQuestions } from './questions';
import type { OwnSources } from './subject';

export type { Behind, Exported, ExportedDocument, Prepared };

/** One report as somebody asks for it. `search` is the query string as it arrived, with or without `?`. */
export type Asked = {
	/** The site's home. */
	site: string;
	report: string;
	search: string;
	/** BCP 47, of the session; `lang` in `search` goes before it. */
	locale: string;
	viewer: Viewer;
};

export type Reports = {
	/** Those that this viewer may see and this site has the facts for. */
	catalogue( asked: {
		site: string;
		viewer: Viewer;
		locale: string;
	} ): Promise< CatalogueEntry[] >;
	/** For the hot path: what `prepare` made before, while it still holds and this viewer may have it; looks at nothing but memory. */
	warm( asked: Asked ): Prepared | undefined;
	/** Refuses with `report_unknown`, `permission_missing`, `dataset_missing` and the codes of a wrong query. */
	prepare( asked: Asked ): Promise< Prepared >;
	/** For `POST /site/report`: people stay opaque ids. */
	document(
		asked: Omit< Asked, 'search' > & { query: URLSearchParams; act: Act }
	): Promise< ReportDocument >;
	/** The same for a CSV: whole tables, dates for programs. Needs `export`. */
	wholeDocument(
		asked: Omit< Asked, 'search' > & { query: URLSearchParams }
	): Promise< ReportDocument >;
	/** A page of one table. Refuses with `table_unknown`, `sort_unknown` and `page_unknown` too. */
	table( asked: Asked & { table: string } ): Promise< TableAnswer >;
	/** A page of the facts behind a number. Refuses with `rows_unknown` too. */
	rows( asked: Asked ): Promise< RowsAnswer >;
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
	/** The worker said so: what was prepared for this site no longer holds. */
	changed( site: string ): void;
};

export type ReportsParts = {
	facts: Facts;
	/** Names from the site; null when it did not tell them in time. */
	people: AskPeople;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Without it the built-in ones. */
	declarations?: readonly ReportDeclaration[];
	/** Datasets that are no copies of the site's. */
	ownSources?: OwnSources;
};

export function createReports( {
	facts,
	people,
	clock,
	declarations = builtInReports,
	ownSources = () => [],
}: ReportsParts ): Reports {
	const kept = createPreparedDocuments( clock );
	const prepare = createPreparing( kept, people, clock );

	const declared = createDeclaredReports( {
		facts,
		declarations,
		ownSources,
		editionOf: kept.edition,
	} );

	const questions = createQuestions( { declared, ownSources } );

	const open = async (
		asked: Omit< Asked, 'search' >,
		act: Act,
		query: URLSearchParams
	) =>
		questions.open(
			await questions.ask( asked, act, readQuery( query ) ),
			clock()
		);

	return {
		catalogue: async ( { site, viewer, locale } ) =>
			( await declared.answerable( site ) )
				.filter( ( one ) => scopeOf( one, viewer, 'open' ) !== null )
				.map( ( declaration ) => toEntry( declaration, locale ) ),

		warm( asked ) {
			const declaration = declared
				.known( asked.site )
				?.get( asked.report );
			const scope =
				declaration && scopeOf( declaration, asked.viewer, 'open' );
			return scope
				? kept.findByAddress( asked.site, addressOf( asked, scope ) )
				: undefined;
		},

		async prepare( asked ) {
			const query = readQuery( new URLSearchParams( asked.search ) );
			const wanted = await questions.ask( asked, 'open', query );
			const { declaration, scope, locale } = wanted;
			const key = JSON.stringify( [
				declaration.id,
				query,
				locale,
				scopeKey( scope ),
			] );
			const prepared = await prepare( {
				site: asked.site,
				key,
				compute: ( now ) =>
					computeDocument( facts, questions.open( wanted, now ) ),
			} );
			kept.link( asked.site, key, addressOf( asked, scope ) );
			return prepared;
		},

		document: async ( { query, act, ...asked } ) =>
			computeDocument( facts, await open( asked, act, query ) ),

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

		table: async ( asked ) => {
			const search = new URLSearchParams( asked.search );
			return answerTable(
				facts,
				await open( asked, 'open', search ),
				people,
				{
					table: asked.table,
					query: search,
				}
			);
		},

		rows: async ( asked ) => {
			const search = new URLSearchParams( asked.search );
			const opened = await open( asked, 'open', search );
			return answerRows( facts, opened, people, search );
		},

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

		changed: ( site ) => kept.drop( site ),
	};
}

function forData( asked: AskedReport ): AskedReport {
	return { ...asked, isForData: true };
}

function addressOf( { report, search, locale }: Asked, scope: Scope ): string {
	return `${ scopeKey( scope ) } ${ locale } ${ report } ${ search }`;
}

function toEntry(
	{ id, title, description, grant }: ReportDeclaration,
	locale: string
): CatalogueEntry {
	const language = languageOf( resolveLocale( locale ) ?? 'en' );
	return {
		id,
		title: title[ language ],
		description: description[ language ],
		grant,
	};
}
