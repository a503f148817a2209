import type {
	Point,
	ReportDocument,
} from '../../../sidecar/contract/report-document';

const values = [
	1, 2, 0, 1, 3, 1, 0, 2, 5, 1, 2, 0, 1, 2, 1, 3, 0, 2, 1, 1, 2, 0, 3, 1, 2,
	1, 2, 2,
];

function day( index: number, locale: string ): string {
	return new Intl.DateTimeFormat( locale, {
		day: 'numeric',
		month: 'short',
		timeZone: 'UTC',
	} ).format( Date.UTC( 2026, 9, 26 + index ) );
}

function points( locale: string ): Point[] {
	return values.map( ( value, index ) => ( {
		key: new Date( Date.UTC( 2026, 9, 26 + index ) )
			.toISOString()
			.slice( 0, 10 ),
		label: day( index, locale ),
		value,
		previous: values[ ( index + 3 ) % 28 ] ?? 0,
		previousLabel: day( index - 28, locale ),
	} ) );
}

/** A report as the sidecar answers it, with what a test wants different. */
export function publishing(
	different: Partial< ReportDocument > = {}
): ReportDocument {
	const locale = different.locale ?? 'en';
	return {
		id: 'publishing',
		title: 'Publishing',
		description: 'What was published, when and by whom.',
		site: {
			name: 'Harbour Notes',
			home: 'http://localhost:8080',
			timezone: 'Asia/Seoul',
		},
		locale,
		asOf: '2026-11-22T05:22:00Z',
		source: { count: 1284, label: 'posts counted' },
		state: 'ready',
		skipped: 0,
		period: {
			from: '2026-10-26',
			to: '2026-11-22',
			label: '26 Oct – 22 Nov',
			name: 'last-28-days',
		},
		previous: {
			from: '2026-09-28',
			to: '2026-10-25',
			label: '28 Sep – 25 Oct',
		},
		by: 'day',
		figures: [
			{
				id: 'published',
				label: 'Published',
				value: 42,
				previous: 37,
				format: 'count',
				better: 'more',
			},
			{
				id: 'authors',
				label: 'Authors',
				value: 6,
				previous: 6,
				format: 'count',
				better: null,
			},
			{
				id: 'words',
				label: 'Words a post',
				value: 812,
				previous: 855,
				format: 'decimal',
				better: 'more',
			},
			{
				id: 'comments',
				label: 'Comments a post',
				value: 3.4,
				previous: 2.8,
				format: 'decimal',
				better: 'more',
			},
		],
		lastAgreed: null,
		currency: null,
		otherCurrencies: [],
		filters: [],
		summary:
			'42 posts, 14 % more than the 28 days before. Most on Tue 3 Nov (5).',
		chart: {
			kind: 'line',
			title: 'Posts published, by day',
			format: 'count',
			points: points( locale ),
		},
		tables: [
			{
				id: 'days',
				title: 'Posts published, by day',
				columns: [
					{ id: 'day', label: 'Day', kind: 'text' },
					{ id: 'value', label: 'Published', kind: 'count' },
					{ id: 'previous', label: 'Before', kind: 'count' },
				],
				rows: points( locale ).map( ( { label, value, previous } ) => [
					label,
					value,
					previous,
				] ),
				keys: points( locale ).map( ( { key } ) => key ),
				othersCount: 0,
			},
			{
				id: 'authors',
				title: 'By author',
				columns: [
					{ id: 'author', label: 'Author', kind: 'text' },
					{ id: 'value', label: 'Published', kind: 'count' },
					{ id: 'share', label: 'Share', kind: 'percent' },
				],
				rows: [
					[ { person: 2 }, 18, 0.43 ],
					[ { person: 3 }, 14, 0.333 ],
					[ { person: 9 }, 6, 0.143 ],
					[ 'Others', 4, 0.095 ],
				],
				keys: [ 2, 3, 9, null ],
				othersCount: 3,
			},
		],
		definitions: [
			{
				term: 'Published',
				text: 'Posts with the status published, by their first day of publication.',
			},
			{
				term: 'Words a post',
				text: 'Words of the text without markup, divided by the posts published.',
			},
		],
		people: { 2: 'Jin Park', 3: 'Ana Weber' },
		...different,
	};
}
