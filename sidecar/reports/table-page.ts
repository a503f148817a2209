import type { Cell, Table } from '../contract/report-document';
import type { TableAnswer } from '../contract/report-rows';
import { type AskPeople, peopleOf } from './people';
import {
	compareCells,
	namesOf,
	rowsPerPage,
	sortColumn,
	type TableQuery,
} from './table-query';
import { nextTurn, sortInTurns } from './turns';

type Around = { people: AskPeople; site: string; locale: string };

/** A page of a whole table. Names are asked for after the facts were read: they take a while. */
export async function pageOf(
	table: Table,
	query: TableQuery,
	around: Around
): Promise< TableAnswer > {
	const found = await arrange( table, query, around );
	const start = ( query.page - 1 ) * rowsPerPage;
	const rows = found.rows.slice( start, start + rowsPerPage );
	const cells = rows.flatMap( ( row ) => row.cells );
	const names = found.names ?? ( await askNames( cells, around ) );
	return {
		...table,
		rows: rows.map( ( row ) => row.cells ),
		keys: rows.map( ( { key } ) => key ),
		count: found.rows.length,
		page: query.page,
		pages: Math.max( 1, Math.ceil( found.rows.length / rowsPerPage ) ),
		...( peopleOf( cells ).length > 0 && { people: names } ),
	};
}

type Row = { cells: Cell[]; key: Table[ 'keys' ][ number ] };

/** All rows that the search leaves, in the order asked for. `names` where they had to be known for it. */
export async function arrange(
	table: Table,
	query: Pick< TableQuery, 'sort' | 'search' >,
	around: Around
): Promise< { rows: Row[]; names: Record< string, string > | null } > {
	const { locale } = around;
	const by = sortColumn( table, query );
	const needsNames = query.search !== '' || by === 0;
	const all = needsNames
		? await askNames(
				table.rows.map( ( [ label = null ] ) => label ),
				around
			)
		: null;
	await nextTurn();
	const nameOf = namesOf( all ?? {} );
	const search = folded( query.search, locale );
	const found = table.rows
		.map( ( cells, at ) => ( { cells, key: table.keys[ at ] ?? null } ) )
		.filter(
			( { cells: [ label = null ] } ) =>
				search === '' ||
				folded( nameOf( label ), locale ).includes( search )
		);
	if ( by !== null ) {
		const compare = compareCells(
			query.sort?.isDescending === true,
			locale,
			nameOf
		);
		return {
			rows: await sortInTurns( found, ( one, other ) =>
				compare( one.cells[ by ] ?? null, other.cells[ by ] ?? null )
			),
			names: all,
		};
	}
	return { rows: found, names: all };
}

/** What is typed has plain spaces, whatever holds the words of a date together. */
function folded( text: string, locale: string ): string {
	return text.normalize( 'NFKC' ).toLocaleLowerCase( locale );
}

async function askNames(
	cells: readonly Cell[],
	{ people, site }: Around
): Promise< Record< string, string > > {
	const ids = peopleOf( cells );
	return ids.length === 0 ? {} : ( ( await people( site, ids ) ) ?? {} );
}
