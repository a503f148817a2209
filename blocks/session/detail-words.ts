import type { Language } from '../language';
import { languageOf } from '../language';

/** What the panel behind the status bar says; a reader's page does without it. */
export type DetailWords = {
	who: string;
	where: string;
	validUntil: string;
	renewal: string;
	renewalAt: ( time: string ) => string;
	wholeSession: string;
	end: string;
	whatHappenedText: string;
};

const dictionaries: Record< Language, DetailWords > = {
	en: {
		who: 'Signed in as',
		where: 'Where',
		validUntil: 'Valid until',
		renewal: 'Renews by itself',
		renewalAt: ( time ) => `at ${ time }, while this page is open`,
		wholeSession: 'Sign in again after',
		end: 'End this report session',
		whatHappenedText:
			'A session hands out a new token each time it renews, and an old one must not come back. One did: either this browser was restored from a copy, or somebody else has used a copy of its cookies. If you can’t explain it, change your password. Sign in again, and the Reports screen shows when it happened, from where, and which reports had been opened.',
	},
	ko: {
		who: '로그인한 사용자',
		where: '위치',
		validUntil: '유효 시간',
		renewal: '자동 갱신',
		renewalAt: ( time ) => `이 페이지가 열려 있으면 ${ time }에 갱신`,
		wholeSession: '다시 로그인할 시점',
		end: '이 리포트 세션 종료',
		whatHappenedText:
			'세션은 갱신할 때마다 새 토큰을 발급하며, 이전 토큰은 다시 쓰일 수 없습니다. 그런데 이전 토큰이 다시 사용되었습니다. 이 브라우저가 백업에서 복원되었거나, 다른 사람이 쿠키 사본을 사용한 것일 수 있습니다. 짐작 가는 이유가 없다면 비밀번호를 변경해 주십시오. 다시 로그인하면 리포트 화면에서 언제, 어디에서 일어났고 어떤 리포트를 열람했는지 확인할 수 있습니다.',
	},
};

export function detailWords( locale: string ): DetailWords {
	return dictionaries[ languageOf( locale ) ];
}
