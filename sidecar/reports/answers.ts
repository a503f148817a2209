import type { Cell, Column } from '../contract/report-document';
import type { RowsAnswer, TableAnswer } from '../contract/report-rows';
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
import { type AskPeople, peopleOf } from './people';
import { pageOf } from './table-page';
import { readTableQuery } from './table-query';
import { wholeTable } from './whole-table';

/** Rows as they come, for a file: the columns first. */
export type Exported = {
	title: string;
	columns: Column[];
	rows: AsyncIterable< Cell[] >;
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
		return wholeTable( setting, table );
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

/** All rows of a table, as it is sorted by itself. */
export async function exportTable(
	facts: Facts,
	asked: AskedReport,
	table: string
): Promise< Exported > {
	const { title, columns, rows } = await readFacts(
		facts,
		async ( snapshot ) => {
			const { setting } = await openReport( snapshot, asked );
			return wholeTable( setting, table );
		}
	);
	return { title, columns, rows: each( rows ) };
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
			return listBehind( setting, behind, {
				after,
				limit: factsPerRead,
			} );
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
	return { title: first.title, columns: first.columns, rows: rows() };
}

async function* each< Item >( items: readonly Item[] ) {
	yield* items;
}
