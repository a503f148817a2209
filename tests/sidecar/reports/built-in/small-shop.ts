import type { SiteDescription } from '../../../../sidecar/contract/facts';
import type { ReportDocument } from '../../../../sidecar/contract/report-document';
import type { Viewer } from '../../../../sidecar/reports/permission';
import { item, order, product } from '../shop';
import { openReports } from '../site-with-reports';

const viewer: Viewer = {
	user: 1,
	grants: [ 'view', 'shop', 'manage', 'own' ],
};

/** Noon in the shop, which is at 09:00 ahead of UTC. */
export const noon = ( day: string ) => `2026-${ day }T03:00:00Z`;
export const seconds = ( at: string ) => Date.parse( at ) / 1000;

const won = { currency: 'KRW' };
const yuna = { customer: 7, first: seconds( noon( '11-02' ) ) };
const unknown = { customer: 0, first: null };

/** Few enough to add up by hand. */
export const smallShop = {
	orders: [
		order( noon( '11-02' ), {
			...won,
			...yuna,
			total: 55_000,
			tax: 5000,
			shipping: 3000,
			discount: 2000,
		} ),
		order( noon( '11-10' ), {
			...won,
			...yuna,
			status: 'processing',
			total: 33_000,
			tax: 3000,
			shipping: 0,
		} ),
		order( noon( '10-25' ), {
			...won,
			status: 'refunded',
			customer: 8,
			first: seconds( noon( '10-25' ) ),
			total: 22_000,
			tax: 2000,
			shipping: 0,
		} ),
		order( noon( '11-20' ), {
			...won,
			kind: 'refund',
			status: 'refunded',
			order: 3,
			customer: 8,
			first: seconds( noon( '10-25' ) ),
			total: -11_000,
			tax: -1000,
			shipping: 0,
		} ),
		order( noon( '11-11' ), {
			...won,
			...unknown,
			standing: 'lost',
			status: 'failed',
			total: 99_000,
		} ),
		order( noon( '11-12' ), {
			...won,
			...unknown,
			standing: 'open',
			status: 'pending',
			total: 99_000,
		} ),
		order( noon( '11-13' ), {
			...unknown,
			currency: 'USD',
			total: 10_000,
			tax: 0,
			shipping: 0,
		} ),
		order( noon( '11-15' ), {
			...won,
			...unknown,
			total: 1100,
			tax: 100,
			shipping: 0,
		} ),
		// A fee below 0 and nothing else.
		order( noon( '11-16' ), {
			...won,
			...unknown,
			total: -500,
			tax: 0,
			shipping: 0,
			items: 0,
		} ),
	],
	order_items: [
		item( noon( '11-02' ), { ...won, quantity: 2, net: 30_000 } ),
		item( noon( '11-02' ), {
			...won,
			product: 2,
			variation: 3,
			net: 10_000,
		} ),
		item( noon( '11-02' ), {
			...won,
			product: 2,
			variation: 4,
			net: 7000,
		} ),
		item( noon( '11-10' ), { ...won, net: 15_000 } ),
		item( noon( '11-10' ), { ...won, product: 99, net: 15_000 } ),
		item( noon( '11-20' ), {
			...won,
			kind: 'refund',
			product: 2,
			variation: 3,
			quantity: -1,
			net: -10_000,
		} ),
		item( noon( '11-11' ), {
			...won,
			standing: 'lost',
			quantity: 5,
			net: 99_000,
		} ),
		item( noon( '11-13' ), { currency: 'USD', net: 10_000 } ),
		item( noon( '11-15' ), { ...won, product: 0, net: 1000 } ),
	],
	products: [
		product( { title: '크루아상', categories: [ 1, 2 ] } ),
		product( { title: '녹차', categories: [ 3 ] } ),
		product( { parent: 2, title: '녹차 - 50g', categories: [ 3 ] } ),
		product( { parent: 2, title: '녹차 - 100g', categories: [ 3 ] } ),
	],
	terms: [ '빵', '아침', '차' ].map( ( title ) => ( {
		taxonomy: 'product_cat',
		parent: 0,
		title,
	} ) ),
	coupon_uses: [] as object[],
};

export const november = 'from=2026-11-01&to=2026-11-22';

const description = {
	timezone: 'Asia/Seoul',
	currency: 'KRW',
	orderStatuses: {
		completed: '완료됨',
		processing: '처리 중',
		refunded: '환불됨',
	},
};

export async function openShop(
	rows: Readonly< Record< string, object[] > > = smallShop,
	different: Partial< SiteDescription > = {}
) {
	const opened = await openReports( rows, {
		description: { ...description, ...different },
	} );
	return {
		...opened,
		ask: ( report: string, search = november, locale = 'en-GB' ) =>
			opened.ask( report, search, locale, viewer ),
		catalogue: () =>
			opened.reports.catalogue( {
				site: opened.site.home,
				viewer,
				locale: 'en',
			} ),
	};
}

export function figuresOf( { figures }: ReportDocument ) {
	return Object.fromEntries(
		figures.map( ( { id, value } ) => [ id, value ] )
	);
}

export function rowsOf( { tables }: ReportDocument, id: string ) {
	return tables.find( ( one ) => one.id === id )?.rows;
}
