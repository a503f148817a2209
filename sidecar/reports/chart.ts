import type { Chart, Column, Point, Table } from '../contract/report-document';
import { formatDay } from '../store/facts/days';
import { countBuckets } from './counted';
import { type Days, hasDays } from './period';
import type { Setting } from './setting';

/** One for each bucket of the period. */
export async function pointsOf( {
	declaration,
	subject,
	period,
	dates,
}: Setting ): Promise< Point[] > {
	const { buckets, by, today } = period;
	const { measure } = declaration.chart;
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

export function chartOf( setting: Setting, points: Point[] ): Chart {
	return {
		kind: setting.declaration.chart.kind,
		title: titleOf( setting ),
		format: 'count',
		points,
	};
}

/** The newest first, as people read a list of days. */
export function tableBehind(
	setting: Setting,
	points: readonly Point[]
): Table {
	const { declaration, period, words, language } = setting;
	const isCompared = period.previous !== null;
	const column = ( id: string, label: string ): Column => ( {
		id,
		label,
		kind: 'count',
	} );
	return {
		id: 'chart',
		title: titleOf( setting ),
		columns: [
			{ id: 'bucket', label: words.bucket[ period.by ], kind: 'text' },
			column( 'value', declaration.chart.column[ language ] ),
			...( isCompared
				? [
						column( 'previous', words.before ),
						column( 'change', words.change ),
					]
				: [] ),
		],
		rows: points
			.toReversed()
			.map( ( { label, value, previous } ) => [
				label,
				value,
				...( isCompared
					? [ previous, changeOf( value, previous ) ]
					: [] ),
			] ),
		keys: points.toReversed().map( ( { key } ) => key ),
		othersCount: 0,
	};
}

function titleOf( { declaration, period, words, language }: Setting ): string {
	return words.chartTitle( declaration.chart.title[ language ], period.by );
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
