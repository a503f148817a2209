import type { Cell, Table } from '../contract/report-document';
import { type ListedRow, listFacts } from '../store/facts/list';
import type { Listing, ListingColumn } from './declaration';
import { labelValues } from './labels';
import type { Setting } from './setting';
import { mapInTurns } from './turns';

export type ListingPage = {
	/** A column's id, with `-` before it for descending. */
	sort: string;
	search: string;
	limit: number;
	offset: number;
};

/** Facts as they are now. */
export async function listTable(
	setting: Setting,
	listing: Listing,
	page: Partial< ListingPage > = {}
): Promise< Table & { count: number } > {
	const { subject, period, language } = setting;
	const { dataset, where = [], columns, sort, top } = listing;
	const { rows, count } = await listFacts( subject.source( dataset ), {
		where: [ ...subject.where( dataset ), ...where ],
		columns: columns.map( ( column ) => {
			if ( 'sum' in column ) {
				const source = subject.source( column.sum.dataset );
				return {
					...column,
					sum: {
						...column.sum,
						source,
						days: {
							from: period.today - column.sum.days + 1,
							to: period.today,
						},
						where: [
							...subject.where( column.sum.dataset ),
							...( column.sum.where ?? [] ),
						],
					},
				};
			}
			return column;
		} ),
		sort,
		search: '',
		limit: top,
		offset: 0,
		...page,
	} );
	return {
		id: listing.id,
		title: listing.title[ language ],
		columns: columns.map( ( column ) => ( {
			id: column.id,
			label: column.label[ language ],
			kind: kindOf( column ),
		} ) ),
		rows: await cellsOf( setting, columns, rows ),
		keys: rows.map( ( { id } ) => id ),
		othersCount: 0,
		count,
	};
}

export function kindOf( { format }: ListingColumn ) {
	return format === 'moment' ? 'text' : format;
}

/** Rows as they are written, a cell for each column. */
export async function cellsOf(
	setting: Setting,
	columns: readonly ListingColumn[],
	rows: readonly ListedRow[]
): Promise< Cell[][] > {
	const written: Cell[][] = rows.map( () => [] );
	for ( const [ at, column ] of columns.entries() ) {
		const values = rows.map( ( { values: all } ) => all[ at ] ?? null );
		const label =
			'labels' in column
				? await labelValues( setting, column.labels, values )
				: null;
		const cells = await mapInTurns( values, ( value ) =>
			writeCell( setting, column, value, label )
		);
		cells.forEach( ( cell, row ) => written[ row ]?.push( cell ) );
	}
	return written;
}

function writeCell(
	{ dates, site }: Setting,
	{ format }: ListingColumn,
	value: string | number | null,
	label: ( ( value: string | number | null ) => Cell ) | null
): Cell {
	if ( label !== null ) {
		return label( value );
	}
	return format === 'moment' && typeof value === 'number'
		? dates.moment( value, site.timezone )
		: value;
}
