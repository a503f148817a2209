import type { Labels } from '../declaration';
import type { Words } from '../words';

export const categoryLabel: Words = { en: 'Category', ko: '카테고리' };

/** Those of a product, as they are now. */
export const productCategories = {
	dataset: 'products',
	field: 'categories',
} as const;

export const termTitles: Labels = {
	kind: 'facts',
	dataset: 'terms',
	field: 'title',
	missing: { en: 'Without a name', ko: '이름 없음' },
	deleted: { en: 'Deleted category #{id}', ko: '삭제된 카테고리 #{id}' },
};
