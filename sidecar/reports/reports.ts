import type { ReportDocument } from '../contract/report-document';
import type { CatalogueEntry } from '../contract/report-query';
import type { RowsAnswer, TableAnswer } from '../contract/report-rows';
import type { Facts } from '../store/facts/facts';
import {
	answerRows,
	answerTable,
	type Exported,
	type ExportedDocument,
} from './answers';
import type { Behind } from './behind';
import { builtInReports } from './catalogue';
import type { ReportDeclaration } from './declaration';
import { createDeclaredReports } from './declared-reports';
import { computeDocument } from './document';
import { createExports, type Exports } from './exports';
import { languageOf, resolveLocale } from './locale';
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
import { type Asked, createQuestions, type Open } from './questions';
import type { OwnSources } from './subject';

export type { Asked, Behind, Exported, ExportedDocument, Prepared };

export type Reports = Exports & {
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
	/** A page of one table. Refuses with `table_unknown`, `sort_unknown` and `page_unknown` too. */
	table( asked: Asked & { table: string } ): Promise< TableAnswer >;
	/** A page of the facts behind a number. Refuses with `rows_unknown` too. */
	rows( asked: Asked ): Promise< RowsAnswer >;
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

	const open: Open = async ( asked, act, query ) =>
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

		...createExports( { facts, people, questions, open } ),

		changed: ( site ) => kept.drop( site ),
	};
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
