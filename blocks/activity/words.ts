import type {
	ActivityEntry,
	ActivityKind,
} from '../../sidecar/contract/activity';
import type { Language } from '../language';
import { languageOf } from '../language';

export type ActivityWords = {
	title: string;
	intro: ( days: string ) => string;
	introOwn: ( days: string ) => string;
	when: string;
	who: string;
	userNumber: string;
	what: string;
	report: string;
	device: string;
	network: string;
	session: string;
	from: string;
	to: string;
	anyone: string;
	anything: string;
	filter: string;
	clear: string;
	download: string;
	older: string;
	loading: string;
	empty: string;
	emptyFiltered: string;
	failed: string;
	tryAgain: string;
	shown: ( count: string ) => string;
	unknownUser: ( id: string ) => string;
	unknownDevice: string;
	kinds: Record< ActivityKind, string >;
	/** Why a session ended, or a request was refused; other codes go without. */
	reasons: Record< string, string >;
};

const dictionaries: Record< Language, ActivityWords > = {
	en: {
		title: 'Activity',
		intro: ( days ) =>
			`What people did with the reports of this site. Kept for ${ days } days; addresses are shortened to their network.`,
		introOwn: ( days ) =>
			`What you did with the reports of this site. Kept for ${ days } days; addresses are shortened to their network.`,
		when: 'When',
		who: 'Who',
		userNumber: 'User ID',
		what: 'What happened',
		report: 'Report',
		device: 'Device',
		network: 'Network',
		session: 'Session',
		from: 'From',
		to: 'To',
		anyone: 'Anyone',
		anything: 'Everything',
		filter: 'Filter',
		clear: 'Clear filters',
		download: 'Export CSV',
		older: 'Show older',
		loading: 'Loading the activity',
		empty: 'Nothing has happened yet.',
		emptyFiltered: 'Nothing matches these filters.',
		failed: 'The activity could not be loaded.',
		tryAgain: 'Try again',
		shown: ( count ) => `${ count } entries shown`,
		unknownUser: ( id ) => `User ${ id }`,
		unknownDevice: 'Unknown device',
		kinds: {
			'signed-in': 'Signed in',
			renewed: 'Session renewed',
			refused: 'Refused',
			ended: 'Session ended',
			replayed: 'Token used twice, session closed',
			'report-opened': 'Report opened',
			'report-exported': 'Report exported',
			resynced: 'Facts copied again',
			'view-shared': 'Saved view shared',
			'view-withdrawn': 'Shared view withdrawn',
		},
		reasons: {
			signed_out: 'signed out of WordPress',
			ended: 'by its owner',
			revoked: 'by an administrator',
			session_expired: 'the session had run out',
			session_revoked: 'the session had been ended',
			session_signed_out: 'signed out of WordPress',
			session_replayed: 'the session had been closed',
			session_ended: 'the session had been ended',
			permission_missing: 'permission missing',
			csrf_missing: 'proof of the page missing',
			csrf_wrong: 'proof of the page wrong',
			origin_refused: 'from a foreign page',
			too_many_requests: 'more than the limit',
			csv: 'CSV',
			pdf: 'PDF',
		},
	},
	ko: {
		title: '활동',
		intro: ( days ) =>
			`이 사이트의 리포트 사용 기록입니다. ${ days }일 동안 보관하며, 주소는 네트워크까지만 남깁니다.`,
		introOwn: ( days ) =>
			`내가 이 사이트의 리포트를 사용한 기록입니다. ${ days }일 동안 보관하며, 주소는 네트워크까지만 남깁니다.`,
		when: '시각',
		who: '사용자',
		userNumber: '사용자 번호',
		what: '활동 내용',
		report: '리포트',
		device: '기기',
		network: '네트워크',
		session: '세션',
		from: '시작일',
		to: '종료일',
		anyone: '모든 사용자',
		anything: '모든 활동',
		filter: '필터 적용',
		clear: '필터 해제',
		download: 'CSV 내보내기',
		older: '이전 활동 보기',
		loading: '활동을 불러오는 중입니다',
		empty: '아직 활동이 없습니다.',
		emptyFiltered: '조건에 맞는 활동이 없습니다.',
		failed: '활동을 불러오지 못했습니다.',
		tryAgain: '다시 시도',
		shown: ( count ) => `활동 ${ count }건 표시`,
		unknownUser: ( id ) => `사용자 ${ id }`,
		unknownDevice: '알 수 없는 기기',
		kinds: {
			'signed-in': '로그인',
			renewed: '세션 갱신',
			refused: '요청 거부',
			ended: '세션 종료',
			replayed: '토큰이 두 번 사용되어 세션 종료',
			'report-opened': '리포트 열람',
			'report-exported': '리포트 내보내기',
			resynced: '데이터 다시 복사',
			'view-shared': '저장된 보기 공유',
			'view-withdrawn': '보기 공유 해제',
		},
		reasons: {
			signed_out: '워드프레스 로그아웃',
			ended: '본인이 종료',
			revoked: '관리자가 종료',
			session_expired: '만료된 세션',
			session_revoked: '종료된 세션',
			session_signed_out: '워드프레스에서 로그아웃한 세션',
			session_replayed: '토큰이 두 번 사용되어 종료된 세션',
			session_ended: '종료된 세션',
			permission_missing: '권한 없음',
			csrf_missing: '페이지 확인 값 누락',
			csrf_wrong: '페이지 확인 값 불일치',
			origin_refused: '다른 사이트의 페이지에서 요청',
			too_many_requests: '한도를 넘은 요청',
			csv: 'CSV',
			pdf: 'PDF',
		},
	},
};

export function activityWords( locale: string ): ActivityWords {
	return dictionaries[ languageOf( locale ) ];
}

export function whatHappened(
	{ kind, reason }: ActivityEntry,
	words: ActivityWords
): string {
	const why = reason === null ? undefined : words.reasons[ reason ];
	return why === undefined
		? words.kinds[ kind ]
		: `${ words.kinds[ kind ] } (${ why })`;
}
