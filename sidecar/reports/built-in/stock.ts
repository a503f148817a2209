import type { Condition } from '../../store/facts/dataset';
import type {
	FieldColumn,
	Listing,
	ListingColumn,
	ReportDeclaration,
} from '../declaration';
import type { Words } from '../words';
import { productLabel } from './order-lines';
import { isSold } from './sold';

const outLabel: Words = { en: 'Out of stock', ko: '품절' };
const lowLabel: Words = { en: 'Low in stock', ko: '재고 부족' };
const backorderLabel: Words = { en: 'On backorder', ko: '이월주문' };
const uncountedLabel: Words = { en: 'Not counted', ko: '재고 미관리' };
const leftLabel: Words = { en: 'Days left', ko: '남은 일수' };
const stockLabel: Words = { en: 'In stock', ko: '재고' };

const isPublic: Condition = { field: 'status', is: [ 'publish', 'private' ] };
const isCounted: Condition = { field: 'quantity', not: [ null ] };
const isProduct: Condition = { field: 'parent', is: [ 0 ] };
const isVariation: Condition = { field: 'parent', not: [ 0 ] };

/** Over which sales are averaged. */
const days = 28;

const name: FieldColumn = {
	id: 'product',
	label: productLabel,
	field: 'title',
	format: 'text',
};
const sku: FieldColumn = {
	id: 'sku',
	label: { en: 'SKU', ko: 'SKU' },
	field: 'sku',
	format: 'text',
};
const quantity: FieldColumn = {
	id: 'quantity',
	label: stockLabel,
	field: 'quantity',
	format: 'count',
};

function columnsBy(
	by: 'product' | 'variation',
	where: readonly Condition[]
): Listing[ 'columns' ] {
	const sold: ListingColumn = {
		id: 'sold',
		label: { en: 'Sold in 28 days', ko: '28일 판매량' },
		sum: { dataset: 'order_items', by, total: 'quantity', where, days },
		format: 'count',
	};
	const left: ListingColumn = {
		id: 'left',
		label: leftLabel,
		quotient: { of: 'quantity', per: 'sold', times: days },
		format: 'days',
	};
	return [ name, sku, quantity, sold, left ];
}

export const stock: ReportDeclaration = {
	id: 'stock',
	grant: 'shop',
	title: { en: 'Stock', ko: '재고' },
	description: {
		en: 'What is sold out, what runs low, and how long the rest will last.',
		ko: '품절되거나 재고가 부족한 상품과 남은 재고로 버틸 수 있는 기간을 보여 줍니다.',
	},
	dataset: 'products',
	where: [ isPublic ],
	figures: [
		{
			id: 'out',
			label: outLabel,
			measure: {
				kind: 'now',
				total: 'facts',
				where: [ { field: 'stock', is: [ 'out' ] } ],
			},
			format: 'count',
			better: 'less',
		},
		{
			id: 'low',
			label: lowLabel,
			measure: {
				kind: 'now',
				total: 'facts',
				where: [
					{ field: 'stock', is: [ 'in' ] },
					{ field: 'quantity', atMost: { field: 'low' } },
				],
			},
			format: 'count',
			better: 'less',
		},
		{
			id: 'backorder',
			label: backorderLabel,
			measure: {
				kind: 'now',
				total: 'facts',
				where: [ { field: 'stock', is: [ 'backorder' ] } ],
			},
			format: 'count',
			better: null,
		},
		{
			id: 'uncounted',
			label: uncountedLabel,
			measure: {
				kind: 'now',
				total: 'facts',
				where: [ { field: 'quantity', is: [ null ] } ],
			},
			format: 'count',
			better: null,
		},
	],
	chart: {
		kind: 'bar',
		title: { en: 'Products by stock status', ko: '재고 상태별 상품' },
		breakdown: 'states',
	},
	breakdowns: [
		{
			id: 'states',
			title: { en: 'By stock status', ko: '재고 상태별' },
			field: 'stock',
			fieldLabel: { en: 'Stock status', ko: '재고 상태' },
			labels: {
				kind: 'words',
				words: {
					in: { en: 'In stock', ko: '재고 있음' },
					out: outLabel,
					backorder: backorderLabel,
					none: { en: 'Uncounted', ko: '수량 미관리' },
				},
			},
			now: true,
			columns: [
				{
					id: 'products',
					label: { en: 'Products', ko: '상품' },
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
			],
			top: 4,
		},
	],
	listings: [
		{
			id: 'left',
			title: { en: 'Products, by days left', ko: '남은 일수별 상품' },
			where: [ isProduct, isCounted ],
			columns: columnsBy( 'product', [ isSold ] ),
			sort: 'left',
			top: 20,
			link: { kind: 'product' },
		},
		{
			id: 'variations',
			title: { en: 'Variations, by days left', ko: '남은 일수별 옵션' },
			where: [ isVariation, isCounted ],
			columns: columnsBy( 'variation', [
				isSold,
				{ field: 'variation', not: [ 0 ] },
			] ),
			sort: 'left',
			top: 20,
			link: { kind: 'product', field: 'parent' },
		},
	],
	facts: {
		products: {
			columns: [ name, sku, quantity ],
			link: { kind: 'product' },
		},
	},
	counted: {
		en: {
			none: 'Nothing is out of stock',
			one: '{n} product is out of stock',
			other: '{n} products are out of stock',
		},
		ko: {
			none: '품절된 상품이 없습니다',
			other: '품절된 상품은 모두 {n}개',
		},
	},
	source: {
		en: 'products and variations counted',
		ko: '집계한 상품과 옵션',
	},
	emptyAdvice: {
		en: 'Add products under Products, and let WooCommerce count them: Inventory → Track stock quantity.',
		ko: '상품 메뉴에서 상품을 추가하고, 상품 데이터의 재고 탭에서 재고 관리를 켜 주세요.',
	},
	definitions: [
		{
			term: { en: 'When', ko: '기준 시점' },
			text: {
				en: 'Everything here is as it is now, whatever the period is. Products and their variations count each by itself when they are published or private.',
				ko: '선택한 기간과 관계없이 지금의 재고입니다. 공개 또는 비공개 상태인 상품과 옵션을 각각 하나로 집계합니다.',
			},
		},
		{
			term: outLabel,
			text: {
				en: 'With the stock status “Out of stock”, whether counted or not.',
				ko: '재고 관리 여부와 관계없이 재고 상태가 ‘품절’인 상품입니다.',
			},
		},
		{
			term: lowLabel,
			text: {
				en: 'Counted, in stock, and at or below the low stock threshold: that of the product, else that of the shop.',
				ko: '재고를 관리하는 상품 중 재고가 있지만 재고 부족 기준 이하인 상품입니다. 상품에 기준이 없으면 쇼핑몰의 기준을 따릅니다.',
			},
		},
		{
			term: uncountedLabel,
			text: {
				en: 'WooCommerce does not track a quantity for them, so nothing says how long they last.',
				ko: '우커머스에서 수량을 관리하지 않아 남은 일수를 알 수 없는 상품입니다.',
			},
		},
		{
			term: leftLabel,
			text: {
				en: 'What is in stock, divided by what was sold a day over the last 28 days with today, refunds taken off. Empty where nothing was sold.',
				ko: '현재 재고를 오늘을 포함한 최근 28일의 하루 평균 판매량(환불 제외)으로 나눈 값입니다. 판매가 없으면 비워 둡니다.',
			},
		},
	],
};
