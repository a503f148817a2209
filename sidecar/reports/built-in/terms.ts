import type { Labels } from '../declaration';

export const termTitles: Labels = {
	kind: 'facts',
	dataset: 'terms',
	field: 'title',
	missing: { en: 'Without a name', ko: '이름 없음' },
	deleted: { en: 'Deleted category #{id}', ko: '삭제된 카테고리 #{id}' },
};
