import type {
	Breakdown,
	BreakdownColumn,
	FactsShown,
	FigureDeclaration,
	Labels,
	ReportDeclaration,
} from '../declaration';
import type { CountWords, Words } from '../words';
import { sumColumn } from './columns';
import { isSold, netLabel, noSalesAdvice, placed } from './sold';

/** What reports over the lines of orders have in common, whatever they break them down by. */
export const overLines = {
	grant: 'shop',
	dataset: 'order_items',
	where: [ isSold ],
	source: { en: 'order lines counted', ko: '집계한 주문 항목' },
	emptyAdvice: noSalesAdvice,
} as const satisfies Partial< ReportDeclaration >;

export const productLabel: Words = { en: 'Product', ko: '상품' };
export const linesLabel: Words = { en: 'Order lines', ko: '주문 항목' };
const quantityLabel: Words = { en: 'Items sold', ko: '판매 수량' };

export const productTitles: Labels = {
	kind: 'facts',
	dataset: 'products',
	field: 'title',
	missing: { en: 'Without a name', ko: '이름 없음' },
	deleted: { en: 'Deleted product #{id}', ko: '삭제된 상품 #{id}' },
	none: { en: 'Deleted products', ko: '삭제된 상품' },
};

export const netColumn = sumColumn( 'net', netLabel, 'net', 'money' );
const quantityColumn = sumColumn( 'quantity', quantityLabel, 'quantity' );
const linesColumn = sumColumn( 'lines', linesLabel, 'lines' );

export const countColumns: readonly BreakdownColumn[] = [
	quantityColumn,
	linesColumn,
];

export const byProduct: Breakdown = {
	id: 'products',
	title: { en: 'By product', ko: '상품별' },
	field: 'product',
	fieldLabel: productLabel,
	labels: productTitles,
	columns: [
		netColumn,
		{
			id: 'share',
			label: { en: 'Share', ko: '비중' },
			measure: { kind: 'share', total: 'net' },
			format: 'percent',
		},
		...countColumns,
	],
	top: 20,
};

/** Of the products that were chosen. */
export const byVariation: Breakdown = {
	id: 'variations',
	title: { en: 'By variation', ko: '옵션별' },
	whenChosen: 'product',
	where: [ { field: 'variation', not: [ 0 ] } ],
	field: 'variation',
	fieldLabel: { en: 'Variation', ko: '옵션' },
	labels: productTitles,
	columns: [ netColumn, ...countColumns ],
	top: 20,
};

export const lineFigures: readonly FigureDeclaration[] = [
	{ ...netColumn, better: 'more' },
	{ ...quantityColumn, better: 'more' },
	{ ...linesColumn, better: 'more' },
];

export const linesShown: FactsShown = {
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
};

export const linesCounted: CountWords = {
	en: {
		none: 'No net sales',
		one: 'Products sold for {n}',
		other: 'Products sold for {n}',
	},
	ko: { none: '상품 순매출이 없습니다', other: '상품 순매출 {n}' },
};

export const quantityDefinition: ReportDeclaration[ 'definitions' ][ number ] =
	{
		term: quantityLabel,
		text: {
			en: 'Pieces in orders less pieces that were given back. Where an order is refunded in part and later the rest of it, WooCommerce’s Analytics takes back the pieces of that part again; here they are taken back once.',
			ko: '주문한 수량에서 환불된 수량을 뺀 값입니다. 주문의 일부를 환불한 뒤 나머지를 환불한 경우 우커머스 분석은 먼저 환불한 수량을 한 번 더 빼지만, 여기서는 한 번만 뺍니다.',
		},
	};
