import type { Comparison, Grouping } from '../contract/report-query';
import { ro } from './korean';

/** The languages that every text here has. */
export const languages = [ 'en', 'ko' ] as const;
export type Language = ( typeof languages )[ number ];

export type Words = Readonly< Record< Language, string > >;

/**
 * With `{n}` where the number goes; `one` where the language has it, `none` for no number. Korean
 * counts with a word of its own for people, orders and so on; without `unit` it is 개.
 */
export type CountWords = {
	en: { none: string; one: string; other: string };
	ko: { none: string; other: string; unit?: string };
};

/** What a summary is about: money is more or less, not many or few. */
export type Summed = 'things' | 'money';

/** What the engine itself says, around the words of a declaration. Numbers and days arrive written. */
export type EngineWords = {
	bucket: Readonly< Record< Grouping, string > >;
	/** The title of what is counted, by day. */
	chartTitle: ( title: string, by: Grouping ) => string;
	before: string;
	change: string;
	/** In place of a period, where facts have no day. */
	now: string;
	others: string;
	unknown: string;
	/** What a period of so many days is compared with. */
	compared: (
		compare: Exclude< Comparison, 'none' >,
		days: number
	) => string;
	nothing: ( none: string ) => string;
	nothingNow: ( none: string ) => string;
	/** The four after it say what changed; `unit` is what the number in `counted` is read with. */
	sentence: ( counted: string, change: string, unit: string ) => string;
	moreBy: ( amount: string, compared: string ) => string;
	lessBy: ( amount: string, compared: string, what: Summed ) => string;
	asMany: ( compared: string, what: Summed ) => string;
	noneBefore: ( compared: string ) => string;
	most: ( by: Grouping, bucket: string, value: string ) => string;
	todayOpen: string;
	daysTerm: string;
	days: ( timezone: string ) => string;
	todayTerm: string;
	today: ( day: string ) => string;
	comparisonTerm: string;
	comparison: ( compared: string, label: string ) => string;
	weeksTerm: string;
	weeks: ( weekday: string ) => string;
	moneyTerm: string;
	/** The others are written, "USD and GBP"; null: there are none. */
	money: ( currency: string, others: string | null ) => string;
	filling: string;
	/** What to do where what was chosen leaves nothing. */
	emptyChosen: string;
	/** Beside the title, when only the reader's own content is in the report. */
	own: string;
	ownTerm: string;
	ownOnly: string;
};

const english: EngineWords = {
	bucket: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter' },
	chartTitle: ( title, by ) => `${ title }, by ${ by }`,
	before: 'Before',
	change: 'Change',
	now: 'Now',
	others: 'Others',
	unknown: 'Unknown',
	compared: ( compare, days ) => {
		if ( compare === 'year' ) {
			return 'a year earlier';
		}
		return days === 1 ? 'the day before' : `the ${ days } days before`;
	},
	nothing: ( none ) => `${ none } in this period.`,
	nothingNow: ( none ) => `${ none } now.`,
	sentence: ( counted, change ) =>
		change === '' ? `${ counted }.` : `${ counted }, ${ change }.`,
	moreBy: ( amount, compared ) => `${ amount } more than ${ compared }`,
	lessBy: ( amount, compared, what ) =>
		`${ amount } ${ what === 'money' ? 'less' : 'fewer' } than ${ compared }`,
	asMany: ( compared, what ) =>
		`as ${ what === 'money' ? 'much' : 'many' } as ${ compared }`,
	noneBefore: ( compared ) =>
		`after none ${ compared.includes( 'days' ) ? 'in ' : '' }${ compared }`,
	most: ( by, bucket, value ) =>
		`Most ${ mostIn[ by ] } ${ bucket } (${ value }).`,
	todayOpen: 'Today is not over yet.',
	daysTerm: 'Days',
	days: ( timezone ) =>
		`From midnight to midnight in the site’s timezone (${ timezone }).`,
	todayTerm: 'Today',
	today: ( day ) =>
		`${ day } is not over: its numbers can still grow, and it is compared with a whole day.`,
	comparisonTerm: 'Before',
	comparison: ( compared, label ) =>
		`Compared with ${ compared }: ${ label }.`,
	weeksTerm: 'Weeks',
	weeks: ( weekday ) =>
		`Weeks begin on ${ weekday }. The first and the last are cut off where the period is.`,
	moneyTerm: 'Money',
	money: ( currency, others ) =>
		others === null
			? `All amounts are in ${ currency }.`
			: `Only what was paid in ${ currency }. ${ others } are shown by themselves: currencies are never added up.`,
	filling: 'The first copy of the site’s facts is on its way.',
	emptyChosen:
		'Clear the filters, choose a longer period, or another currency where there are several.',
	own: 'Only your own content',
	ownTerm: 'Your own content',
	ownOnly:
		'Every number here is about content of your own: posts that you are the author of, and the comments on them.',
};

const mostIn: Record< Grouping, string > = {
	day: 'on',
	week: 'in the week',
	month: 'in',
	quarter: 'in',
};

const eachIn: Record< Grouping, string > = {
	day: '일별',
	week: '주별',
	month: '월별',
	quarter: '분기별',
};

const korean: EngineWords = {
	bucket: { day: '날짜', week: '주', month: '월', quarter: '분기' },
	chartTitle: ( title, by ) => `${ eachIn[ by ] } ${ title }`,
	before: '이전',
	change: '증감',
	now: '현재',
	others: '기타',
	unknown: '알 수 없음',
	compared: ( compare, days ) => {
		if ( compare === 'year' ) {
			return '전년 같은 기간';
		}
		return days === 1 ? '전날' : `직전 ${ days }일`;
	},
	nothing: ( none ) => `이 기간에는 ${ none }.`,
	nothingNow: ( none ) => `지금은 ${ none }.`,
	sentence: ( counted, change, unit ) =>
		change === ''
			? `${ counted }입니다.`
			: `${ counted }${ ro( unit ) }, ${ change }.`,
	moreBy: ( amount, compared ) => `${ compared }보다 ${ amount } 늘었습니다`,
	lessBy: ( amount, compared ) => `${ compared }보다 ${ amount } 줄었습니다`,
	asMany: ( compared ) => `${ compared }과 같습니다`,
	noneBefore: ( compared ) => `${ compared }에는 없었습니다`,
	most: ( _by, bucket, value ) =>
		`${ bucket }에 가장 많았습니다(${ value }).`,
	todayOpen: '오늘은 아직 집계 중입니다.',
	daysTerm: '날짜',
	days: ( timezone ) =>
		`사이트 시간대(${ timezone })의 자정부터 자정까지를 하루로 계산합니다.`,
	todayTerm: '오늘',
	today: ( day ) =>
		`${ day }은 아직 끝나지 않아 수치가 더 늘 수 있으며, 비교 대상은 온전한 하루입니다.`,
	comparisonTerm: '이전',
	comparison: ( compared, label ) =>
		`${ compared }(${ label })과 비교합니다.`,
	weeksTerm: '주',
	weeks: ( weekday ) =>
		`한 주는 ${ weekday }에 시작합니다. 처음과 마지막 주는 기간에 맞추어 잘립니다.`,
	moneyTerm: '금액',
	money: ( currency, others ) =>
		others === null
			? `모든 금액은 ${ currency } 기준입니다.`
			: `${ currency }로 결제된 금액만 집계합니다. 통화는 서로 합산하지 않으며, ${ others } 금액은 따로 볼 수 있습니다.`,
	filling: '사이트의 데이터를 처음으로 가져오고 있습니다.',
	emptyChosen:
		'필터를 지우거나 더 긴 기간을 선택해 보세요. 통화가 여럿이면 다른 통화도 선택해 볼 수 있습니다.',
	own: '내 콘텐츠만 집계',
	ownTerm: '내 콘텐츠',
	ownOnly:
		'여기의 모든 수치는 본인이 작성한 글과 그 글에 달린 댓글만을 대상으로 합니다.',
};

const engine: Readonly< Record< Language, EngineWords > > = {
	en: english,
	ko: korean,
};

export function engineWords( language: Language ): EngineWords {
	return engine[ language ];
}
