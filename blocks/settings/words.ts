import type { Language } from '../language';
import { languageOf } from '../language';

export type ConnectWords = {
	waiting: string;
	asking: string;
	silent: string;
	connected: string;
};

const dictionaries: Record< Language, ConnectWords > = {
	en: {
		waiting: 'Waiting',
		asking: 'In progress',
		silent: 'WordPress did not answer. Reload the page and try again.',
		connected: 'This site is connected.',
	},
	ko: {
		waiting: '대기 중',
		asking: '진행 중',
		silent: '워드프레스가 응답하지 않습니다. 페이지를 새로 고친 뒤 다시 시도해 주십시오.',
		connected: '이 사이트는 연결되어 있습니다.',
	},
};

export function connectWords( locale: string ): ConnectWords {
	return dictionaries[ languageOf( locale ) ];
}
