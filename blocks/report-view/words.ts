import type { Language } from '../language';
import { languageOf } from '../language';

/** What the components say around a document's own words. Numbers and times arrive formatted. */
export type ReportWords = {
	asOf: ( time: string ) => string;
	counted: ( count: string, label: string ) => string;
	agreed: ( time: string ) => string;
	inCurrency: ( currency: string, others: string ) => string;
	before: ( value: string ) => string;
	sameAsBefore: string;
	more: string;
	less: string;
	points: ( amount: string ) => string;
	noFigure: string;
	gap: string;
	chartHelp: string;
	behindChart: string;
	others: ( count: string ) => string;
	moreRows: ( count: string ) => string;
	nobodyKnown: string;
	definitions: string;
	empty: string;
	emptyAdvice: string;
	filling: string;
	fillingProgress: ( done: string, total: string ) => string;
	timeLeft: ( time: string ) => string;
	fillingAdvice: string;
	stale: ( time: string ) => string;
	staleAge: ( time: string, age: string ) => string;
	skipped: ( count: number, written: string ) => string;
};

const dictionaries: Record< Language, ReportWords > = {
	en: {
		asOf: ( time ) => `As of ${ time }`,
		counted: ( count, label ) => `${ count } ${ label }`,
		agreed: ( time ) => `Last agreed with the site ${ time }`,
		inCurrency: ( currency, others ) =>
			`Amounts in ${ currency } alone, without those in ${ others }`,
		before: ( value ) => `${ value } before`,
		sameAsBefore: 'same as before',
		more: 'up',
		less: 'down',
		points: ( amount ) => `${ amount } points`,
		noFigure: 'Nothing to measure',
		gap: 'no value',
		chartHelp: 'Use the arrow keys to move through the points.',
		behindChart: 'The numbers behind the chart',
		others: ( count ) => `The last row sums up ${ count } others.`,
		moreRows: ( count ) => `And ${ count } more.`,
		nobodyKnown: 'Unknown person',
		definitions: 'What is counted',
		empty: 'There is nothing to count in this period.',
		emptyAdvice: 'Choose a longer period.',
		filling: 'The first copy of the site’s facts is on its way.',
		fillingProgress: ( done, total ) => `${ done } of ${ total } received`,
		timeLeft: ( time ) => `about ${ time } left`,
		fillingAdvice: 'The report appears here when all have arrived.',
		stale: ( time ) =>
			`The site has not confirmed these figures since ${ time }.`,
		staleAge: ( time, age ) =>
			`The site has not confirmed these figures since ${ time } (${ age }).`,
		skipped: ( count, written ) =>
			count === 1
				? '1 row could not be read and is not counted.'
				: `${ written } rows could not be read and are not counted.`,
	},
	ko: {
		asOf: ( time ) => `${ time } 기준`,
		counted: ( count, label ) => `${ label } ${ count }건`,
		agreed: ( time ) => `사이트와 마지막 대조 ${ time }`,
		inCurrency: ( currency, others ) =>
			`${ currency } 금액만 집계 (${ others } 제외)`,
		before: ( value ) => `이전 ${ value }`,
		sameAsBefore: '이전과 같음',
		more: '증가',
		less: '감소',
		points: ( amount ) => `${ amount }%p`,
		noFigure: '계산할 값 없음',
		gap: '값 없음',
		chartHelp: '화살표 키로 각 지점을 살펴볼 수 있습니다.',
		behindChart: '차트의 수치 보기',
		others: ( count ) => `마지막 행은 나머지 ${ count }개를 합한 값입니다.`,
		moreRows: ( count ) => `이 밖에 ${ count }개가 더 있습니다.`,
		nobodyKnown: '알 수 없는 사용자',
		definitions: '집계 기준',
		empty: '이 기간에는 집계할 내용이 없습니다.',
		emptyAdvice: '더 긴 기간을 선택해 보세요.',
		filling: '사이트의 데이터를 처음으로 가져오고 있습니다.',
		fillingProgress: ( done, total ) => `${ total }건 중 ${ done }건 받음`,
		timeLeft: ( time ) => `약 ${ time } 남음`,
		fillingAdvice: '모두 도착하면 이곳에 리포트가 표시됩니다.',
		stale: ( time ) =>
			`${ time } 이후로 사이트와 대조하지 못한 수치입니다.`,
		staleAge: ( time, age ) =>
			`${ time }(${ age }) 이후로 사이트와 대조하지 못한 수치입니다.`,
		skipped: ( _count, written ) =>
			`읽을 수 없는 ${ written }개 행은 집계에서 제외했습니다.`,
	},
};

export function reportWords( locale: string ): ReportWords {
	return dictionaries[ languageOf( locale ) ];
}
