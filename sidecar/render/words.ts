import { languageOf } from '../reports/locale';
import type { Language } from '../reports/words';

/** What the sidecar's own pages say around a report. */
export type PageWords = {
	reports: string;
	skip: string;
	backTo: ( site: string ) => string;
	onwardTitle: string;
	onwardText: string;
	onwardLink: string;
	cookieTitle: string;
	cookieText: string;
	cookieAdvice: string;
	cookieRetry: string;
};

const dictionaries: Readonly< Record< Language, PageWords > > = {
	en: {
		reports: 'Reports',
		skip: 'Skip to the report',
		backTo: ( site ) => `Back to ${ site }`,
		onwardTitle: 'Opening your reports',
		onwardText: 'This takes a moment.',
		onwardLink: 'Continue',
		cookieTitle: 'The browser did not keep the session',
		cookieText:
			'You are signed in to WordPress, but the cookie of the report session did not stay in this browser.',
		cookieAdvice:
			'Allow cookies for this site, or open the page in an ordinary window, and try again.',
		cookieRetry: 'Try again',
	},
	ko: {
		reports: '리포트',
		skip: '리포트로 건너뛰기',
		backTo: ( site ) => `${ site } 사이트로 돌아가기`,
		onwardTitle: '리포트를 여는 중입니다',
		onwardText: '잠시만 기다려 주십시오.',
		onwardLink: '계속하기',
		cookieTitle: '브라우저에 세션이 저장되지 않았습니다',
		cookieText:
			'워드프레스에는 로그인되어 있지만, 리포트 세션의 쿠키가 이 브라우저에 남아 있지 않습니다.',
		cookieAdvice:
			'이 사이트의 쿠키를 허용하거나 일반 창에서 페이지를 연 다음 다시 시도해 주십시오.',
		cookieRetry: '다시 시도',
	},
};

export function pageWords( locale: string ): PageWords {
	return dictionaries[ languageOf( locale ) ];
}
