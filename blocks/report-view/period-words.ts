import type {
	Comparison,
	Grouping,
	NamedPeriod,
} from '../../sidecar/contract/report-query';
import type { Language } from '../language';
import { languageOf } from '../language';

/** What the form says that chooses a report's period, on every surface. */
export type PeriodWords = {
	period: string;
	periods: Readonly< Record< NamedPeriod, string > >;
	choosePeriod: string;
	otherDates: string;
	from: string;
	to: string;
	by: string;
	groupings: Readonly< Record< Grouping, string > >;
	automatic: string;
	compare: string;
	comparisons: Readonly< Record< Comparison, string > >;
	show: string;
};

const dictionaries: Record< Language, PeriodWords > = {
	en: {
		period: 'Period',
		periods: {
			today: 'Today',
			'last-7-days': 'Last 7 days',
			'last-28-days': 'Last 28 days',
			'last-90-days': 'Last 90 days',
			'this-month': 'This month',
			'last-month': 'Last month',
			'this-quarter': 'This quarter',
			'last-quarter': 'Last quarter',
			'this-year': 'This year',
			'last-year': 'Last year',
			'last-12-months': 'Last 12 months',
		},
		choosePeriod: 'Choose a period',
		otherDates: 'Other dates',
		from: 'From',
		to: 'To',
		by: 'Group by',
		groupings: {
			day: 'Day',
			week: 'Week',
			month: 'Month',
			quarter: 'Quarter',
		},
		automatic: 'Automatic',
		compare: 'Compare with',
		comparisons: {
			previous: 'Previous period',
			year: 'A year earlier',
			none: 'Nothing',
		},
		show: 'Show',
	},
	ko: {
		period: '기간',
		periods: {
			today: '오늘',
			'last-7-days': '최근 7일',
			'last-28-days': '최근 28일',
			'last-90-days': '최근 90일',
			'this-month': '이번 달',
			'last-month': '지난달',
			'this-quarter': '이번 분기',
			'last-quarter': '지난 분기',
			'this-year': '올해',
			'last-year': '작년',
			'last-12-months': '최근 12개월',
		},
		choosePeriod: '기간 선택',
		otherDates: '날짜 직접 선택',
		from: '시작일',
		to: '종료일',
		by: '집계 단위',
		groupings: { day: '일', week: '주', month: '월', quarter: '분기' },
		automatic: '자동',
		compare: '비교 대상',
		comparisons: {
			previous: '직전 기간',
			year: '전년 같은 기간',
			none: '비교 안 함',
		},
		show: '보기',
	},
};

export function periodWords( locale: string ): PeriodWords {
	return dictionaries[ languageOf( locale ) ];
}
