import type { Table } from '../contract/report-document';
import type { TableAnswer } from '../contract/report-rows';
import { type AskPeople, peopleOf } from './people';
import {
	compareCells,
	namesOf,
	rowsPerPage,
	sortColumn,
	type TableQuery,
} from './table-query';

/** A page of a whole table. Names are asked for after the facts were read: they take a while. */
export async function pageOf(
	table: Table,
	query: TableQuery,
	{
		people,
		site,
		locale,
	}: { people: AskPeople; site: string; locale: string }
): Promise< TableAnswer > {
	const by = sortColumn( table, query );
	const needsNames = query.search !== '' || by === 0;
	const all = needsNames
		? await askNames( table.rows.map( ( [ label = null ] ) => label ) )
		: {};
	const nameOf = namesOf( all );
	const search = query.search.toLocaleLowerCase( locale );
	const found = table.rows
		.map( ( cells, at ) => ( { cells, key: table.keys[ at ] ?? null } ) )
		.filter(
			( { cells: [ label = null ] } ) =>
				search === '' ||
				nameOf( label ).toLocaleLowerCase( locale ).includes( search )
		);
	if ( by !== null ) {
		const compare = compareCells(
			query.sort?.isDescending === true,
			locale,
			nameOf
		);
		found.sort( ( one, other ) =>
			compare( one.cells[ by ] ?? null, other.cells[ by ] ?? null )
		);
	}
	const start = ( query.page - 1 ) * rowsPerPage;
	const rows = found.slice( start, start + rowsPerPage );
	const names = needsNames
		? all
		: await askNames( rows.flatMap( ( { cells } ) => cells ) );
	return {
		...table,
		rows: rows.map( ( { cells } ) => cells ),
		keys: rows.map( ( { key } ) => key ),
		count: found.length,
		page: query.page,
		pages: Math.max( 1, Math.ceil( found.length / rowsPerPage ) ),
		...( peopleOf( rows.flatMap( ( { cells } ) => cells ) ).length > 0 && {
			people: names,
		} ),
	};

	async function askNames( cells: Parameters< typeof peopleOf >[ 0 ] ) {
		const ids = peopleOf( cells );
		return ids.length === 0 ? {} : ( ( await people( site, ids ) ) ?? {} );
	}
}
