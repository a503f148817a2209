import type { Condition } from '../../store/facts/dataset';
import type { Breakdown, ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import { narrowed, sumColumn } from './columns';

const refusedLabel: Words = { en: 'Refusals', ko: '거부된 요청' };
export const reasonLabel: Words = { en: 'Reason', ko: '사유' };

export const reasons: Readonly< Record< string, Words > > = {
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
	too_many_requests: { en: 'Over the limit', ko: '요청 한도 초과' },
	cookie_duplicated: { en: 'Cookie sent twice', ko: '중복된 쿠키' },
};

const isRefused: Condition = { field: 'kind', is: [ 'refused' ] };
const linesColumn = sumColumn( 'refused', refusedLabel, 'facts' );

/** Of people whose session is known. */
export const refusedColumn = narrowed( linesColumn, isRefused );

export const refusalsByReason: Breakdown = {
	id: 'refusals',
	title: { en: 'Refusals by reason', ko: '사유별 거부' },
	where: [ isRefused ],
	field: 'reason',
	fieldLabel: reasonLabel,
	labels: { kind: 'words', words: reasons },
	columns: [ linesColumn ],
	top: 12,
};

export const refusedDefinition: ReportDeclaration[ 'definitions' ][ number ] = {
	term: refusedLabel,
	text: {
		en: 'Requests of known users that were refused, once an hour for each session and reason.',
		ko: '알려진 사용자의 요청 중 거부된 것을 세션과 사유별로 한 시간에 한 번 집계합니다.',
	},
};
