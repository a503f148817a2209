import type { Comparison, Grouping, NamedPeriod } from '../../sidecar/contract';
import type { Language } from '../language';
import { languageOf } from '../language';

export type ScreenWords = {
	title: string;
	catalogue: string;
	period: string;
	custom: string;
	from: string;
	to: string;
	show: string;
	grouping: string;
	automatically: string;
	comparison: string;
	periods: Record< NamedPeriod, string >;
	groupings: Record< Grouping, string >;
	comparisons: Record< Comparison, string >;
	noReports: string;
	noReportsAdvice: string;
	notReady: string;
	arrived: ( report: string, period: string ) => string;
};

const dictionaries: Record< Language, ScreenWords > = {
	en: {
		title: 'Reports',
		catalogue: 'All reports',
		period: 'Period',
		custom: 'Other dates',
		from: 'From',
		to: 'to',
		show: 'Show',
		grouping: 'Grouped',
		automatically: 'Automatic',
		comparison: 'Compared with',
		periods: {
			'last-7-days': 'Last 7 days',
			'last-28-days': 'Last 28 days',
			'last-90-days': 'Last 90 days',
			'this-month': 'This month',
			'last-month': 'Last month',
			'this-year': 'This year',
			'last-12-months': 'Last 12 months',
		},
		groupings: { day: 'By day', week: 'By week', month: 'By month' },
		comparisons: {
			previous: 'vs previous period',
			year: 'vs a year earlier',
			none: 'No comparison',
		},
		noReports: 'There are no reports that your account may see.',
		noReportsAdvice:
			'An administrator can give it the permission to view reports.',
		notReady:
			'This page could not be prepared. Sign in to WordPress again, then open it once more.',
		arrived: ( report, period ) => `${ report }, ${ period }`,
	},
	ko: {
		title: '리포트',
		catalogue: '전체 리포트',
		period: '기간',
		custom: '날짜 직접 선택',
		from: '시작일',
		to: '종료일',
		show: '보기',
		grouping: '묶음 단위',
		automatically: '자동',
		comparison: '비교 대상',
		periods: {
			'last-7-days': '최근 7일',
			'last-28-days': '최근 28일',
			'last-90-days': '최근 90일',
			'this-month': '이번 달',
			'last-month': '지난달',
			'this-year': '올해',
			'last-12-months': '최근 12개월',
		},
		groupings: { day: '일별', week: '주별', month: '월별' },
		comparisons: {
			previous: '이전 기간과 비교',
			year: '전년 같은 기간과 비교',
			none: '비교 안 함',
		},
		noReports: '이 계정으로 볼 수 있는 리포트가 없습니다.',
		noReportsAdvice: '관리자에게 리포트 보기 권한을 요청해 주십시오.',
		notReady:
			'페이지를 준비하지 못했습니다. 워드프레스에 다시 로그인한 뒤 열어 주십시오.',
		arrived: ( report, period ) => `${ report }, ${ period }`,
	},
};

export function screenWords( locale: string ): ScreenWords {
	return dictionaries[ languageOf( locale ) ];
}
