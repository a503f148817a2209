import type { Language } from '../language';
import { languageOf } from '../language';

/** What stands where a report can't. */
export type LoadingWords = {
	loading: string;
	silent: string;
	ended: string;
	notAllowed: string;
	unknown: string;
	refused: ( message: string ) => string;
	kept: ( age: string ) => string;
	missing: string;
};

const dictionaries: Record< Language, LoadingWords > = {
	en: {
		loading: 'Loading the report.',
		silent: 'The report service is not answering. The report appears here as soon as it does.',
		ended: 'Sign in to see this report.',
		notAllowed:
			'Your account may not see this report. An administrator can allow it.',
		unknown: 'This report does not exist any more. Choose another.',
		missing:
			'This report needs facts that this site does not have, such as those of WooCommerce.',
		refused: ( message ) => `The report could not be made. ${ message }`,
		kept: ( age ) =>
			`The report service is not answering. These figures were received ${ age }.`,
	},
	ko: {
		loading: '리포트를 불러오는 중입니다.',
		silent: '리포트 서비스가 응답하지 않습니다. 다시 응답하면 이곳에 리포트가 표시됩니다.',
		ended: '이 리포트를 보려면 로그인해 주십시오.',
		notAllowed:
			'이 계정에는 이 리포트를 볼 권한이 없습니다. 관리자에게 권한을 요청해 주십시오.',
		unknown: '더 이상 없는 리포트입니다. 다른 리포트를 선택해 주십시오.',
		missing:
			'이 사이트에는 이 리포트에 필요한 데이터(예: 우커머스)가 없습니다.',
		refused: ( message ) => `리포트를 만들지 못했습니다. ${ message }`,
		kept: ( age ) =>
			`리포트 서비스가 응답하지 않습니다. ${ age }에 받은 수치입니다.`,
	},
};

export function loadingWords( locale: string ): LoadingWords {
	return dictionaries[ languageOf( locale ) ];
}
