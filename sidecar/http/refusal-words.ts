import type { Refusal, RefusalCode } from '../errors';

/** What a person reads instead of a code, and the one way on. */
export type RefusalWords = {
	title: string;
	text: string;
	way: 'open' | 'again' | 'home' | 'reports';
	label: string;
};

type Sentences = Partial<
	Record< RefusalCode, [ title: string, text: string ] >
>;

const ways: Partial< Record< RefusalCode, RefusalWords[ 'way' ] > > = {
	session_ended: 'again',
	permission_missing: 'home',
	report_unknown: 'reports',
	path_unknown: 'reports',
	period_wrong: 'reports',
	period_incomplete: 'reports',
	period_backwards: 'reports',
	period_too_long: 'reports',
	grouping_unknown: 'reports',
	comparison_unknown: 'reports',
	language_unknown: 'reports',
	facts_filling: 'reports',
	file_too_large: 'reports',
	files_busy: 'reports',
};

const labels = {
	en: {
		open: 'Open again',
		again: 'Sign in again',
		home: 'Back to the site',
		reports: 'All reports',
	},
	ko: {
		open: '다시 열기',
		again: '다시 로그인',
		home: '사이트로 돌아가기',
		reports: '모든 리포트',
	},
} as const;

const english: Sentences = {
	handoff_refused: [
		'This link has run out',
		'It was good for a minute, and once. Open the reports again from WordPress.',
	],
	session_ended: [
		'This session was ended',
		'You or an administrator ended it, so it does not start again by itself.',
	],
	cookie_duplicated: [
		'Another site left a cookie here',
		'The browser sent the session cookie twice. The copies were removed.',
	],
	permission_missing: [
		'Your account may not see this',
		'Ask an administrator of the site for the permission to view reports.',
	],
	keys_pending: [
		'Just a moment',
		'The report service is getting to know this site. Try again in a few seconds.',
	],
	report_unknown: [
		'There is no such report',
		'It may have been renamed or removed.',
	],
	path_unknown: [ 'There is nothing here', 'The address may be mistyped.' ],
	period_wrong: [
		'This period cannot be read',
		'A day is written like 2026-01-31.',
	],
	period_incomplete: [
		'Half a period',
		'Choose both the first and the last day.',
	],
	period_backwards: [
		'The last day lies before the first',
		'Choose the days again.',
	],
	period_too_long: [
		'This period is too long',
		'A report covers ten years at most.',
	],
	facts_filling: [
		'The first copy is on its way',
		'A file made now would lack what has not arrived. Try again when the report shows numbers.',
	],
	file_too_large: [
		'This PDF would be too large',
		'Choose a shorter period, or take the CSV.',
	],
	files_busy: [
		'Others are having their files made',
		'Try again in a few seconds.',
	],
	too_many_requests: [
		'That was a lot at once',
		'Wait a minute, then try again.',
	],
	store_busy: [
		'The report service is busy',
		'Nothing is lost and you stay signed in. Try again in a moment.',
	],
	internal_fault: [
		'The report service met a fault',
		'It has been written to its log. WordPress is not affected.',
	],
};

const korean: Sentences = {
	handoff_refused: [
		'링크의 사용 시간이 지났습니다',
		'이 링크는 1분 동안 한 번만 사용할 수 있습니다. 워드프레스에서 리포트를 다시 여세요.',
	],
	session_ended: [
		'종료된 세션입니다',
		'본인 또는 관리자가 종료하여 자동으로 다시 시작되지 않습니다.',
	],
	cookie_duplicated: [
		'다른 사이트가 남긴 쿠키가 있습니다',
		'브라우저가 세션 쿠키를 두 번 보냈습니다. 중복된 쿠키를 삭제했습니다.',
	],
	permission_missing: [
		'이 계정으로는 볼 수 없습니다',
		'사이트 관리자에게 리포트 보기 권한을 요청하세요.',
	],
	keys_pending: [
		'잠시 기다려 주세요',
		'리포트 서비스가 사이트를 확인하고 있습니다. 몇 초 후 다시 시도하세요.',
	],
	report_unknown: [
		'없는 리포트입니다',
		'이름이 바뀌었거나 삭제되었을 수 있습니다.',
	],
	path_unknown: [ '페이지가 없습니다', '주소를 확인하세요.' ],
	period_wrong: [
		'기간을 읽을 수 없습니다',
		'날짜는 2026-01-31과 같이 적습니다.',
	],
	period_incomplete: [
		'기간이 완전하지 않습니다',
		'시작일과 종료일을 모두 선택하세요.',
	],
	period_backwards: [
		'종료일이 시작일보다 빠릅니다',
		'날짜를 다시 선택하세요.',
	],
	period_too_long: [
		'기간이 너무 깁니다',
		'리포트의 기간은 최대 10년입니다.',
	],
	facts_filling: [
		'데이터를 처음으로 가져오고 있습니다',
		'지금 만든 파일에는 아직 도착하지 않은 내용이 빠집니다. 리포트에 수치가 표시되면 다시 시도하세요.',
	],
	file_too_large: [
		'PDF로 만들기에 너무 큽니다',
		'더 짧은 기간을 선택하거나 CSV로 내보내세요.',
	],
	files_busy: [ '다른 파일을 만들고 있습니다', '몇 초 후 다시 시도하세요.' ],
	too_many_requests: [ '요청이 너무 많습니다', '1분 후 다시 시도하세요.' ],
	store_busy: [
		'리포트 서비스가 바쁩니다',
		'잃어버린 데이터는 없으며 로그인도 유지됩니다. 잠시 후 다시 시도하세요.',
	],
	internal_fault: [
		'리포트 서비스에 오류가 발생했습니다',
		'오류를 기록했습니다. 워드프레스에는 영향이 없습니다.',
	],
};

export function refusalWords( refusal: Refusal, locale: string ): RefusalWords {
	const language = locale.startsWith( 'ko' ) ? 'ko' : 'en';
	const sentences = language === 'ko' ? korean : english;
	const [ title, text ] =
		sentences[ refusal.code ] ??
		( language === 'ko'
			? [ '열 수 없습니다', '워드프레스에서 리포트를 다시 여세요.' ]
			: [ 'This cannot be opened', refusal.message ] );
	const way = ways[ refusal.code ] ?? 'open';
	return { title, text, way, label: labels[ language ][ way ] };
}
