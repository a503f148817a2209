import { languageOf } from '../reports/locale';
import type { Language } from '../reports/words';

/** What a CSV says beside the words of its report. */
export type FileWords = {
	currency: string;
	seconds: ( label: string ) => string;
	days: ( label: string ) => string;
	complete: ( rows: number ) => string;
	left: ( rows: number, left: number ) => string;
};

const dictionaries: Readonly< Record< Language, FileWords > > = {
	en: {
		currency: 'Currency',
		seconds: ( label ) => `${ label } (seconds)`,
		days: ( label ) => `${ label } (days)`,
		complete: ( rows ) => `# End of the file: ${ rows } rows`,
		left: ( rows, left ) =>
			`# End of the file: the first ${ rows } rows, ${ left } more are left out`,
	},
	ko: {
		currency: '통화',
		seconds: ( label ) => `${ label } (초)`,
		days: ( label ) => `${ label } (일)`,
		complete: ( rows ) => `# 파일 끝: ${ rows }개 행`,
		left: ( rows, left ) =>
			`# 파일 끝: 처음 ${ rows }개 행이며, 나머지 ${ left }개는 제외했습니다`,
	},
};

export function fileWords( locale: string ): FileWords {
	return dictionaries[ languageOf( locale ) ];
}
