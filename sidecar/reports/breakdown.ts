import type { Cell, Column, Table } from '../contract/report-document';
import type { Counted, Ranked } from '../store/facts/count';
import type { Condition } from '../store/facts/dataset';
import { divide, type Values } from './counted';
import type {
	Breakdown,
	BreakdownColumn,
	ReportDeclaration,
} from './declaration';
import { labelValues } from './labels';
import { partNames, rankBreakdown } from './ranking';
import type { Setting } from './setting';
import { mapInTurns } from './turns';

type Sums = Readonly< Record< string, number > >;

/** The values of a field with the most facts, and one row for all the others. */
export async function tabulate(
	setting: Setting,
	breakdown: Breakdown
): Promise< { table: Table; different: Values } > {
	const { declaration } = setting;
	const ranked = await rankBreakdown(
		setting,
		breakdown,
		breakdown.top,
		differentIn( declaration, breakdown )
	);
	return {
		table: await tableOf( setting, breakdown, ranked ),
		different: ranked.different,
	};
}

/** Figures that say how many values a field has, where a breakdown goes through all of them anyway. */
function differentIn(
	{ dataset, figures }: ReportDeclaration,
	breakdown: Breakdown
): Record< string, Condition[] > {
	const { field, through, where = [], now } = breakdown;
	const goesThroughAll = ! now && through === undefined && where.length === 0;
	const found: Record< string, Condition[] > = {};
	for ( const { id, measure } of goesThroughAll ? figures : [] ) {
		if (
			measure.kind === 'distinct' &&
			measure.field === field &&
			( measure.dataset ?? dataset ) ===
				( breakdown.dataset ?? dataset ) &&
			( measure.where ?? [] ).every(
				( one ) =>
					one.field === field && ( 'is' in one || 'not' in one )
			)
		) {
			found[ id ] = ( measure.where ?? [] ).map( ( one ) => ( {
				...one,
				field: 'key',
			} ) );
		}
	}
	return found;
}

async function tableOf(
	setting: Setting,
	breakdown: Breakdown,
	ranked: Ranked
): Promise< Table > {
	const { words } = setting;
	const rows = await rowsOf( setting, breakdown, ranked );
	const othersCount = ranked.groups - ranked.rows.length;
	return {
		...headOf( setting, breakdown ),
		rows: [
			...rows,
			...( othersCount > 0
				? [
						[
							words.others,
							...cellsOf(
								breakdown,
								othersOf( ranked ),
								ranked.whole.sums
							),
						],
					]
				: [] ),
		],
		keys: [
			...ranked.rows.map( ( { key } ) => key ),
			...( othersCount > 0 ? [ null ] : [] ),
		],
		othersCount,
	};
}

export function headOf(
	{ language }: Setting,
	breakdown: Breakdown
): Pick< Table, 'id' | 'title' > & { columns: Column[] } {
	return {
		id: breakdown.id,
		title: breakdown.title[ language ],
		columns: [
			{
				id: breakdown.field,
				label: breakdown.fieldLabel[ language ],
				kind: 'text',
			},
			...breakdown.columns.map( ( { id, label, format } ) => ( {
				id,
				label: label[ language ],
				kind: format,
			} ) ),
		],
	};
}

export async function rowsOf(
	setting: Setting,
	breakdown: Breakdown,
	{ rows, whole }: Pick< Ranked, 'rows' | 'whole' >
): Promise< Cell[][] > {
	const label = await labelValues(
		setting,
		breakdown.labels,
		rows.map( ( { key } ) => key )
	);
	return mapInTurns( rows, ( { key, sums } ) => [
		label( key ),
		...cellsOf( breakdown, sums, whole.sums ),
	] );
}

export function cellsOf(
	{ columns }: Breakdown,
	sums: Sums,
	whole: Sums
): Array< number | null > {
	return columns.map( ( column ) => cellOf( column, sums, whole ) );
}

function cellOf(
	column: BreakdownColumn,
	sums: Sums,
	whole: Sums
): number | null {
	const [ of = '', per ] = partNames( column );
	switch ( column.measure.kind ) {
		case 'sum':
			return sums[ of ] ?? 0;
		case 'ratio':
			return divide( sums[ of ], sums[ per ?? '' ], column.format );
		case 'share':
			return divide( sums[ of ], whole[ of ], column.format );
	}
}

function othersOf( { rows, whole, overlap }: Ranked ): Sums {
	const all = overlap ?? whole.sums;
	return Object.fromEntries(
		Object.entries( all ).map( ( [ name, sum ] ) => [
			name,
			rows.reduce(
				( rest, row: Counted ) => rest - ( row.sums[ name ] ?? 0 ),
				sum
			),
		] )
	);
}
