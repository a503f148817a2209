import type { HandOffWay } from '../../sidecar/contract/hand-off';
import type { Language } from '../language';
import { languageOf } from '../language';

export type SignedInWords = {
	loading: string;
	empty: string;
	emptyAdvice: string;
	/** The report service is silent: only what WordPress knows is listed. */
	away: string;
	/** The reader's own report session is over, and everything listed is as when away. */
	closed: string;
	silent: string;
	notAllowed: string;
	tryAgain: string;
	device: string;
	since: string;
	lastSeen: string;
	path: string;
	action: string;
	thisBrowser: string;
	unknownDevice: string;
	/** "Firefox on Windows", from its parts. */
	on: ( browser: string, system: string ) => string;
	ways: Record< HandOffWay, string >;
	wordPressOnly: string;
	reportsOnly: string;
	notKnown: string;
	end: string;
	endOf: ( device: string, person: string ) => string;
	endOthers: string;
	endAllOf: ( person: string ) => string;
	more: string;
	confirmTitle: string;
	confirmTitleAll: string;
	confirmEnd: ( person: string ) => string;
	confirmEndReports: ( person: string ) => string;
	confirmOwn: string;
	confirmAll: ( person: string, count: string ) => string;
	confirmOthers: ( count: string ) => string;
	cancel: string;
	ending: string;
	ended: ( count: number ) => string;
	endedLater: ( count: number ) => string;
	notEnded: string;
};

const dictionaries: Record< Language, SignedInWords > = {
	en: {
		loading: 'Asking who is signed in',
		empty: 'Nobody who may see reports is signed in.',
		emptyAdvice:
			'Whoever signs in to WordPress and may see reports appears here.',
		away: 'The report service is not answering, so only what WordPress knows is listed. Sessions can be ended all the same.',
		closed: 'Your report session has ended, so only what WordPress knows is listed. Reload the page to open it again.',
		silent: 'WordPress did not answer. Nothing was changed.',
		notAllowed:
			'Your account may not see this. An administrator can allow it.',
		tryAgain: 'Try again',
		device: 'Device',
		since: 'Since',
		lastSeen: 'Last seen',
		path: 'Reports opened',
		action: 'Action',
		thisBrowser: 'this browser',
		unknownDevice: 'Unknown device',
		on: ( browser, system ) => `${ browser } on ${ system }`,
		ways: {
			php: 'with the sign-in',
			fetch: 'from a WordPress page',
			form: 'from the address of the reports',
		},
		wordPressOnly: 'not opened',
		reportsOnly: 'still open; WordPress has signed out by time',
		notKnown: 'not known',
		end: 'End',
		endOf: ( device, person ) => `End: ${ device }, ${ person }`,
		endOthers: 'End all my other sessions',
		endAllOf: ( person ) => `End all sessions of ${ person }`,
		more: 'Show more people',
		confirmTitle: 'End this session?',
		confirmTitleAll: 'End these sessions?',
		confirmEnd: ( person ) =>
			`${ person } is signed out of WordPress and of the reports in that browser. Unsaved work there may be lost.`,
		confirmEndReports: ( person ) =>
			`${ person } is signed out of the reports there. WordPress stays signed in.`,
		confirmOwn:
			'You are signed out of WordPress and of the reports in that browser. Unsaved work there may be lost.',
		confirmAll: ( person, count ) =>
			`${ person } is signed out of WordPress and of the reports everywhere (${ count } sessions). Unsaved work there may be lost.`,
		confirmOthers: ( count ) =>
			`You are signed out of WordPress and of the reports everywhere but in this browser (${ count } sessions).`,
		cancel: 'Cancel',
		ending: 'Ending',
		ended: ( count ) =>
			count === 1
				? 'Ended. The reports are closed there.'
				: `Ended ${ count } sessions. The reports are closed there.`,
		endedLater: ( count ) =>
			`Ended ${ count === 1 ? '' : `${ count } sessions ` }in WordPress. The report service hears of it as soon as it answers again.`,
		notEnded:
			'WordPress has not confirmed it. What is still listed goes on: try again.',
	},
	ko: {
		loading: '로그인한 사용자를 확인하는 중입니다',
		empty: '리포트를 볼 수 있는 사용자 중 로그인한 사람이 없습니다.',
		emptyAdvice:
			'리포트를 볼 수 있는 사용자가 워드프레스에 로그인하면 여기에 표시됩니다.',
		away: '리포트 서비스가 응답하지 않아 워드프레스에 있는 정보만 표시합니다. 세션은 그대로 종료할 수 있습니다.',
		closed: '리포트 세션이 종료되어 워드프레스에 있는 정보만 표시합니다. 다시 열려면 페이지를 새로 고침해 주십시오.',
		silent: '워드프레스가 응답하지 않습니다. 변경된 내용은 없습니다.',
		notAllowed:
			'이 계정에는 볼 권한이 없습니다. 관리자에게 권한을 요청해 주십시오.',
		tryAgain: '다시 시도',
		device: '기기',
		since: '로그인 시각',
		lastSeen: '마지막 활동',
		path: '리포트를 연 방법',
		action: '작업',
		thisBrowser: '이 브라우저',
		unknownDevice: '알 수 없는 기기',
		on: ( browser, system ) => `${ browser } (${ system })`,
		ways: {
			php: '로그인과 함께',
			fetch: '워드프레스 페이지에서',
			form: '리포트 주소에서',
		},
		wordPressOnly: '열지 않음',
		reportsOnly: '열려 있음 · 워드프레스 로그인은 기간 만료',
		notKnown: '알 수 없음',
		end: '종료',
		endOf: ( device, person ) => `종료: ${ person }, ${ device }`,
		endOthers: '다른 세션 모두 종료',
		endAllOf: ( person ) => `${ person } 님의 세션 모두 종료`,
		more: '더 보기',
		confirmTitle: '이 세션을 종료할까요?',
		confirmTitleAll: '이 세션을 모두 종료할까요?',
		confirmEnd: ( person ) =>
			`${ person } 님은 해당 브라우저에서 워드프레스와 리포트 모두 로그아웃됩니다. 저장하지 않은 작업은 사라질 수 있습니다.`,
		confirmEndReports: ( person ) =>
			`${ person } 님은 해당 브라우저에서 리포트만 로그아웃됩니다. 워드프레스 로그인은 유지됩니다.`,
		confirmOwn:
			'해당 브라우저에서 워드프레스와 리포트 모두 로그아웃됩니다. 저장하지 않은 작업은 사라질 수 있습니다.',
		confirmAll: ( person, count ) =>
			`${ person } 님은 모든 기기에서 워드프레스와 리포트 모두 로그아웃됩니다(세션 ${ count }개). 저장하지 않은 작업은 사라질 수 있습니다.`,
		confirmOthers: ( count ) =>
			`이 브라우저를 제외한 모든 기기에서 워드프레스와 리포트 모두 로그아웃됩니다(세션 ${ count }개).`,
		cancel: '취소',
		ending: '종료하는 중',
		ended: ( count ) =>
			`세션 ${ count }개를 종료했습니다. 그 기기에서는 리포트가 닫힙니다.`,
		endedLater: ( count ) =>
			`워드프레스에서 세션 ${ count }개를 종료했습니다. 리포트 서비스에는 다시 응답하는 대로 전달됩니다.`,
		notEnded:
			'워드프레스에서 종료를 확인하지 못했습니다. 아직 목록에 있는 세션은 유지됩니다. 다시 시도해 주십시오.',
	},
};

export function signedInWords( locale: string ): SignedInWords {
	return dictionaries[ languageOf( locale ) ];
}

/** "Firefox, Linux" as the reader says it. */
export function deviceWords( device: string, words: SignedInWords ): string {
	const [ browser, system ] = device.split( ', ' );
	if ( ! browser ) {
		return words.unknownDevice;
	}
	return system ? words.on( browser, system ) : browser;
}
