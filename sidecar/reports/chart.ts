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

export function chartOf(
	{ declaration: { chart }, period, language }: Setting,
	points: Point[]
): Chart {
	return {
		kind: chart.kind,
		title: chart.title[ period.by ][ language ],
		format: 'count',
		points,
	};
}

/** The newest first, as people read a list of days. */
export function tableBehind(
	{ declaration: { chart }, period, words, language }: Setting,
	points: readonly Point[]
): Table {
	const isCompared = period.previous !== null;
	const column = ( id: string, label: string ): Column => ( {
		id,
		label,
		kind: 'count',
	} );
	return {
		id: 'chart',
		title: chart.title[ period.by ][ language ],
		columns: [
			{ id: 'bucket', label: words.bucket[ period.by ], kind: 'text' },
			column( 'value', chart.column[ language ] ),
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
		othersCount: 0,
	};
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
