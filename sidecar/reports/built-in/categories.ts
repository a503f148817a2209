import type { ReportDeclaration } from '../declaration';
import {
	byProduct,
	countColumns,
	lineFigures,
	linesCounted,
	linesShown,
	netColumn,
	overLines,
	quantityDefinition,
} from './order-lines';
import { countedOrders, dayOfOrder, netLabel } from './sold';
import { categoryLabel, productCategories, termTitles } from './terms';

export const categories: ReportDeclaration = {
	...overLines,
	id: 'categories',
	title: { en: 'Categories', ko: '상품 카테고리' },
	description: {
		en: 'Which product categories sell.',
		ko: '어떤 카테고리의 상품이 팔렸는지 보여 줍니다.',
	},
	filters: [
		{
			id: 'category',
			label: categoryLabel,
			field: 'product',
			through: productCategories,
			labels: termTitles,
		},
	],
	figures: lineFigures,
	chart: {
		kind: 'bar',
		title: { en: 'Net sales by category', ko: '카테고리별 순매출' },
		breakdown: 'categories',
	},
	breakdowns: [
		{
			id: 'categories',
			title: { en: 'By category', ko: '카테고리별' },
			field: 'product',
			through: productCategories,
			fieldLabel: categoryLabel,
			labels: termTitles,
			columns: [ netColumn, ...countColumns ],
			top: 12,
		},
		byProduct,
	],
	facts: { order_items: linesShown },
	counted: linesCounted,
	definitions: [
		{
			term: categoryLabel,
			text: {
				en: 'Those that a product has now. A product in two categories counts in both, so the rows can come to more than the figures; a product that was deleted counts in none. A category above another does not count what is only in the one below. With a category chosen all is about the products that have it; their other categories are shown beside it.',
				ko: '상품에 현재 지정된 카테고리입니다. 카테고리가 둘인 상품은 양쪽에 모두 집계하므로 표의 합이 전체 수치보다 클 수 있으며, 삭제된 상품은 어느 카테고리에도 집계하지 않습니다. 하위 카테고리에만 있는 상품은 상위 카테고리에 집계하지 않습니다. 카테고리를 선택하면 그 카테고리의 상품만 집계하며, 그 상품들의 다른 카테고리도 함께 표시합니다.',
			},
		},
		{
			term: netLabel,
			text: {
				en: 'What the lines of orders came to after discounts, without tax, less what refunds gave back for these products. Shipping and fees are not in it.',
				ko: '주문 항목의 할인 후 금액에서 해당 상품의 환불액을 뺀 금액입니다. 세금, 배송비, 수수료는 포함하지 않습니다.',
			},
		},
		quantityDefinition,
		countedOrders,
		dayOfOrder,
	],
};
