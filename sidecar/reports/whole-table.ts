import type { Cell, Table } from '../contract/report-document';
import { Refusal } from '../errors';
import { headOf, rowsOf } from './breakdown';
import { pointsOf, tableBehind } from './chart';
import type { ReportDeclaration, TimeChart } from './declaration';
import { listTable } from './listing';
import { rankBreakdown } from './ranking';
import type { Setting } from './setting';

/** More than any site has; a table without end would fill the memory. */
const rowsAtMost = 200_000;

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
	id: string
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
			const ranked = await rankBreakdown(
				setting,
				breakdown,
				rowsAtMost
			);
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
				{ limit: rowsAtMost }
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
