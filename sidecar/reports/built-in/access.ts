import type { Condition } from '../../store/facts/dataset';
import type { ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import { narrowed, sumColumn } from './columns';
import {
	reasonLabel,
	reasons,
	refusalsByReason,
	refusedColumn,
	refusedDefinition,
} from './refusals';
import {
	botsColumn,
	strangerDefinitions,
	strangersByKind,
	strangersColumn,
	strangersShown,
} from './strangers';

const is = ( kind: string ): Condition => ( { field: 'kind', is: [ kind ] } );

const openedLabel: Words = { en: 'Reports opened', ko: '열람한 리포트' };
const exportedLabel: Words = { en: 'Exports', ko: '내보내기' };
const readersLabel: Words = { en: 'Readers', ko: '열람한 사용자' };
const signInsLabel: Words = { en: 'Sessions started', ko: '시작된 세션' };
const replayedLabel: Words = { en: 'Tokens used twice', ko: '토큰 중복 사용' };
const userLabel: Words = { en: 'User', ko: '사용자' };
const reportLabel: Words = { en: 'Report', ko: '리포트' };

const linesColumn = ( id: string, label: Words ) =>
	sumColumn( id, label, 'facts' );

/** How many lines there are of one kind. */
const column = ( id: string, label: Words, kind: string ) =>
	narrowed( linesColumn( id, label ), is( kind ) );

const openedColumn = column( 'opened', openedLabel, 'report-opened' );
const exportedColumn = column( 'exported', exportedLabel, 'report-exported' );
const signInsColumn = column( 'sign-ins', signInsLabel, 'signed-in' );
const replayedColumn = column( 'replayed', replayedLabel, 'replayed' );

export const access: ReportDeclaration = {
	id: 'access',
	grant: 'manage',
	title: { en: 'Access', ko: '접근 기록' },
	description: {
		en: 'Who opened which report, what was refused, and what bots tried.',
		ko: '누가 어떤 리포트를 열람했고 무엇이 거부되었으며 봇이 무엇을 시도했는지 보여 줍니다.',
	},
	dataset: 'activity',
	where: [],
	filters: [
		{
			id: 'user',
			label: userLabel,
			field: 'user',
			labels: { kind: 'people' },
		},
	],
	figures: [
		{ ...openedColumn, better: 'more' },
		{
			id: 'readers',
			label: readersLabel,
			measure: {
				kind: 'distinct',
				field: 'user',
				where: [ is( 'report-opened' ) ],
			},
			format: 'count',
			better: 'more',
		},
		{ ...exportedColumn, better: null },
		{ ...signInsColumn, better: null },
		{ ...refusedColumn, better: 'less' },
		{ ...replayedColumn, better: 'less' },
		{ ...strangersColumn, better: 'less' },
		{ ...botsColumn, better: null },
	],
	chart: {
		kind: 'line',
		title: openedLabel,
		measure: openedColumn.measure,
		column: openedLabel,
		beside: [ refusedColumn, strangersColumn, botsColumn ],
	},
	breakdowns: [
		{
			id: 'reports',
			title: { en: 'By report', ko: '리포트별' },
			where: [ is( 'report-opened' ) ],
			field: 'report',
			fieldLabel: reportLabel,
			labels: { kind: 'reports' },
			columns: [ linesColumn( 'opened', openedLabel ) ],
			top: 12,
		},
		{
			id: 'people',
			title: { en: 'By user', ko: '사용자별' },
			field: 'user',
			fieldLabel: userLabel,
			labels: { kind: 'people' },
			columns: [
				openedColumn,
				exportedColumn,
				signInsColumn,
				refusedColumn,
				replayedColumn,
			],
			top: 12,
		},
		refusalsByReason,
		strangersByKind,
	],
	facts: {
		activity: {
			columns: [
				{
					id: 'at',
					label: { en: 'Date', ko: '날짜' },
					field: 'at',
					format: 'moment',
				},
				{
					id: 'user',
					label: userLabel,
					field: 'user',
					format: 'text',
					labels: { kind: 'people' },
				},
				{
					id: 'report',
					label: reportLabel,
					field: 'report',
					format: 'text',
					labels: { kind: 'reports' },
				},
				{
					id: 'reason',
					label: reasonLabel,
					field: 'reason',
					format: 'text',
					labels: { kind: 'words', words: reasons },
				},
				{
					id: 'device',
					label: { en: 'Device', ko: '기기' },
					field: 'device',
					format: 'text',
				},
			],
			link: { kind: 'user', field: 'user' },
		},
		strangers: strangersShown,
	},
	counted: {
		en: {
			none: 'No reports were opened',
			one: '{n} report was opened',
			other: '{n} reports were opened',
		},
		ko: {
			none: '열람한 리포트가 없습니다',
			other: '리포트 열람은 모두 {n}회',
			unit: '회',
		},
	},
	source: { en: 'lines of activity counted', ko: '집계한 활동 기록' },
	emptyAdvice: {
		en: 'Choose a longer period. Who may open reports is set under Settings → Gatehouse.',
		ko: '더 긴 기간을 선택해 보세요. 리포트를 볼 수 있는 사용자는 설정 → Gatehouse에서 정합니다.',
	},
	definitions: [
		{
			term: openedLabel,
			text: {
				en: 'A report that somebody opens counts once an hour in each session, however often it is looked at.',
				ko: '한 세션에서 같은 리포트는 여러 번 보아도 한 시간에 한 번만 집계합니다.',
			},
		},
		{
			term: exportedLabel,
			text: {
				en: 'Files of reports that were handed out, as CSV or PDF.',
				ko: '리포트를 CSV나 PDF 파일로 내려받은 횟수입니다.',
			},
		},
		{
			term: signInsLabel,
			text: {
				en: 'Browsers that were signed in to the reports. They follow WordPress: one who stays signed in there does not start another.',
				ko: '리포트에 로그인된 브라우저의 수입니다. 워드프레스 로그인을 따르므로 로그인을 유지하면 새로 시작되지 않습니다.',
			},
		},
		refusedDefinition,
		{
			term: replayedLabel,
			text: {
				en: 'An old token came back after its successor was in use. It may have been copied, so the session was closed.',
				ko: '새 토큰을 쓰기 시작한 뒤 이전 토큰이 다시 사용된 경우입니다. 복사되었을 수 있어 해당 세션을 종료했습니다.',
			},
		},
		...strangerDefinitions,
		{
			term: { en: 'Kept', ko: '보관' },
			text: {
				en: 'Activity is deleted after the days that GATEHOUSE_ACTIVITY_DAYS says; before that nothing is counted.',
				ko: '활동 기록은 GATEHOUSE_ACTIVITY_DAYS에 정한 날수가 지나면 삭제되며, 삭제된 기록은 집계되지 않습니다.',
			},
		},
	],
};
