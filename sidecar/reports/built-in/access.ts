import type { Condition } from '../../store/facts/dataset';
import type { Addend, ReportDeclaration } from '../declaration';
import type { Words } from '../words';

const is = ( kind: string ): Condition => ( { field: 'kind', is: [ kind ] } );

const openings: Addend = { total: 'facts', where: [ is( 'report-opened' ) ] };
const exports: Addend = { total: 'facts', where: [ is( 'report-exported' ) ] };
const refusals: Addend = { total: 'facts', where: [ is( 'refused' ) ] };
const replays: Addend = { total: 'facts', where: [ is( 'replayed' ) ] };
const signIns: Addend = { total: 'facts', where: [ is( 'signed-in' ) ] };

const openedLabel: Words = { en: 'Reports opened', ko: '열람한 리포트' };
const exportedLabel: Words = { en: 'Exports', ko: '내보내기' };
const readersLabel: Words = { en: 'Readers', ko: '열람한 사용자' };
const signInsLabel: Words = { en: 'Sessions started', ko: '시작된 세션' };
const refusedLabel: Words = { en: 'Refusals', ko: '거부된 요청' };
const replayedLabel: Words = { en: 'Tokens used twice', ko: '토큰 중복 사용' };
const userLabel: Words = { en: 'User', ko: '사용자' };
const reportLabel: Words = { en: 'Report', ko: '리포트' };
const deviceLabel: Words = { en: 'Device', ko: '기기' };
const reasonLabel: Words = { en: 'Reason', ko: '사유' };

const reasons: Readonly< Record< string, Words > > = {
	permission_missing: { en: 'No permission', ko: '권한 없음' },
	csrf_missing: { en: 'CSRF value missing', ko: 'CSRF 값 없음' },
	csrf_wrong: { en: 'CSRF value wrong', ko: 'CSRF 값 불일치' },
	origin_refused: { en: 'From a strange page', ko: '허용되지 않은 페이지' },
	session_missing: { en: 'No session', ko: '세션 없음' },
	session_expired: { en: 'Session over', ko: '만료된 세션' },
	session_ended: { en: 'Session ended', ko: '종료된 세션' },
	session_revoked: {
		en: 'Ended by an administrator',
		ko: '관리자가 종료한 세션',
	},
	session_signed_out: { en: 'Signed out', ko: '로그아웃한 세션' },
	session_replayed: {
		en: 'Closed: token used twice',
		ko: '토큰 중복 사용으로 종료된 세션',
	},
	cookie_duplicated: { en: 'Cookie sent twice', ko: '중복된 쿠키' },
};

export const access: ReportDeclaration = {
	id: 'access',
	grant: 'manage',
	title: { en: 'Access', ko: '접근 기록' },
	description: {
		en: 'Who opened which report, and what was refused.',
		ko: '누가 어떤 리포트를 열람했고 무엇이 거부되었는지 보여 줍니다.',
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
		{
			id: 'opened',
			label: openedLabel,
			measure: { kind: 'sum', ...openings },
			format: 'count',
			better: 'more',
		},
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
		{
			id: 'exported',
			label: exportedLabel,
			measure: { kind: 'sum', ...exports },
			format: 'count',
			better: null,
		},
		{
			id: 'sign-ins',
			label: signInsLabel,
			measure: { kind: 'sum', ...signIns },
			format: 'count',
			better: null,
		},
		{
			id: 'refused',
			label: refusedLabel,
			measure: { kind: 'sum', ...refusals },
			format: 'count',
			better: 'less',
		},
		{
			id: 'replayed',
			label: replayedLabel,
			measure: { kind: 'sum', ...replays },
			format: 'count',
			better: 'less',
		},
	],
	chart: {
		kind: 'line',
		title: openedLabel,
		measure: { kind: 'sum', ...openings },
		column: openedLabel,
	},
	breakdowns: [
		{
			id: 'reports',
			title: { en: 'By report', ko: '리포트별' },
			where: [ is( 'report-opened' ) ],
			field: 'report',
			fieldLabel: reportLabel,
			labels: { kind: 'reports' },
			columns: [
				{
					id: 'opened',
					label: openedLabel,
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
			],
			top: 12,
		},
		{
			id: 'people',
			title: { en: 'By user', ko: '사용자별' },
			field: 'user',
			fieldLabel: userLabel,
			labels: { kind: 'people' },
			columns: [
				{
					id: 'opened',
					label: openedLabel,
					measure: { kind: 'sum', ...openings },
					format: 'count',
				},
				{
					id: 'exported',
					label: exportedLabel,
					measure: { kind: 'sum', ...exports },
					format: 'count',
				},
				{
					id: 'sign-ins',
					label: signInsLabel,
					measure: { kind: 'sum', ...signIns },
					format: 'count',
				},
				{
					id: 'refused',
					label: refusedLabel,
					measure: { kind: 'sum', ...refusals },
					format: 'count',
				},
				{
					id: 'replayed',
					label: replayedLabel,
					measure: { kind: 'sum', ...replays },
					format: 'count',
				},
			],
			top: 12,
		},
		{
			id: 'refusals',
			title: { en: 'Refusals by reason', ko: '사유별 거부' },
			where: [ is( 'refused' ) ],
			field: 'reason',
			fieldLabel: reasonLabel,
			labels: { kind: 'words', words: reasons },
			columns: [
				{
					id: 'refused',
					label: refusedLabel,
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
			],
			top: 12,
		},
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
					label: deviceLabel,
					field: 'device',
					format: 'text',
				},
			],
			link: { kind: 'user', field: 'user' },
		},
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
		{
			term: refusedLabel,
			text: {
				en: 'Requests of known users that were refused, once an hour for each session and reason. Requests of strangers carry no session: they are in the log of the service alone.',
				ko: '알려진 사용자의 요청 중 거부된 것을 세션과 사유별로 한 시간에 한 번 집계합니다. 세션이 없는 외부 요청은 서비스 로그에만 남습니다.',
			},
		},
		{
			term: replayedLabel,
			text: {
				en: 'An old token came back after its successor was in use. It may have been copied, so the session was closed.',
				ko: '새 토큰을 쓰기 시작한 뒤 이전 토큰이 다시 사용된 경우입니다. 복사되었을 수 있어 해당 세션을 종료했습니다.',
			},
		},
		{
			term: { en: 'Kept', ko: '보관' },
			text: {
				en: 'Activity is deleted after the days that GATEHOUSE_ACTIVITY_DAYS says; before that nothing is counted.',
				ko: '활동 기록은 GATEHOUSE_ACTIVITY_DAYS에 정한 날수가 지나면 삭제되며, 삭제된 기록은 집계되지 않습니다.',
			},
		},
	],
};
