import type { FigureDeclaration, ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import { isOrder, isRefund, net, netLabel, ordersLabel } from './sold';

const averageLabel: Words = { en: 'Average order', ko: '평균 주문 금액' };
const grossLabel: Words = { en: 'Gross sales', ko: '총매출' };
const discountsLabel: Words = { en: 'Discounts', ko: '할인' };
const refundsLabel: Words = { en: 'Refunds', ko: '환불' };
export const taxLabel: Words = { en: 'Tax', ko: '세금' };
export const shippingLabel: Words = { en: 'Shipping', ko: '배송비' };
export const totalLabel: Words = { en: 'Total sales', ko: '결제 합계' };
export const salesFigures: readonly FigureDeclaration[] = [
	{
		id: 'net',
		label: netLabel,
		measure: { kind: 'sum', ...net },
		format: 'money',
		better: 'more',
	},
	{
		id: 'orders',
		label: ordersLabel,
		measure: { kind: 'sum', total: 'facts', where: [ isOrder ] },
		format: 'count',
		better: 'more',
	},
	{
		id: 'average',
		label: averageLabel,
		measure: {
			kind: 'ratio',
			of: { ...net, where: [ isOrder ] },
			per: { total: 'facts', where: [ isOrder ] },
		},
		format: 'money',
		better: 'more',
	},
	{
		id: 'gross',
		label: grossLabel,
		measure: {
			kind: 'sum',
			...net,
			plus: [ 'discount' ],
			where: [ isOrder ],
		},
		format: 'money',
		better: 'more',
	},
	{
		id: 'discounts',
		label: discountsLabel,
		measure: { kind: 'sum', total: 'discount', where: [ isOrder ] },
		format: 'money',
		better: null,
	},
	{
		id: 'refunds',
		label: refundsLabel,
		measure: { kind: 'sum', ...net, where: [ isRefund ], negated: true },
		format: 'money',
		better: 'less',
	},
	{
		id: 'tax',
		label: taxLabel,
		measure: { kind: 'sum', total: 'tax' },
		format: 'money',
		better: null,
	},
	{
		id: 'shipping',
		label: shippingLabel,
		measure: { kind: 'sum', total: 'shipping' },
		format: 'money',
		better: null,
	},
	{
		id: 'total',
		label: totalLabel,
		measure: { kind: 'sum', total: 'total' },
		format: 'money',
		better: 'more',
	},
];

/** What each of them is made of. */
export const amounts: ReportDeclaration[ 'definitions' ] = [
	{
		term: netLabel,
		text: {
			en: 'What products and fees came to after discounts and refunds, without tax and without shipping: gross sales less discounts less refunds.',
			ko: '상품과 수수료 금액에서 할인과 환불을 뺀 금액입니다(총매출 − 할인 − 환불). 세금과 배송비는 포함하지 않습니다.',
		},
	},
	{
		term: averageLabel,
		text: {
			en: 'Net sales before refunds, divided by the orders.',
			ko: '환불을 빼기 전의 순매출을 주문 수로 나눈 금액입니다.',
		},
	},
	{
		term: grossLabel,
		text: {
			en: 'What products and fees came to before discounts and refunds, without tax and without shipping.',
			ko: '할인과 환불을 빼기 전의 상품과 수수료 금액입니다. 세금과 배송비는 포함하지 않습니다.',
		},
	},
	{
		term: discountsLabel,
		text: {
			en: 'What coupons took off, without tax.',
			ko: '쿠폰으로 할인된 금액이며 세금은 포함하지 않습니다.',
		},
	},
	{
		term: refundsLabel,
		text: {
			en: 'What was given back for products and fees, without tax and without shipping, also for orders from before this period. WooCommerce’s “Returns” may include both. Where an order is refunded in part and later the rest of it, WooCommerce’s Analytics takes back the tax and shipping of that part again; here they are taken back once.',
			ko: '상품과 수수료에 대해 환불한 금액이며, 이 기간 이전의 주문을 환불한 금액도 포함합니다. 세금과 배송비는 포함하지 않지만, 우커머스 분석의 ‘반품’에는 포함될 수 있습니다. 주문의 일부를 환불한 뒤 나머지를 환불한 경우 우커머스 분석은 먼저 환불한 부분의 세금과 배송비를 한 번 더 빼지만, 여기서는 한 번만 뺍니다.',
		},
	},
	{
		term: taxLabel,
		text: {
			en: 'On orders and their shipping, less what was given back.',
			ko: '주문과 배송에 부과된 세금에서 환불된 세금을 뺀 금액입니다.',
		},
	},
	{
		term: shippingLabel,
		text: {
			en: 'Charged, without its tax, less what was given back.',
			ko: '청구한 배송비에서 환불된 배송비를 뺀 금액이며 세금은 포함하지 않습니다.',
		},
	},
	{
		term: totalLabel,
		text: {
			en: 'All that was charged less all that was paid back: net sales, tax and shipping together.',
			ko: '청구한 모든 금액에서 환불한 모든 금액을 뺀 금액입니다(순매출 + 세금 + 배송비).',
		},
	},
];
