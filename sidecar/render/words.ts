import type { Comparison, Grouping, NamedPeriod } from '../contract';
import { languageOf } from '../reports/locale';
import type { Language } from '../reports/words';

/** What the sidecar's own pages say around a report. */
export type PageWords = {
	reports: string;
	skip: string;
	backTo: ( site: string ) => string;
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
	onwardTitle: string;
	onwardText: string;
	onwardLink: string;
	cookieTitle: string;
	cookieText: string;
	cookieAdvice: string;
	cookieRetry: string;
};

const dictionaries: Readonly< Record< Language, PageWords > > = {
	en: {
		reports: 'Reports',
		skip: 'Skip to the report',
		backTo: ( site ) => `Back to ${ site }`,
		period: 'Period',
		periods: {
			'last-7-days': 'Last 7 days',
			'last-28-days': 'Last 28 days',
			'last-90-days': 'Last 90 days',
			'this-month': 'This month',
			'last-month': 'Last month',
			'this-year': 'This year',
			'last-12-months': 'Last 12 months',
		},
		choosePeriod: 'Choose a period',
		otherDates: 'Other dates',
		from: 'From',
		to: 'To',
		by: 'Group by',
		groupings: { day: 'Day', week: 'Week', month: 'Month' },
		automatic: 'Automatic',
		compare: 'Compare with',
		comparisons: {
			previous: 'Previous period',
			year: 'A year earlier',
			none: 'Nothing',
		},
		show: 'Show',
		onwardTitle: 'Opening your reports',
		onwardText: 'This takes a moment.',
		onwardLink: 'Continue',
		cookieTitle: 'The browser did not keep the session',
		cookieText:
			'You are signed in to WordPress, but the cookie of the report session did not stay in this browser.',
		cookieAdvice:
			'Allow cookies for this site, or open the page in an ordinary window, and try again.',
		cookieRetry: 'Try again',
	},
	ko: {
		reports: '리포트',
		skip: '리포트로 건너뛰기',
		backTo: ( site ) => `${ site } 사이트로 돌아가기`,
		period: '기간',
		periods: {
			'last-7-days': '최근 7일',
			'last-28-days': '최근 28일',
			'last-90-days': '최근 90일',
			'this-month': '이번 달',
			'last-month': '지난달',
			'this-year': '올해',
			'last-12-months': '최근 12개월',
		},
		choosePeriod: '기간 선택',
		otherDates: '날짜 직접 선택',
		from: '시작일',
		to: '종료일',
		by: '집계 단위',
		groupings: { day: '일', week: '주', month: '월' },
		automatic: '자동',
		compare: '비교 대상',
		comparisons: {
			previous: '직전 기간',
			year: '전년 같은 기간',
			none: '비교 안 함',
		},
		show: '보기',
		onwardTitle: '리포트를 여는 중입니다',
		onwardText: '잠시만 기다려 주십시오.',
		onwardLink: '계속하기',
		cookieTitle: '브라우저에 세션이 저장되지 않았습니다',
		cookieText:
			'워드프레스에는 로그인되어 있지만, 리포트 세션의 쿠키가 이 브라우저에 남아 있지 않습니다.',
		cookieAdvice:
			'이 사이트의 쿠키를 허용하거나 일반 창에서 페이지를 연 다음 다시 시도해 주십시오.',
		cookieRetry: '다시 시도',
	},
};

export function pageWords( locale: string ): PageWords {
	return dictionaries[ languageOf( locale ) ];
}
