import type { Figure, Table } from '../contract/report-document';
import { tabulate } from './breakdown';
import { barsOf, chartOf, pointsOf, sumOf, tableBehind } from './chart';
import type { Values } from './counted';
import type { Breakdown } from './declaration';
import { figuresOf, stateOf } from './figures';
import { listTable } from './listing';
import type { Setting } from './setting';
import { summarize } from './summary';

/** All of a document that is counted from the facts of its period. */
export async function countedBody(
	setting: Setting,
	{ isStale }: { isStale: boolean }
) {
	const { tables, different } = await tablesOf( setting );
	const figures = await figuresOf( setting, different );
	const state = isStale ? ( 'stale' as const ) : await stateOf( setting );
	return {
		state,
		...( state === 'empty' && adviceOf( setting ) ),
		figures,
		...( await drawnBody( setting, figures, tables ) ),
	};
}

/** What was chosen is the nearest reason for there being nothing. */
function adviceOf( { declaration, chosen, words, language }: Setting ) {
	if ( chosen.length > 0 ) {
		return { emptyAdvice: words.emptyChosen };
	}
	const { emptyAdvice } = declaration;
	return emptyAdvice && { emptyAdvice: emptyAdvice[ language ] };
}

type Tables = ReadonlyMap< string, Table >;

/** The tables but that behind the chart, and what was counted on the way to them. */
async function tablesOf(
	setting: Setting
): Promise< { tables: Tables; different: Values } > {
	const { breakdowns, listings = [] } = setting.declaration;
	const tables = new Map< string, Table >();
	const different: Record< string, number > = {};
	const shown = breakdowns.filter(
		( { whenChosen } ) =>
			whenChosen === undefined || setting.chosen.includes( whenChosen )
	);
	for ( const breakdown of shown ) {
		const tabulated = await tabulate( setting, breakdown );
		tables.set( breakdown.id, tabulated.table );
		Object.assign( different, tabulated.different );
	}
	for ( const listing of listings ) {
		const { count, ...table } = await listTable( setting, listing );
		tables.set( listing.id, {
			...table,
			othersCount: count - table.rows.length,
		} );
	}
	return { tables, different };
}

/** The chart and what it says in words, the table behind it and the others. */
async function drawnBody(
	setting: Setting,
	figures: readonly Figure[],
	tables: Tables
) {
	const { chart } = setting.declaration;
	if ( 'breakdown' in chart ) {
		const behind = requireTable( tables, chart.breakdown );
		return {
			chart: barsOf( chart.title[ setting.language ], behind ),
			summary: summaryOf( setting, figures[ 0 ], [] ),
			tables: [
				behind,
				...[ ...tables.values() ].filter( ( one ) => one !== behind ),
			],
		};
	}
	const points = await pointsOf( setting, chart );
	const values = points.map( ( { value } ) => value );
	const whole = {
		value: sumOf( values ),
		previous:
			setting.period.previous &&
			sumOf( points.map( ( { previous } ) => previous ) ),
		format: chart.format ?? 'count',
	};
	return {
		chart: chartOf( setting, chart, points ),
		summary: summaryOf( setting, whole, values ),
		tables: [
			await tableBehind( setting, chart, points ),
			...tables.values(),
		],
	};
}

function requireTable( tables: Tables, id: Breakdown[ 'id' ] ): Table {
	const table = tables.get( id );
	if ( table === undefined ) {
		throw new Error( `There is no breakdown ${ id } to be drawn.` );
	}
	return table;
}

function summaryOf(
	setting: Setting,
	about: Pick< Figure, 'value' | 'previous' | 'format' > | undefined,
	values: ReadonlyArray< number | null >
): string {
	const { chart, figures } = setting.declaration;
	return summarize( {
		...setting,
		isNow: 'breakdown' in chart && figures[ 0 ]?.measure.kind === 'now',
		currency: about?.format === 'money' ? setting.currency : null,
		values,
		value: about?.value ?? 0,
		previous: about?.previous ?? null,
	} );
}
