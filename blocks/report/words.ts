import type { Language } from '../language';
import { languageOf } from '../language';

export type BlockWords = {
	title: string;
	choose: string;
	chooseAdvice: string;
	report: string;
	content: string;
	figures: string;
	chart: string;
	table: string;
	notConnected: string;
	noReports: string;
	loading: string;
	nothingChosen: string;
};

const dictionaries: Record< Language, BlockWords > = {
	en: {
		title: 'Report',
		choose: 'Choose a report',
		chooseAdvice:
			'Only people who are signed in and may view reports will see it.',
		report: 'Report',
		content: 'Shown parts',
		figures: 'Figures',
		chart: 'Chart',
		table: 'Tables',
		notConnected:
			'This site is not connected with its report service yet. An administrator can connect it under Settings, Gatehouse.',
		noReports: 'There are no reports that your account may see.',
		loading: 'Opening your report session.',
		nothingChosen: 'Choose at least one part to show in the settings.',
	},
	ko: {
		title: '리포트',
		choose: '리포트 선택',
		chooseAdvice:
			'로그인했고 리포트 보기 권한이 있는 사용자에게만 표시됩니다.',
		report: '리포트',
		content: '표시할 항목',
		figures: '주요 수치',
		chart: '차트',
		table: '표',
		notConnected:
			'아직 리포트 서비스와 연결되지 않은 사이트입니다. 관리자가 설정의 Gatehouse에서 연결할 수 있습니다.',
		noReports: '이 계정으로 볼 수 있는 리포트가 없습니다.',
		loading: '리포트 세션을 여는 중입니다.',
		nothingChosen: '설정에서 표시할 항목을 하나 이상 선택해 주십시오.',
	},
};

export function blockWords( locale: string ): BlockWords {
	return dictionaries[ languageOf( locale ) ];
}
