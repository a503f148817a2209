import type { Cell, Table } from '../contract/report-document';
import { Refusal } from '../errors';
import { headOf, rowsOf } from './breakdown';
import { pointsOf, tableBehind } from './chart';
import type { ReportDeclaration, TimeChart } from './declaration';
import { listTable } from './listing';
import { rankBreakdown } from './ranking';
import type { Setting } from './setting';
import type { TableQuery } from './table-query';
import { nextTurn } from './turns';

/** Rows of a table; the answer says how many it leaves out. */
type AtMost = {
	rows: number;
	/** With people, where their names have to be known to find or to sort them. */
	people: number;
};

/** On a screen: more takes longer to be read than others may wait. */
export const onScreen: AtMost = { rows: 20_000, people: 10_000 };

/** In a file: more than any site has; a table without end would fill the memory. */
export const inFiles: AtMost = { rows: 200_000, people: 10_000 };

type Found =
	| {
			kind: 'chart';
			chart: TimeChart;
	  }
	| {
			kind: 'breakdown';
			breakdown: ReportDeclaration[ 'breakdowns' ][ number ];
	  }
	| {
			kind: 'listing';
			listing: NonNullable< ReportDeclaration[ 'listings' ] >[ number ];
	  };

/** Every row of a table, without "Others". */
export async function wholeTable(
	setting: Setting,
	id: string,
	atMost: AtMost,
	{ sort, search }: Pick< TableQuery, 'sort' | 'search' >
): Promise< Table > {
	const found = findTable( setting.declaration, id );
	switch ( found.kind ) {
		case 'chart':
			return tableBehind(
				setting,
				found.chart,
				await pointsOf( setting, found.chart )
			);
		case 'breakdown': {
			const { breakdown } = found;
			const { labels, field } = breakdown;
			const needsNames =
				labels.kind === 'people' &&
				( search !== '' || sort?.column === field );
			const ranked = await rankBreakdown(
				setting,
				breakdown,
				needsNames ? atMost.people : atMost.rows
			);
			await nextTurn();
			const rows: Cell[][] = await rowsOf( setting, breakdown, ranked );
			return {
				...headOf( setting, breakdown ),
				rows,
				keys: ranked.rows.map( ( { key } ) => key ),
				othersCount: ranked.groups - ranked.rows.length,
			};
		}
		case 'listing': {
			const { count, ...table } = await listTable(
				setting,
				found.listing,
				{ limit: atMost.rows }
			);
			return { ...table, othersCount: count - table.rows.length };
		}
	}
}

/** The one behind the chart. */
export function firstTable( { chart }: ReportDeclaration ): string {
	return 'measure' in chart ? 'chart' : chart.breakdown;
}

export function findTable(
	{ chart, breakdowns, listings = [] }: ReportDeclaration,
	id: string
): Found {
	if ( id === 'chart' && 'measure' in chart ) {
		return { kind: 'chart', chart };
	}
	const breakdown = breakdowns.find( ( one ) => one.id === id );
	if ( breakdown !== undefined ) {
		return { kind: 'breakdown', breakdown };
	}
	const listing = listings.find( ( one ) => one.id === id );
	if ( listing === undefined ) {
		throw new Refusal( 'table_unknown', { parameter: 'table' } );
	}
	return { kind: 'listing', listing };
}
