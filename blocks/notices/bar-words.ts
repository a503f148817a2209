import type { Language } from '../language';
import { languageOf } from '../language';

/** What the admin bar says of tokens used twice, in few bytes: every page of wp-admin carries them. */
export type BarWords = {
	own: string;
	others: string;
	several: string;
	brief: string;
	where: string;
};

const dictionaries: Record< Language, BarWords > = {
	en: {
		own: 'One of your report sessions was closed because its token was used twice.',
		others: 'A report session was closed because its token was used twice.',
		several:
			'Several report sessions were closed because a token was used twice.',
		brief: 'Token used twice',
		where: 'The Reports screen says when, from where, and which reports had been opened.',
	},
	ko: {
		own: '토큰이 두 번 사용되어 회원님의 리포트 세션을 종료했습니다.',
		others: '토큰이 두 번 사용되어 리포트 세션을 종료했습니다.',
		several: '토큰이 두 번 사용되어 여러 리포트 세션을 종료했습니다.',
		brief: '토큰이 두 번 사용됨',
		where: '언제, 어디에서 일어났고 어떤 리포트를 열람했는지는 리포트 화면에서 확인할 수 있습니다.',
	},
};

export function barWords( locale: string ): BarWords {
	return dictionaries[ languageOf( locale ) ];
}
