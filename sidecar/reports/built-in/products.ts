import type { ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import {
	byProduct,
	byVariation,
	lineFigures,
	linesCounted,
	linesLabel,
	linesShown,
	overLines,
	productLabel,
	productTitles,
	quantityDefinition,
} from './order-lines';
import { countedOrders, dayOfOrder, netLabel } from './sold';

const productsLabel: Words = { en: 'Products', ko: '상품' };

export const products: ReportDeclaration = {
	...overLines,
	id: 'products',
	title: productsLabel,
	description: {
		en: 'Which products are sold, how many and for how much.',
		ko: '어떤 상품이 몇 개, 얼마나 팔렸는지 보여 줍니다.',
	},
	filters: [
		{
			id: 'product',
			label: productLabel,
			field: 'product',
			labels: productTitles,
		},
	],
	figures: [
		...lineFigures,
		{
			id: 'products',
			label: productsLabel,
			measure: {
				kind: 'distinct',
				field: 'product',
				where: [ { field: 'product', not: [ 0 ] } ],
			},
			format: 'count',
			better: null,
		},
	],
	chart: {
		kind: 'line',
		title: netLabel,
		measure: { kind: 'sum', total: 'net' },
		format: 'money',
		column: netLabel,
	},
	breakdowns: [ byProduct, byVariation ],
	facts: { order_items: linesShown },
	counted: linesCounted,
	definitions: [
		{
			term: netLabel,
			text: {
				en: 'What the lines of orders came to after discounts, without tax, less what refunds gave back for these products. Shipping and fees belong to no product. A refund of an amount alone, without products, lowers the net sales of Sales but not these, unless it gives back the whole order.',
				ko: '주문 항목의 할인 후 금액에서 해당 상품의 환불액을 뺀 금액입니다. 세금, 배송비, 수수료는 포함하지 않습니다. 상품을 지정하지 않고 금액만 환불하면 매출 리포트의 순매출에는 반영되지만 여기에는 반영되지 않으며, 주문 전액을 환불한 때에만 반영됩니다.',
			},
		},
		quantityDefinition,
		{
			term: linesLabel,
			text: {
				en: 'Lines of orders. A product that stands in one order twice, such as in two sizes, counts twice; WooCommerce’s Analytics counts that order once.',
				ko: '주문에 담긴 항목의 수입니다. 한 주문에 같은 상품이 두 번(예: 두 가지 사이즈) 있으면 두 번 집계하며, 우커머스 분석에서는 그 주문을 한 번만 집계합니다.',
			},
		},
		{
			term: productsLabel,
			text: {
				en: 'Different products that were sold or given back. All variations are one product; with a product chosen, a table tells them apart. Sales of a product that was deleted stay counted.',
				ko: '판매되거나 환불된 서로 다른 상품의 수입니다. 옵션은 모두 하나의 상품으로 보되 상품을 선택하면 옵션별 표를 함께 표시하며, 삭제된 상품의 매출도 그대로 집계합니다.',
			},
		},
		countedOrders,
		dayOfOrder,
	],
};
