import type { ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import {
	amounts,
	salesFigures,
	shippingLabel,
	taxLabel,
	totalLabel,
} from './sales-figures';
import {
	countedOrders,
	dayOfOrder,
	isOrder,
	isSold,
	net,
	netLabel,
	noSalesAdvice,
	ordersLabel,
	placed,
} from './sold';

const statusLabel: Words = { en: 'Status', ko: '상태' };

export const sales: ReportDeclaration = {
	id: 'sales',
	grant: 'shop',
	title: { en: 'Sales', ko: '매출' },
	description: {
		en: 'What was sold, what was given back, and what remains.',
		ko: '얼마나 팔고 얼마를 환불했으며, 남은 매출이 얼마인지 보여 줍니다.',
	},
	dataset: 'orders',
	where: [ isSold ],
	filters: [
		{
			id: 'status',
			label: statusLabel,
			field: 'status',
			labels: { kind: 'site', words: 'orderStatuses' },
		},
	],
	figures: salesFigures,
	chart: {
		kind: 'line',
		title: netLabel,
		measure: { kind: 'sum', ...net },
		format: 'money',
		column: netLabel,
	},
	breakdowns: [
		{
			id: 'statuses',
			title: { en: 'By status', ko: '상태별' },
			field: 'status',
			fieldLabel: statusLabel,
			labels: { kind: 'site', words: 'orderStatuses' },
			columns: [
				{
					id: 'orders',
					label: ordersLabel,
					measure: {
						kind: 'sum',
						total: 'facts',
						where: [ isOrder ],
					},
					format: 'count',
				},
				{
					id: 'net',
					label: netLabel,
					measure: { kind: 'sum', ...net },
					format: 'money',
				},
			],
			top: 10,
		},
	],
	facts: {
		orders: {
			columns: [
				placed,
				{
					id: 'kind',
					label: { en: 'Kind', ko: '구분' },
					field: 'kind',
					format: 'text',
					labels: {
						kind: 'words',
						words: {
							order: { en: 'Order', ko: '주문' },
							refund: { en: 'Refund', ko: '환불' },
						},
					},
				},
				{
					id: 'status',
					label: statusLabel,
					field: 'status',
					format: 'text',
					labels: { kind: 'site', words: 'orderStatuses' },
				},
				{
					id: 'total',
					label: totalLabel,
					field: 'total',
					format: 'money',
				},
				{ id: 'tax', label: taxLabel, field: 'tax', format: 'money' },
				{
					id: 'shipping',
					label: shippingLabel,
					field: 'shipping',
					format: 'money',
				},
			],
			link: { kind: 'order', field: 'order' },
		},
	},
	counted: {
		en: {
			none: 'No net sales',
			one: 'Net sales of {n}',
			other: 'Net sales of {n}',
		},
		ko: { none: '순매출이 없습니다', other: '순매출 {n}' },
	},
	source: { en: 'orders and refunds counted', ko: '집계한 주문과 환불' },
	emptyAdvice: noSalesAdvice,
	definitions: [ ...amounts, countedOrders, dayOfOrder ],
};
