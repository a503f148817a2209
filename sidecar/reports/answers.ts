import type {
	Cell,
	Column,
	ReportDocument,
	Table,
} from '../contract/report-document';
import type { RowsAnswer, TableAnswer } from '../contract/report-rows';
import { Refusal } from '../errors';
import { formatDay } from '../store/facts/days';
import type { Facts } from '../store/facts/facts';
import { readFacts } from '../store/facts/read';
import { type Behind, readBehind } from './behind';
import {
	countBehind,
	factsPerPage,
	listBehind,
	readPlace,
} from './facts-behind';
import { type AskedReport, openReport } from './opened';
import { listCopies } from '../store/facts/copies';
import { areFilled, computeDocument } from './document';
import { addPeople, type AskPeople, peopleOf } from './people';
import type { Setting } from './setting';
import { arrange, pageOf } from './table-page';
import { readTableQuery } from './table-query';
import { firstTable, inFiles, onScreen, wholeTable } from './whole-table';

/** What a file is about: its name is made of it. */
export type About = {
	site: string;
	title: string;
	/** Days, both inclusive. */
	from: string;
	to: string;
	locale: string;
	/** Of every amount; null where there is none. */
	currency: string | null;
};

/** Rows as they come, for a file: the columns first. */
export type Exported = {
	about: About;
	title: string;
	columns: Column[];
	rows: AsyncIterable< Cell[] >;
	/** Rows that are left out: more than a table may have. */
	left: number;
};

/** A document with whole tables. */
export type ExportedDocument = {
	document: ReportDocument;
	/** Rows by table that are left out. */
	left: Record< string, number >;
};

/** Facts that are in memory at once while they are exported. */
const factsPerRead = 1000;

export async function answerTable(
	facts: Facts,
	asked: AskedReport,
	people: AskPeople,
	{ table, query }: { table: string; query: URLSearchParams }
): Promise< TableAnswer > {
	const wanted = readTableQuery( query );
	const whole = await readFacts( facts, async ( snapshot ) => {
		const { setting } = await openReport( snapshot, asked );
		return wholeTable( setting, table, onScreen, wanted );
	} );
	const { home: site, locale } = asked;
	return pageOf( whole, wanted, { people, site, locale } );
}

export async function answerRows(
	facts: Facts,
	asked: AskedReport,
	people: AskPeople,
	query: URLSearchParams
): Promise< RowsAnswer > {
	const behind = readBehind( query );
	const after = readPlace( query );
	const answer = await readFacts( facts, async ( snapshot ) => {
		const { setting } = await openReport( snapshot, asked );
		const { found, place, ...page } = await listBehind( setting, behind, {
			after,
			limit: factsPerPage,
		} );
		return { ...page, count: await countBehind( setting, found ) };
	} );
	const ids = peopleOf( answer.rows.flatMap( ( { cells } ) => cells ) );
	const names = ids.length === 0 ? null : await people( asked.home, ids );
	return { ...answer, ...( names && { people: names } ) };
}

/** All rows of a table, or of the one behind the chart, in the order and with the search of `query`. */
export async function exportTable(
	facts: Facts,
	asked: AskedReport,
	people: AskPeople,
	{ table, query }: { table: string | null; query: URLSearchParams }
): Promise< Exported > {
	const wanted = readTableQuery( query );
	const { about, whole } = await readFacts( facts, async ( snapshot ) => {
		const { setting } = await openReport( snapshot, asked );
		await requireFilled( snapshot, setting );
		return {
			about: aboutOf( setting ),
			whole: await wholeTable(
				setting,
				table ?? firstTable( setting.declaration ),
				inFiles,
				wanted
			),
		};
	} );
	const { home: site, locale } = asked;
	const { rows } = await arrange( whole, wanted, { people, site, locale } );
	return {
		about,
		title: whole.title,
		columns: whole.columns,
		rows: each( rows.map( ( { cells } ) => cells ) ),
		left: whole.othersCount,
	};
}

/** A document whose tables are whole up to so many rows; the one named in `query` as it is sorted and searched there. */
export async function exportDocument(
	facts: Facts,
	asked: AskedReport,
	people: AskPeople,
	{ rowsAtMost, query }: { rowsAtMost: number; query: URLSearchParams }
): Promise< ExportedDocument > {
	const document = await computeDocument( facts, asked );
	if ( document.state === 'filling' ) {
		throw new Refusal( 'facts_filling', { retryAfterSeconds: 30 } );
	}
	const named = query.get( 'table' ) || null;
	const arranged = readTableQuery( query );
	const asItIs = { sort: null, search: '' };
	const left: ExportedDocument[ 'left' ] = {};
	const tables: Table[] = [];
	for ( const table of document.tables ) {
		const wanted = table.id === named ? arranged : asItIs;
		const whole = await readFacts( facts, async ( snapshot ) => {
			const { setting } = await openReport( snapshot, asked );
			return wholeTable( setting, table.id, inFiles, wanted );
		} );
		const { home: site, locale } = asked;
		const { rows } = await arrange( whole, wanted, {
			people,
			site,
			locale,
		} );
		const shown = rows.slice( 0, rowsAtMost );
		left[ table.id ] = whole.othersCount + rows.length - shown.length;
		tables.push( {
			...whole,
			rows: shown.map( ( { cells } ) => cells ),
			keys: shown.map( ( { key } ) => key ),
			othersCount: 0,
		} );
	}
	if ( named !== null && ! tables.some( ( { id } ) => id === named ) ) {
		throw new Refusal( 'table_unknown', { parameter: 'table' } );
	}
	const whole = await addPeople( people, { ...document, tables } );
	return { document: whole.document, left };
}

/** The facts behind a number, read a thousand at a time: between two reads others may read too. */
export async function exportRows(
	facts: Facts,
	asked: AskedReport,
	behind: Behind
): Promise< Exported > {
	type Reading = { after: Parameters< typeof listBehind >[ 2 ][ 'after' ] };
	const read = ( { after }: Reading ) =>
		readFacts( facts, async ( snapshot ) => {
			const { setting } = await openReport( snapshot, asked );
			await requireFilled( snapshot, setting );
			const page = await listBehind( setting, behind, {
				after,
				limit: factsPerRead,
			} );
			return { ...page, about: aboutOf( setting ) };
		} );
	const first = await read( { after: null } );
	async function* rows() {
		for ( let page = first; ; ) {
			yield* page.rows.map( ( { cells } ) => cells );
			if ( page.place === null ) {
				return;
			}
			page = await read( { after: page.place } );
		}
	}
	const { about, title, columns } = first;
	return { about, title, columns, rows: rows(), left: 0 };
}

/** A file is passed on, without the words that say on a screen that more is coming. */
async function requireFilled( facts: Facts, setting: Setting ) {
	const { key, agreedAt } = setting.site;
	const copies = await listCopies( facts, key );
	if ( agreedAt === null || ! areFilled( setting, copies ) ) {
		throw new Refusal( 'facts_filling', { retryAfterSeconds: 30 } );
	}
}

function aboutOf( setting: Setting ): About {
	const { site, declaration, period, locale, language, currency } = setting;
	return {
		site: site.name,
		title: declaration.title[ language ],
		from: formatDay( period.from ),
		to: formatDay( period.to ),
		locale,
		currency,
	};
}

async function* each< Item >( items: readonly Item[] ) {
	yield* items;
}
