import { Refusal } from '../errors';
import type { Cell, Table } from '../contract/report-document';

/** Which part of a table is asked for. */
export type TableQuery = {
	/** Null: as the table is. */
	sort: { column: string; isDescending: boolean } | null;
	search: string;
	/** From 1. */
	page: number;
};

export const rowsPerPage = 50;
const searchAtMost = 100;
const pageAtMost = 1_000_000;

export function readTableQuery( query: URLSearchParams ): TableQuery {
	const sort = query.get( 'sort' ) || null;
	const page = query.get( 'page' ) || '1';
	if ( ! /^[1-9]\d{0,6}$/.test( page ) || Number( page ) > pageAtMost ) {
		throw new Refusal( 'page_unknown', { parameter: 'page' } );
	}
	return {
		sort: sort === null ? null : readSort( sort ),
		search: ( query.get( 'search' ) ?? '' ).trim().slice( 0, searchAtMost ),
		page: Number( page ),
	};
}

function readSort( sort: string ): NonNullable< TableQuery[ 'sort' ] > {
	return sort.startsWith( '-' )
		? { column: sort.slice( 1 ), isDescending: true }
		: { column: sort, isDescending: false };
}

/** The place of the column to sort by; null: as the table is. */
export function sortColumn(
	{ columns }: Pick< Table, 'columns' >,
	{ sort }: Pick< TableQuery, 'sort' >
): number | null {
	if ( sort === null ) {
		return null;
	}
	const at = columns.findIndex( ( { id } ) => id === sort.column );
	if ( at < 0 ) {
		throw new Refusal( 'sort_unknown', { parameter: 'sort' } );
	}
	return at;
}

/** Compares what stands in one column; what has no value comes last either way. */
export function compareCells(
	isDescending: boolean,
	locale: string,
	nameOf: ( cell: Cell ) => string
): ( one: Cell, other: Cell ) => number {
	const words = new Intl.Collator( locale, { numeric: true } );
	const sign = isDescending ? -1 : 1;
	return ( one, other ) => {
		if ( one === null || other === null ) {
			return one === other ? 0 : one === null ? 1 : -1;
		}
		return typeof one === 'number' && typeof other === 'number'
			? sign * ( one - other )
			: sign * words.compare( nameOf( one ), nameOf( other ) );
	};
}

/** What a cell is called, with the names of people where they are known. */
export function namesOf(
	people: Readonly< Record< string, string > >
): ( cell: Cell ) => string {
	return ( cell ) =>
		typeof cell === 'object' && cell !== null
			? ( people[ cell.person ] ?? '' )
			: String( cell ?? '' );
}
