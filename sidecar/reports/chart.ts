import type {
	Cell,
	Chart,
	Column,
	NumberFormat,
	Point,
	Table,
} from '../contract/report-document';
import { formatDay } from '../store/facts/days';
import { countBuckets } from './counted';
import type { ChartDeclaration, TimeChart } from './declaration';
import { type Days, hasDays } from './period';
import type { Setting } from './setting';

/** One for each bucket of the period. */
export async function pointsOf(
	{ subject, period, dates }: Setting,
	{ measure }: TimeChart
): Promise< Point[] > {
	const { buckets, by, today } = period;
	const values = await countBuckets( subject, buckets, measure );
	const previous = await countBuckets(
		subject,
		buckets.flatMap( ( bucket ) => bucket.previous ?? [] ),
		measure
	);
	// What has not happened yet, or a day that the other year lacks, is a gap.
	const known = ( days: Days, value: number | undefined ) =>
		days.from > today || ! hasDays( days ) ? null : ( value ?? 0 );
	return buckets.map( ( bucket, at ) => ( {
		key: formatDay( bucket.from ),
		label: dates.bucket( bucket, by, today ),
		value: known( bucket, values[ at ] ),
		previous: bucket.previous && known( bucket.previous, previous[ at ] ),
		previousLabel:
			bucket.previous && hasDays( bucket.previous )
				? dates.bucket( bucket.previous, by, today )
				: null,
	} ) );
}

export function chartOf(
	setting: Setting,
	chart: TimeChart,
	points: Point[]
): Chart {
	return {
		kind: chart.kind,
		title: titleOf( setting, chart ),
		format: chart.format ?? 'count',
		points,
	};
}

/** A bar for each row of a table, by its first number. */
export function barsOf( title: string, table: Table ): Chart {
	const format = table.columns[ 1 ]?.kind ?? 'count';
	return {
		kind: 'bar',
		title,
		format: format === 'text' ? 'count' : format,
		points: table.rows.map( ( [ label = '', value ], at ) => ( {
			key: String( table.keys[ at ] ?? '' ),
			label: plain( label ),
			value: typeof value === 'number' ? value : null,
			previous: null,
			previousLabel: null,
		} ) ),
	};
}

function plain( label: Cell ): string {
	return label === null || typeof label === 'object' ? '' : String( label );
}

/** The newest first, as people read a list of days. */
export async function tableBehind(
	setting: Setting,
	chart: TimeChart,
	points: readonly Point[]
): Promise< Table > {
	const { period, words, language } = setting;
	const { beside = [] } = chart;
	const sums: number[][] = [];
	for ( const { measure } of beside ) {
		sums.push(
			await countBuckets( setting.subject, period.buckets, measure )
		);
	}
	const isCompared = period.previous !== null;
	const kind: NumberFormat = chart.format ?? 'count';
	const column = ( id: string, label: string ): Column => ( {
		id,
		label,
		kind,
	} );
	return {
		id: 'chart',
		title: titleOf( setting, chart ),
		columns: [
			{ id: 'bucket', label: words.bucket[ period.by ], kind: 'text' },
			column( 'value', chart.column[ language ] ),
			...( isCompared
				? [
						column( 'previous', words.before ),
						column( 'change', words.change ),
					]
				: [] ),
			...beside.map( ( { id, label, format } ) => ( {
				id,
				label: label[ language ],
				kind: format,
			} ) ),
		],
		rows: points
			.map( ( { label, value, previous }, at ) => [
				label,
				value,
				...( isCompared
					? [ previous, changeOf( value, previous ) ]
					: [] ),
				// What has not happened yet is a gap here too.
				...sums.map( ( sum ) =>
					value === null ? null : ( sum[ at ] ?? 0 )
				),
			] )
			.toReversed(),
		keys: points.toReversed().map( ( { key } ) => key ),
		othersCount: 0,
	};
}

function titleOf(
	{ period, words, language }: Setting,
	{ title }: ChartDeclaration
): string {
	return words.chartTitle( title[ language ], period.by );
}

function changeOf(
	value: number | null,
	previous: number | null
): number | null {
	return value === null || previous === null ? null : value - previous;
}

export function sumOf( values: ReadonlyArray< number | null > ): number {
	return values.reduce< number >( ( sum, value ) => sum + ( value ?? 0 ), 0 );
}
