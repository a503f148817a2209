import type { Condition } from '../../store/facts/dataset';
import type { Addend, FieldColumn, ReportDeclaration } from '../declaration';
import type { Words } from '../words';

/** In WooCommerce's own reports. */
export const isSold: Condition = { field: 'standing', is: [ 'sold' ] };
export const isOrder: Condition = { field: 'kind', is: [ 'order' ] };
export const isRefund: Condition = { field: 'kind', is: [ 'refund' ] };

/** What WooCommerce keeps as `net_total`. */
export const net = {
	total: 'total',
	less: [ 'tax', 'shipping' ],
} as const satisfies Addend;

export const netLabel: Words = { en: 'Net sales', ko: '순매출' };
export const ordersLabel: Words = { en: 'Orders', ko: '주문' };

export const placed: FieldColumn = {
	id: 'at',
	label: { en: 'Date', ko: '날짜' },
	field: 'at',
	format: 'moment',
};

type Definition = ReportDeclaration[ 'definitions' ][ number ];

export const countedOrders: Definition = {
	term: { en: 'Orders counted', ko: '집계 대상 주문' },
	text: {
		en: 'Orders with any status that WooCommerce’s own reports count. Unless Analytics → Settings → Excluded statuses says otherwise, these are all but pending payment, failed and cancelled. Drafts and orders in the trash are never counted. Orders that WooPayments made in test mode count until they are deleted; WooCommerce’s own reports leave them out.',
		ko: '우커머스 자체 리포트에서 집계하는 상태의 주문입니다. 분석 → 설정 → 제외된 상태를 바꾸지 않았다면 결제 대기 중, 실패, 취소됨 상태를 제외한 모든 주문이 해당합니다. 임시 주문과 휴지통의 주문은 집계하지 않습니다. 우페이먼츠가 테스트 모드에서 만든 주문은 삭제하기 전까지 집계하지만, 우커머스 자체 리포트는 제외합니다.',
	},
};

export const dayOfOrder: Definition = {
	term: { en: 'Date', ko: '기준일' },
	text: {
		en: 'Orders count on the day they were placed, refunds on the day they were made. WooCommerce’s Analytics goes by the day of payment, unless its date type is set to “Date created”.',
		ko: '주문은 주문일, 환불은 환불일을 기준으로 집계합니다. 우커머스 분석은 날짜 유형을 ‘생성일’로 바꾸지 않으면 결제일을 기준으로 합니다.',
	},
};

export const noSalesAdvice: Words = {
	en: 'Choose a longer period, or look under WooCommerce → Orders: those that still await payment are not counted.',
	ko: '더 긴 기간을 선택하거나 우커머스 → 주문을 확인해 보세요. 결제를 기다리는 주문은 집계하지 않습니다.',
};
