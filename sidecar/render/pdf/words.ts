import { languageOf } from '../../reports/locale';
import type { Language } from '../../reports/words';

/** What a PDF says beside the words of its report. Numbers arrive written. */
export type PdfWords = {
	page: ( page: number, pages: number ) => string;
	firstRows: ( shown: string, all: string ) => string;
	replaced: ( sign: string ) => string;
};

const dictionaries: Readonly< Record< Language, PdfWords > > = {
	en: {
		page: ( page, pages ) => `Page ${ page } of ${ pages }`,
		firstRows: ( shown, all ) =>
			`The first ${ shown } of ${ all } rows. The CSV file has all of them.`,
		replaced: ( sign ) =>
			`${ sign } stands for letters that the fonts of this file do not have. The CSV file has them.`,
	},
	ko: {
		page: ( page, pages ) => `${ pages }쪽 중 ${ page }쪽`,
		firstRows: ( shown, all ) =>
			`전체 ${ all }개 행 중 처음 ${ shown }개입니다. CSV 파일에는 모든 행이 있습니다.`,
		replaced: ( sign ) =>
			`${ sign } 표시는 이 파일의 글꼴에 없는 글자입니다. CSV 파일에는 그대로 들어 있습니다.`,
	},
};

export function pdfWords( locale: string ): PdfWords {
	return dictionaries[ languageOf( locale ) ];
}
