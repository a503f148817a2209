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
	/** The whole, and what is said of it where there is little room. */
	away: [ string, string ];
	'not-saving': [ string, string ];
	details: string;
	stay: string;
	tryNow: string;
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
		away: [
			'The report service is not answering. WordPress is not affected. Trying again.',
			'The report service is not answering.',
		],
		'not-saving': [
			'The report service cannot save right now. Nobody is signed out. Trying again.',
			'The report service cannot save right now.',
		],
		details: 'Details',
		stay: 'Stay signed in',
		tryNow: 'Try now',
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
		away: [
			'리포트 서비스가 응답하지 않습니다. 워드프레스에는 영향이 없습니다. 다시 시도하고 있습니다.',
			'리포트 서비스가 응답하지 않습니다.',
		],
		'not-saving': [
			'지금은 리포트 서비스가 저장하지 못합니다. 로그인은 그대로 유지됩니다. 다시 시도하고 있습니다.',
			'지금은 리포트 서비스가 저장하지 못합니다.',
		],
		details: '자세히',
		stay: '로그인 유지',
		tryNow: '지금 시도',
		thisBrowser: '이 브라우저',
	},
};

export function sessionWords( locale: string ): SessionWords {
	return dictionaries[ languageOf( locale ) ];
}
