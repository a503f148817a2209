import type { ReportDeclaration } from '../declaration';
import type { Words } from '../words';
import { productTitles } from './products';
import {
	countedOrders,
	dayOfOrder,
	isSold,
	linesLabel,
	netLabel,
	noSalesAdvice,
	placed,
	productLabel,
	quantityLabel,
} from './sold';
import { termTitles } from './terms';

const categoryLabel: Words = { en: 'Category', ko: '카테고리' };

export const categories: ReportDeclaration = {
	id: 'categories',
	grant: 'shop',
	title: { en: 'Categories', ko: '상품 카테고리' },
	description: {
		en: 'Which product categories sell.',
		ko: '어떤 카테고리의 상품이 팔렸는지 보여 줍니다.',
	},
	dataset: 'order_items',
	where: [ isSold ],
	figures: [
		{
			id: 'net',
			label: netLabel,
			measure: { kind: 'sum', total: 'net' },
			format: 'money',
			better: 'more',
		},
		{
			id: 'quantity',
			label: quantityLabel,
			measure: { kind: 'sum', total: 'quantity' },
			format: 'count',
			better: 'more',
		},
		{
			id: 'lines',
			label: linesLabel,
			measure: { kind: 'sum', total: 'lines' },
			format: 'count',
			better: 'more',
		},
	],
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
			through: { dataset: 'products', field: 'categories' },
			fieldLabel: categoryLabel,
			labels: termTitles,
			columns: [
				{
					id: 'net',
					label: netLabel,
					measure: { kind: 'sum', total: 'net' },
					format: 'money',
				},
				{
					id: 'quantity',
					label: quantityLabel,
					measure: { kind: 'sum', total: 'quantity' },
					format: 'count',
				},
				{
					id: 'lines',
					label: linesLabel,
					measure: { kind: 'sum', total: 'lines' },
					format: 'count',
				},
			],
			top: 12,
		},
	],
	facts: {
		order_items: {
			columns: [
				placed,
				{
					id: 'product',
					label: productLabel,
					field: 'product',
					format: 'text',
					labels: productTitles,
				},
				{
					id: 'quantity',
					label: quantityLabel,
					field: 'quantity',
					format: 'count',
				},
				{ id: 'net', label: netLabel, field: 'net', format: 'money' },
			],
			link: { kind: 'order', field: 'order' },
		},
	},
	counted: {
		en: {
			none: 'No net sales',
			one: 'Products sold for {n}',
			other: 'Products sold for {n}',
		},
		ko: { none: '상품 순매출이 없습니다', other: '상품 순매출 {n}' },
	},
	source: { en: 'order lines counted', ko: '집계한 주문 항목' },
	emptyAdvice: noSalesAdvice,
	definitions: [
		{
			term: categoryLabel,
			text: {
				en: 'Those that a product has now. A product in two categories counts in both, so the rows can come to more than the figures; a product that was deleted counts in none. A category above another does not count what is only in the one below.',
				ko: '상품에 현재 지정된 카테고리입니다. 카테고리가 둘인 상품은 양쪽에 모두 집계하므로 표의 합이 전체 수치보다 클 수 있으며, 삭제된 상품은 어느 카테고리에도 집계하지 않습니다. 하위 카테고리에만 있는 상품은 상위 카테고리에 집계하지 않습니다.',
			},
		},
		{
			term: netLabel,
			text: {
				en: 'What the lines of orders came to after discounts, without tax, less what refunds gave back for these products. Shipping and fees are not in it.',
				ko: '주문 항목의 할인 후 금액에서 해당 상품의 환불액을 뺀 금액입니다. 세금, 배송비, 수수료는 포함하지 않습니다.',
			},
		},
		{
			term: quantityLabel,
			text: {
				en: 'Pieces in orders less pieces that were given back.',
				ko: '주문한 수량에서 환불된 수량을 뺀 값입니다.',
			},
		},
		countedOrders,
		dayOfOrder,
	],
};
