import type { Language } from '../language';
import { languageOf } from '../language';

/** What the status bar says. Times arrive written. */
export type SessionWords = {
	connecting: string;
	active: string;
	until: ( time: string ) => string;
	renewsAt: ( time: string ) => string;
	renewed: string;
	endsIn: ( minutes: number ) => string;
	offline: string;
	offlineUntil: ( time: string ) => string;
	away: string;
	awayBriefly: string;
	expired: string;
	revoked: string;
	replayed: string;
	signedOut: string;
	ended: string;
	notAllowed: string;
	otherUser: string;
	details: string;
	stay: string;
	tryNow: string;
	continue: string;
	signInAgain: string;
	whatHappened: string;
	signIn: string;
	reload: string;
	thisBrowser: string;
};

const dictionaries: Record< Language, SessionWords > = {
	en: {
		connecting: 'Opening your report session',
		active: 'Secure Session Active',
		until: ( time ) => `until ${ time }`,
		renewsAt: ( time ) => `renews by itself at ${ time }`,
		renewed: 'Session renewed',
		endsIn: ( minutes ) =>
			minutes === 1
				? 'Your session ends in 1 minute.'
				: `Your session ends in ${ minutes } minutes.`,
		offline: 'You are offline.',
		offlineUntil: ( time ) =>
			`You are offline. The session is still valid until ${ time }.`,
		away: 'The report service is not answering. WordPress is not affected. Trying again.',
		awayBriefly: 'The report service is not answering.',
		expired: 'Your report session has ended.',
		revoked: 'This session was ended by an administrator.',
		replayed: 'This session was closed because its token was used twice.',
		signedOut: 'You signed out of WordPress.',
		ended: 'This session was ended.',
		notAllowed:
			'Your account may not see reports. An administrator can allow it.',
		otherUser: 'Another account is now signed in to WordPress here.',
		details: 'Details',
		stay: 'Stay signed in',
		tryNow: 'Try now',
		continue: 'Continue',
		signInAgain: 'Sign in again',
		whatHappened: 'What happened',
		signIn: 'Sign in',
		reload: 'Reload the page',
		thisBrowser: 'this browser',
	},
	ko: {
		connecting: '리포트 세션을 여는 중입니다',
		active: '보안 세션 사용 중',
		until: ( time ) => `${ time }까지`,
		renewsAt: ( time ) => `${ time }에 자동 갱신`,
		renewed: '세션이 갱신되었습니다',
		endsIn: ( minutes ) => `${ minutes }분 후 세션이 만료됩니다.`,
		offline: '오프라인 상태입니다.',
		offlineUntil: ( time ) =>
			`오프라인 상태입니다. 세션은 ${ time }까지 유효합니다.`,
		away: '리포트 서비스가 응답하지 않습니다. 워드프레스에는 영향이 없습니다. 다시 시도하고 있습니다.',
		awayBriefly: '리포트 서비스가 응답하지 않습니다.',
		expired: '리포트 세션이 만료되었습니다.',
		revoked: '관리자가 이 세션을 종료했습니다.',
		replayed: '토큰이 두 번 사용되어 세션을 종료했습니다.',
		signedOut: '워드프레스에서 로그아웃했습니다.',
		ended: '이 세션은 종료되었습니다.',
		notAllowed:
			'이 계정에는 리포트를 볼 권한이 없습니다. 관리자에게 권한을 요청해 주십시오.',
		otherUser: '이 브라우저에서 다른 계정으로 로그인했습니다.',
		details: '자세히',
		stay: '로그인 유지',
		tryNow: '지금 시도',
		continue: '계속하기',
		signInAgain: '다시 로그인',
		whatHappened: '자세히 보기',
		signIn: '로그인',
		reload: '페이지 새로 고침',
		thisBrowser: '이 브라우저',
	},
};

export function sessionWords( locale: string ): SessionWords {
	return dictionaries[ languageOf( locale ) ];
}
