import type { Language } from '../language';
import { languageOf } from '../language';
import type { Paper } from '../../sidecar/contract/render';

export type ScreenWords = {
	title: string;
	catalogue: string;
	noReports: string;
	noReportsAdvice: string;
	notReady: string;
	arrived: ( report: string, period: string ) => string;
	settings: string;
	all: string;
	/** The first of the chosen values, and how many are chosen beside it. */
	chosen: ( first: string, others: number ) => string;
	clear: string;
	clearFilters: string;
	currency: string;
	csv: string;
	pdf: string;
	csvName: ( report: string ) => string;
	pdfName: ( report: string ) => string;
	paper: string;
	papers: Record< Paper, string >;
	mail: string;
	mailName: ( report: string ) => string;
};

const dictionaries: Record< Language, ScreenWords > = {
	en: {
		title: 'Reports',
		catalogue: 'All reports',
		noReports: 'There are no reports that your account may see.',
		noReportsAdvice:
			'An administrator can give it the permission to view reports.',
		notReady:
			'This page could not be prepared. Sign in to WordPress again, then open it once more.',
		arrived: ( report, period ) => `${ report }, ${ period }`,
		settings: 'What is shown',
		all: 'All',
		chosen: ( first, others ) =>
			others > 0 ? `${ first } and ${ others } more` : first,
		clear: 'Clear',
		clearFilters: 'Clear all filters',
		currency: 'Currency',
		csv: 'CSV',
		pdf: 'PDF',
		csvName: ( report ) => `Download “${ report }” as CSV`,
		pdfName: ( report ) => `Download “${ report }” as PDF`,
		paper: 'Paper of the PDF',
		papers: { a4: 'A4', letter: 'Letter' },
		mail: 'E-mail',
		mailName: ( report ) => `Send by e-mail: ${ report }`,
	},
	ko: {
		title: '리포트',
		catalogue: '전체 리포트',
		noReports: '이 계정으로 볼 수 있는 리포트가 없습니다.',
		noReportsAdvice: '관리자에게 리포트 보기 권한을 요청해 주십시오.',
		notReady:
			'페이지를 준비하지 못했습니다. 워드프레스에 다시 로그인한 뒤 열어 주십시오.',
		arrived: ( report, period ) => `${ report }, ${ period }`,
		settings: '표시 설정',
		all: '전체',
		chosen: ( first, others ) =>
			others > 0 ? `${ first } 외 ${ others }개` : first,
		clear: '선택 해제',
		clearFilters: '필터 모두 지우기',
		currency: '통화',
		csv: 'CSV',
		pdf: 'PDF',
		csvName: ( report ) => `CSV 내려받기: ${ report }`,
		pdfName: ( report ) => `PDF 내려받기: ${ report }`,
		paper: 'PDF 용지',
		papers: { a4: 'A4', letter: '레터' },
		mail: '이메일',
		mailName: ( report ) => `이메일 보내기: ${ report }`,
	},
};

export function screenWords( locale: string ): ScreenWords {
	return dictionaries[ languageOf( locale ) ];
}
