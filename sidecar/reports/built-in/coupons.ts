import type { BreakdownColumn, ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import { sumColumn } from './columns';
import { countedOrders, isSold, placed } from './sold';

const discountLabel: Words = { en: 'Discounts', ko: '할인 금액' };
const usesLabel: Words = { en: 'Uses', ko: '사용 횟수' };
const averageLabel: Words = { en: 'Average discount', ko: '평균 할인 금액' };
const couponsLabel: Words = { en: 'Coupons', ko: '쿠폰' };
const codeLabel: Words = { en: 'Coupon code', ko: '쿠폰 코드' };

const discountColumn = sumColumn(
	'discount',
	discountLabel,
	'discount',
	'money'
);
const usesColumn = sumColumn( 'uses', usesLabel, 'facts' );
const averageColumn = {
	id: 'average',
	label: averageLabel,
	measure: {
		kind: 'ratio',
		of: { total: 'discount' },
		per: { total: 'facts' },
	},
	format: 'money',
} as const satisfies BreakdownColumn;

export const coupons: ReportDeclaration = {
	id: 'coupons',
	grant: 'shop',
	title: couponsLabel,
	description: {
		en: 'Which coupons are used, and what they take off.',
		ko: '어떤 쿠폰이 쓰이고 얼마나 할인되었는지 보여 줍니다.',
	},
	dataset: 'coupon_uses',
	where: [ isSold ],
	figures: [
		{ ...discountColumn, better: null },
		{ ...usesColumn, better: 'more' },
		{ ...averageColumn, better: null },
		{
			id: 'coupons',
			label: couponsLabel,
			measure: { kind: 'distinct', field: 'code' },
			format: 'count',
			better: null,
		},
	],
	chart: {
		kind: 'bar',
		title: { en: 'Discounts by coupon', ko: '쿠폰별 할인 금액' },
		breakdown: 'codes',
	},
	breakdowns: [
		{
			id: 'codes',
			title: { en: 'By coupon', ko: '쿠폰별' },
			field: 'code',
			fieldLabel: codeLabel,
			labels: { kind: 'value' },
			columns: [ discountColumn, usesColumn, averageColumn ],
			top: 12,
		},
	],
	facts: {
		coupon_uses: {
			columns: [
				placed,
				{
					id: 'code',
					label: codeLabel,
					field: 'code',
					format: 'text',
				},
				{
					id: 'discount',
					label: discountLabel,
					field: 'discount',
					format: 'money',
				},
			],
			link: { kind: 'order', field: 'order' },
		},
	},
	counted: {
		en: {
			none: 'No discounts by coupon',
			one: 'Coupons took off {n}',
			other: 'Coupons took off {n}',
		},
		ko: {
			none: '쿠폰 할인이 없습니다',
			other: '쿠폰으로 할인된 금액은 {n}',
		},
	},
	source: { en: 'coupon uses counted', ko: '집계한 쿠폰 사용' },
	emptyAdvice: {
		en: 'Choose a longer period. Coupons are made under Marketing → Coupons.',
		ko: '더 긴 기간을 선택해 보세요. 쿠폰은 마케팅 → 쿠폰에서 만들 수 있습니다.',
	},
	definitions: [
		{
			term: discountLabel,
			text: {
				en: 'What coupons took off the orders they were used in, without tax. A refund of the order does not change it.',
				ko: '쿠폰이 사용된 주문에서 할인된 금액이며 세금은 포함하지 않습니다. 주문을 환불해도 바뀌지 않습니다.',
			},
		},
		{
			term: usesLabel,
			text: {
				en: 'A coupon in an order is one use, also when it took nothing off, such as free shipping.',
				ko: '주문 한 건에 쓰인 쿠폰 하나를 한 번으로 셉니다. 무료 배송처럼 할인 금액이 없는 쿠폰도 집계합니다.',
			},
		},
		countedOrders,
		{
			term: { en: 'Date', ko: '기준일' },
			text: {
				en: 'The day the order was placed, as in WooCommerce’s own report of coupons.',
				ko: '주문일을 기준으로 하며, 우커머스의 쿠폰 리포트와 같습니다.',
			},
		},
	],
};
