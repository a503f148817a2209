import type { Language } from '../language';
import { languageOf } from '../language';

/** How a session ended, and the way on: what a reader's page says of it too. */
export type EndedWords = {
	expired: string;
	revoked: string;
	replayed: string;
	signedOut: string;
	ended: string;
	notAllowed: string;
	otherUser: string;
	continue: string;
	signInAgain: string;
	whatHappened: string;
	signIn: string;
	reload: string;
};

const dictionaries: Record< Language, EndedWords > = {
	en: {
		expired: 'Your report session has ended.',
		revoked: 'This session was ended by an administrator.',
		replayed: 'This session was closed because its token was used twice.',
		signedOut: 'You signed out of WordPress.',
		ended: 'This session was ended.',
		notAllowed:
			'Your account may not see reports. An administrator can allow it.',
		otherUser: 'Another account is now signed in to WordPress here.',
		continue: 'Continue',
		signInAgain: 'Sign in again',
		whatHappened: 'What happened',
		signIn: 'Sign in',
		reload: 'Reload the page',
	},
	ko: {
		expired: '리포트 세션이 만료되었습니다.',
		revoked: '관리자가 이 세션을 종료했습니다.',
		replayed: '토큰이 두 번 사용되어 세션을 종료했습니다.',
		signedOut: '워드프레스에서 로그아웃했습니다.',
		ended: '이 세션은 종료되었습니다.',
		notAllowed:
			'이 계정에는 리포트를 볼 권한이 없습니다. 관리자에게 권한을 요청해 주십시오.',
		otherUser: '이 브라우저에서 다른 계정으로 로그인했습니다.',
		continue: '계속하기',
		signInAgain: '다시 로그인',
		whatHappened: '자세히 보기',
		signIn: '로그인',
		reload: '페이지 새로 고침',
	},
};

export function endedWords( locale: string ): EndedWords {
	return dictionaries[ languageOf( locale ) ];
}
