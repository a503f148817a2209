import type { Language } from '../language';
import { languageOf } from '../language';

/** What is said around a table, and around the facts behind a number. Numbers arrive written. */
export type TableWords = {
	search: ( column: string ) => string;
	nothingFound: string;
	showAll: string;
	showLess: string;
	rows: ( written: string, count: number ) => string;
	page: ( page: string, pages: string ) => string;
	previousPage: string;
	nextPage: string;
	loading: string;
	close: string;
	showMore: string;
	nothingBehind: string;
	file: string;
};

const dictionaries: Record< Language, TableWords > = {
	en: {
		search: ( column ) => `Search in “${ column }”`,
		nothingFound: 'Nothing is called that. Search for something shorter.',
		showAll: 'Show all rows',
		showLess: 'Show the summary',
		rows: ( written, count ) =>
			count === 1 ? '1 row' : `${ written } rows`,
		page: ( page, pages ) => `${ page } of ${ pages }`,
		previousPage: 'Previous page',
		nextPage: 'Next page',
		loading: 'Loading what is behind this number.',
		close: 'Close',
		showMore: 'Show more',
		nothingBehind: 'Nothing is behind this number.',
		file: 'All of them as CSV',
	},
	ko: {
		search: ( column ) => `“${ column }”에서 검색`,
		nothingFound: '일치하는 이름이 없습니다. 더 짧은 말로 검색해 보세요.',
		showAll: '모든 행 보기',
		showLess: '요약 보기',
		rows: ( written ) => `${ written }개 행`,
		page: ( page, pages ) => `${ pages }쪽 중 ${ page }쪽`,
		previousPage: '이전 쪽',
		nextPage: '다음 쪽',
		loading: '이 수치의 내역을 불러오는 중입니다.',
		close: '닫기',
		showMore: '더 보기',
		nothingBehind: '이 수치에 해당하는 내역이 없습니다.',
		file: '전체 내역 CSV로 내려받기',
	},
};

export function tableWords( locale: string ): TableWords {
	return dictionaries[ languageOf( locale ) ];
}
