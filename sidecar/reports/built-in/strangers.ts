import type { Condition } from '../../store/facts/dataset';
import type { Breakdown, FactsShown, ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import { narrowed, type SumColumn, sumColumn } from './columns';

const strangersLabel: Words = {
	en: 'Strangers refused',
	ko: '거부된 외부 요청',
};
const botsLabel: Words = { en: 'Bots refused', ko: '거부된 봇 요청' };
const askedLabel: Words = { en: 'Asked for', ko: '요청 대상' };

const isBot: Condition = { field: 'agent', is: [ 'bot' ] };
const isOther: Condition = { field: 'agent', is: [ 'other' ] };

const kinds: Readonly< Record< string, Words > > = {
	session: {
		en: 'Reports, without a session',
		ko: '세션 없이 요청한 리포트',
	},
	'hand-off': {
		en: 'A session, with a hand-off that is not valid',
		ko: '유효하지 않은 로그인 전달',
	},
	statement: {
		en: 'With a signature that is not the site’s',
		ko: '사이트의 것이 아닌 서명',
	},
	origin: {
		en: 'From a strange page',
		ko: '허용되지 않은 페이지에서 온 요청',
	},
	limit: { en: 'More than the limit', ko: '한도를 넘은 요청' },
	address: { en: 'Addresses that do not exist', ko: '존재하지 않는 주소' },
};

/** How often, each line being a day's. */
const timesColumn = ( id: string, label: Words, who: Condition ) =>
	narrowed( sumColumn( id, label, 'times' ), who );

const othersTimes = timesColumn( 'strangers', strangersLabel, isOther );
const botsTimes = timesColumn( 'bots', botsLabel, isBot );

/** Beside what is counted of other facts. */
const asFigure = ( column: SumColumn ) => ( {
	...column,
	measure: { ...column.measure, dataset: 'strangers' },
} );

/** Requests without a session that is known. */
export const strangersColumn = asFigure( othersTimes );
export const botsColumn = asFigure( botsTimes );

export const strangersByKind: Breakdown = {
	id: 'strangers',
	title: { en: 'Strangers and bots', ko: '외부 요청과 봇' },
	dataset: 'strangers',
	field: 'kind',
	fieldLabel: askedLabel,
	labels: { kind: 'words', words: kinds },
	columns: [ othersTimes, botsTimes ],
	top: 12,
};

export const strangersShown: FactsShown = {
	columns: [
		{
			id: 'day',
			label: { en: 'Date', ko: '날짜' },
			field: 'day',
			format: 'text',
			labels: { kind: 'day' },
		},
		{
			id: 'kind',
			label: askedLabel,
			field: 'kind',
			format: 'text',
			labels: { kind: 'words', words: kinds },
		},
		{
			id: 'agent',
			label: { en: 'Who', ko: '요청자' },
			field: 'agent',
			format: 'text',
			labels: {
				kind: 'words',
				words: {
					bot: { en: 'Bots', ko: '봇' },
					other: { en: 'Others', ko: '기타' },
				},
			},
		},
		{
			id: 'times',
			label: { en: 'Times', ko: '횟수' },
			field: 'times',
			format: 'count',
		},
	],
};

export const strangerDefinitions: ReportDeclaration[ 'definitions' ] = [
	{
		term: strangersLabel,
		text: {
			en: 'Requests that were refused and came without a session that is known, each one counted. Also those of your own people, when they ask before they have signed in or after their session is over. Only numbers by day are kept: no addresses, no browsers. A user chosen above does not narrow them.',
			ko: '알려진 세션 없이 들어와 거부된 요청을 모두 집계합니다. 로그인하기 전이나 세션이 끝난 뒤에 온 사용자의 요청도 포함합니다. 날짜별 횟수만 저장하며 주소와 브라우저는 저장하지 않습니다. 위에서 사용자를 선택해도 이 수치는 달라지지 않습니다.',
		},
	},
	{
		term: botsLabel,
		text: {
			en: 'The same of programs that say so: crawlers by their name, and whatever does not call itself a browser. One that claims to be a browser is counted among the strangers.',
			ko: '스스로 프로그램이라고 밝힌 요청입니다. 이름을 밝힌 크롤러와 브라우저라고 하지 않는 모든 프로그램이 해당하며, 브라우저인 척하는 프로그램은 외부 요청으로 집계합니다.',
		},
	},
];
