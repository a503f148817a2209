import type { Language } from '../language';
import { languageOf } from '../language';
import type { Refused } from '../session/call';

/** What a wrong question is told with, by the refusal's code. */
const refusals: Record< Language, Record< string, string > > = {
	en: {
		period_wrong: 'A day does not exist. Choose both days again.',
		period_incomplete: 'Choose both the first and the last day.',
		period_backwards: 'The last day lies before the first.',
		period_too_long: 'A period may be ten years at most.',
		filter_unknown:
			'This report has no such filter. Clear the filters and choose again.',
		filter_value_unknown:
			'A chosen filter does not exist on this site any more. Clear the filters and choose again.',
		currency_unknown:
			'This site has no amounts in that currency. Choose another.',
		table_unknown: 'This table does not exist any more.',
		sort_unknown: 'This table can’t be sorted so. Choose another column.',
		rows_unknown: 'The facts behind this number can’t be listed.',
		view_wrong: 'A name has between 1 and 80 characters.',
		view_unknown: 'This view does not exist any more.',
		views_full:
			'You have saved a hundred views. Delete one that nobody needs.',
		permission_missing: 'Your account may not do this.',
		filter_too_long:
			'At most fifty values of one filter can be chosen. Choose fewer.',
		grouping_unknown: 'Numbers go by day, week, month or quarter.',
		comparison_unknown:
			'There is no such period to compare with. Choose again.',
		page_unknown:
			'This page does not exist any more. Go back to the first.',
		report_unknown: 'This report does not exist any more.',
		dataset_missing:
			'This site has nothing that the report is about. A report about sales needs WooCommerce, active on this site.',
		resync_wrong:
			'This range can’t be copied again. Choose both days again.',
		too_many_requests:
			'That was a lot at once. Wait a minute, then try again.',
		store_busy: 'The report service is busy. Try again in a moment.',
		internal_fault:
			'The report service met a fault. It has been written to its log.',
		silent: 'The report service is not answering. Try again in a moment.',
	},
	ko: {
		period_wrong: '없는 날짜입니다. 두 날짜를 다시 선택해 주십시오.',
		period_incomplete: '시작일과 종료일을 모두 선택해 주십시오.',
		period_backwards: '종료일이 시작일보다 앞섭니다.',
		period_too_long: '기간은 최대 10년까지 선택할 수 있습니다.',
		filter_unknown:
			'이 리포트에 없는 필터입니다. 필터를 지우고 다시 선택해 주십시오.',
		filter_value_unknown:
			'선택한 필터 값이 이 사이트에 더 이상 없습니다. 필터를 지우고 다시 선택해 주십시오.',
		currency_unknown:
			'이 사이트에는 해당 통화의 금액이 없습니다. 다른 통화를 선택해 주십시오.',
		table_unknown: '더 이상 없는 표입니다.',
		sort_unknown:
			'이 표에 없는 정렬 기준입니다. 다른 열을 선택해 주십시오.',
		rows_unknown: '이 수치의 내역은 나열할 수 없습니다.',
		view_wrong: '이름은 1자에서 80자까지 쓸 수 있습니다.',
		view_unknown: '더 이상 없는 보기입니다.',
		views_full:
			'보기는 100개까지 저장할 수 있습니다. 필요 없는 보기를 삭제해 주십시오.',
		permission_missing: '이 계정에는 이 작업을 할 권한이 없습니다.',
		filter_too_long:
			'한 필터에서 값은 50개까지 선택할 수 있습니다. 선택을 줄여 주십시오.',
		grouping_unknown: '수치는 일, 주, 월, 분기 단위로 묶을 수 있습니다.',
		comparison_unknown: '비교할 수 없는 기간입니다. 다시 선택해 주십시오.',
		page_unknown: '더 이상 없는 페이지입니다. 첫 페이지로 돌아가 주십시오.',
		report_unknown: '더 이상 없는 리포트입니다.',
		dataset_missing:
			'이 사이트에는 리포트가 다루는 데이터가 없습니다. 매출 관련 리포트를 보려면 이 사이트에 WooCommerce가 활성화되어 있어야 합니다.',
		resync_wrong:
			'이 범위는 다시 가져올 수 없습니다. 두 날짜를 다시 선택해 주십시오.',
		too_many_requests: '요청이 너무 많습니다. 1분 후 다시 시도해 주십시오.',
		store_busy: '리포트 서비스가 바쁩니다. 잠시 후 다시 시도해 주십시오.',
		internal_fault:
			'리포트 서비스에 오류가 발생하여 기록했습니다. 잠시 후 다시 시도해 주십시오.',
		silent: '리포트 서비스가 응답하지 않습니다. 잠시 후 다시 시도해 주십시오.',
	},
};

export function refusalWords( locale: string ): Record< string, string > {
	return refusals[ languageOf( locale ) ];
}

export function failureWords(
	failure: Refused | 'silent',
	locale: string
): string {
	const words = refusalWords( locale );
	return failure === 'silent'
		? ( words[ 'silent' ] ?? '' )
		: ( words[ failure.code ] ?? failure.message );
}
