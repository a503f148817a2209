import type { ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import {
	countedOrders,
	dayOfOrder,
	isOrder,
	isSold,
	noSalesAdvice,
	ordersLabel,
	placed,
} from './sold';

const newLabel: Words = { en: 'New customers', ko: '신규 고객' };
const returningLabel: Words = { en: 'Returning orders', ko: '재구매 주문' };
const shareLabel: Words = { en: 'Returning share', ko: '재구매 비율' };
const newPaidLabel: Words = { en: 'Paid by new', ko: '신규 결제액' };
const returningPaidLabel: Words = {
	en: 'Paid by returning',
	ko: '재구매 결제액',
};
const firstOrderLabel: Words = { en: 'First order', ko: '첫 주문' };
const paidLabel: Words = { en: 'Paid', ko: '결제액' };

export const customers: ReportDeclaration = {
	id: 'customers',
	grant: 'shop',
	title: { en: 'Customers', ko: '고객' },
	description: {
		en: 'Who bought for the first time, who came back, and what became of earlier buyers.',
		ko: '처음 구매한 고객과 다시 구매한 고객, 그리고 이전 고객의 이후 구매를 보여 줍니다.',
	},
	dataset: 'orders',
	where: [ isSold, isOrder ],
	figures: [
		{
			id: 'new',
			label: newLabel,
			measure: { kind: 'sum', total: 'firsts' },
			format: 'count',
			better: 'more',
		},
		{
			id: 'returning',
			label: returningLabel,
			measure: { kind: 'sum', total: 'further' },
			format: 'count',
			better: 'more',
		},
		{
			id: 'share',
			label: shareLabel,
			measure: {
				kind: 'ratio',
				of: { total: 'further' },
				per: { total: 'firsts', plus: [ 'further' ] },
			},
			format: 'percent',
			better: null,
		},
		{
			id: 'new-paid',
			label: newPaidLabel,
			measure: { kind: 'sum', total: 'firstsTotal' },
			format: 'money',
			better: 'more',
		},
		{
			id: 'returning-paid',
			label: returningPaidLabel,
			measure: { kind: 'sum', total: 'furtherTotal' },
			format: 'money',
			better: 'more',
		},
	],
	chart: {
		kind: 'line',
		title: newLabel,
		measure: { kind: 'sum', total: 'firsts' },
		column: newLabel,
	},
	breakdowns: [
		{
			id: 'cohorts',
			title: {
				en: 'By month of the first order, until now',
				ko: '첫 주문 월별 누적 구매',
			},
			field: 'cohort',
			fieldLabel: firstOrderLabel,
			labels: { kind: 'month' },
			now: true,
			columns: [
				{
					id: 'customers',
					label: newLabel,
					measure: { kind: 'sum', total: 'firsts' },
					format: 'count',
				},
				{
					id: 'orders',
					label: ordersLabel,
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
				{
					id: 'each',
					label: { en: 'Orders each', ko: '1인당 주문' },
					measure: {
						kind: 'ratio',
						of: { total: 'facts' },
						per: { total: 'firsts' },
					},
					format: 'decimal',
				},
				{
					id: 'paid',
					label: { en: 'Paid each', ko: '1인당 결제액' },
					measure: {
						kind: 'ratio',
						of: { total: 'total' },
						per: { total: 'firsts' },
					},
					format: 'money',
				},
			],
			order: '-key',
			top: 24,
		},
	],
	facts: {
		orders: {
			columns: [
				placed,
				{
					id: 'first',
					label: firstOrderLabel,
					field: 'first',
					format: 'moment',
				},
				{
					id: 'total',
					label: paidLabel,
					field: 'total',
					format: 'money',
				},
			],
			link: { kind: 'order', field: 'order' },
		},
	},
	counted: {
		en: {
			none: 'No new customers',
			one: '{n} new customer',
			other: '{n} new customers',
		},
		ko: {
			none: '신규 고객이 없습니다',
			other: '신규 고객은 모두 {n}명',
			unit: '명',
		},
	},
	source: { en: 'orders counted', ko: '집계한 주문' },
	emptyAdvice: noSalesAdvice,
	definitions: [
		{
			term: newLabel,
			text: {
				en: 'Buyers whose first order ever, in any currency, is in this period. Who has an account is known by it, a guest by the e-mail address; a guest with the address of an account is its owner. No names or addresses are kept in the reports.',
				ko: '통화와 관계없이 생애 첫 주문이 이 기간에 있는 고객입니다. 회원은 계정으로, 비회원은 이메일 주소로 구분하며, 비회원의 이메일이 회원의 이메일과 같으면 그 회원으로 봅니다. 리포트에는 이름과 주소를 저장하지 않습니다.',
			},
		},
		{
			term: returningLabel,
			text: {
				en: 'Orders of buyers who had ordered before, also when that was earlier in this period.',
				ko: '이전에 주문한 적이 있는 고객의 주문입니다. 이 기간에 첫 주문을 한 고객이 다시 주문한 것도 포함합니다.',
			},
		},
		{
			term: shareLabel,
			text: {
				en: 'Returning orders among all orders of known buyers. Orders without an account and without an e-mail address are neither new nor returning.',
				ko: '누구인지 알 수 있는 고객의 전체 주문 중 재구매 주문의 비율입니다. 계정도 이메일도 없는 주문은 신규나 재구매로 집계하지 않습니다.',
			},
		},
		{
			term: paidLabel,
			text: {
				en: 'With tax and shipping, after discounts, before refunds.',
				ko: '할인 후 금액이며 세금과 배송비를 포함하고 환불은 빼지 않습니다.',
			},
		},
		{
			term: firstOrderLabel,
			text: {
				en: 'The table puts buyers together by the month of their first order, and says what they have ordered from then until now, whatever the period is.',
				ko: '표는 고객을 첫 주문이 있던 월별로 묶어, 선택한 기간과 관계없이 그때부터 지금까지의 주문을 보여 줍니다.',
			},
		},
		countedOrders,
		dayOfOrder,
	],
};
