import type { Language } from '../language';
import { languageOf } from '../language';

/** What is said of how the facts come in. Numbers arrive written. */
export type SyncWords = {
	title: string;
	advice: string;
	copyPeriod: ( period: string ) => string;
	copyAll: string;
	copying: string;
	facts: ( count: string ) => string;
	/** Of a built-in dataset; another keeps the name it has. */
	name: ( id: string ) => string;
	missing: string;
	fault: ( reason: string ) => string;
	skipped: string;
	wrong: string;
};

const names: Record< Language, Record< string, string > > = {
	en: {
		posts: 'Posts',
		comments: 'Comments',
		users: 'Users',
		terms: 'Categories and tags',
		orders: 'Orders and refunds',
		order_items: 'Order items',
		products: 'Products',
		coupon_uses: 'Coupons used',
	},
	ko: {
		posts: '글',
		comments: '댓글',
		users: '사용자',
		terms: '카테고리와 태그',
		orders: '주문과 환불',
		order_items: '주문 항목',
		products: '상품',
		coupon_uses: '사용된 쿠폰',
	},
};

const dictionaries: Record< Language, Omit< SyncWords, 'name' > > = {
	en: {
		title: 'Facts of this site, and copying them again',
		advice: 'Every night all facts are compared with the site’s. If a number looks wrong before, copy it again: what is shown stays meanwhile.',
		copyPeriod: ( period ) => `Copy ${ period } again`,
		copyAll: 'Copy everything again',
		copying: 'Facts are being copied again.',
		facts: ( count ) => `${ count } facts`,
		missing: 'The site offers these no longer.',
		fault: ( reason ) =>
			`They can’t be copied just now, and are tried again: ${ reason }`,
		skipped: 'Rows that could not be read',
		wrong: 'Declarations of other plugins that can’t be used',
	},
	ko: {
		title: '이 사이트의 데이터와 다시 복사',
		advice: '모든 데이터는 매일 밤 사이트와 대조합니다. 그 전에 수치가 이상하면 다시 복사해 주십시오. 복사하는 동안에도 화면의 수치는 그대로 표시됩니다.',
		copyPeriod: ( period ) => `${ period } 다시 복사`,
		copyAll: '전체 다시 복사',
		copying: '데이터를 다시 복사하고 있습니다.',
		facts: ( count ) => `데이터 ${ count }건`,
		missing: '사이트에서 더 이상 제공하지 않습니다.',
		fault: ( reason ) =>
			`지금은 복사할 수 없어 다시 시도하고 있습니다: ${ reason }`,
		skipped: '읽을 수 없는 행',
		wrong: '사용할 수 없는 다른 플러그인의 선언',
	},
};

export function syncWords( locale: string ): SyncWords {
	const language = languageOf( locale );
	return {
		...dictionaries[ language ],
		name: ( id ) => names[ language ][ id ] ?? id,
	};
}
