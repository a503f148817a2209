import type { Language } from '../language';
import { languageOf } from '../language';

export type NoticeWords = {
	titleOwn: string;
	titleOf: ( name: string ) => string;
	/** When, on what, from where. */
	cameBack: ( when: string, where: string ) => string;
	begunAt: ( when: string, where: string ) => string;
	closed: string;
	opened: string;
	nothingOpened: string;
	adviceOwn: string;
	adviceOf: ( name: string ) => string;
	activity: string;
	dismiss: string;
	unknownUser: ( id: string ) => string;
	unknownDevice: string;
	unknownNetwork: string;
};

const dictionaries: Record< Language, NoticeWords > = {
	en: {
		titleOwn:
			'One of your report sessions was closed because its token was used twice.',
		titleOf: ( name ) =>
			`A report session of ${ name } was closed because its token was used twice.`,
		cameBack: ( when, where ) =>
			`On ${ when } an old token came back, from ${ where }.`,
		begunAt: ( when, where ) =>
			`The session had begun on ${ when }, on ${ where }.`,
		closed: 'Neither copy works any more. Other devices were not touched.',
		opened: 'Opened in this session:',
		nothingOpened: 'No report had been opened in this session.',
		adviceOwn:
			'If you restored this browser from a backup, nothing is wrong. If you can’t explain it, change your password.',
		adviceOf: ( name ) =>
			`Ask ${ name } whether a browser was restored from a backup. If nobody can explain it, have the password changed.`,
		activity: 'See the activity',
		dismiss: 'Dismiss',
		unknownUser: ( id ) => `user ${ id }`,
		unknownDevice: 'an unknown device',
		unknownNetwork: 'unknown network',
	},
	ko: {
		titleOwn: '토큰이 두 번 사용되어 회원님의 리포트 세션을 종료했습니다.',
		titleOf: ( name ) =>
			`토큰이 두 번 사용되어 ${ name } 님의 리포트 세션을 종료했습니다.`,
		cameBack: ( when, where ) =>
			`${ when }에 이전 토큰이 다시 사용되었습니다. (${ where })`,
		begunAt: ( when, where ) =>
			`이 세션은 ${ when }에 시작되었습니다. (${ where })`,
		closed: '두 사본 모두 더 이상 사용할 수 없습니다. 다른 기기의 세션은 그대로입니다.',
		opened: '이 세션에서 열람한 리포트:',
		nothingOpened: '이 세션에서 열람한 리포트가 없습니다.',
		adviceOwn:
			'브라우저를 백업에서 복원했다면 문제가 없습니다. 짐작 가는 이유가 없다면 비밀번호를 변경해 주십시오.',
		adviceOf: ( name ) =>
			`${ name } 님에게 브라우저를 백업에서 복원했는지 확인해 주십시오. 이유를 알 수 없다면 비밀번호를 변경하도록 안내해 주십시오.`,
		activity: '활동 보기',
		dismiss: '닫기',
		unknownUser: ( id ) => `사용자 ${ id }`,
		unknownDevice: '알 수 없는 기기',
		unknownNetwork: '알 수 없는 네트워크',
	},
};

export function noticeWords( locale: string ): NoticeWords {
	return dictionaries[ languageOf( locale ) ];
}
