import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../sidecar/reports/permission';
import { createZone } from '../../../sidecar/store/facts/days';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { readTexts } from '../../../sidecar/store/facts/read';
import { copiedFacts } from '../../../sidecar/store/facts/source';
import { products } from '../../../sidecar/sync/datasets';
import { openReports, post } from './site-with-reports';

const viewer: Viewer = { user: 1, grants: [ 'view', 'shop', 'export' ] };
const product = {
	parent: 0,
	title: 'A product',
	sku: '',
	status: 'publish',
	categories: [],
	stock: 'in',
	quantity: 5,
	low: 2,
};

const closing: Array< () => Promise< void > > = [];

afterEach( async () => {
	for ( const close of closing.splice( 0 ) ) {
		await close();
	}
} );

async function open( ...asked: Parameters< typeof openReports > ) {
	const parts = await openReports( ...asked );
	closing.push( parts.close );
	return parts;
}

async function shopOf( count: number ) {
	const parts = await open( {
		products: [ product ],
		order_items: [],
		orders: [],
	} );
	await multiply( parts.facts, count );
	const asked = { site: parts.site.home, locale: 'en', viewer };
	return { ...parts, asked: { ...asked, report: 'stock', table: 'left' } };
}

/** The one product is followed by others that are the same. */
async function multiply( { db }: Facts, count: number ) {
	const digits = sql.raw(
		`( ${ [ ...'0123456789' ]
			.map( ( digit ) => `select ${ digit } as d` )
			.join( ' union all ' ) } )`
	);
	const table = sql.table( 'facts_products' );
	const number = sql.raw(
		'a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d'
	);
	await sql`
		insert into ${ table }
		select site, 1 + ${ number }, parent, title, sku, status, categories, stock, quantity, low
		from ( select * from ${ table } where id = 1 ) as one, ${ digits } as a, ${ digits } as b,
			${ digits } as c, ${ digits } as e, ${ digits } as f, ${ digits } as g
		where ${ number } between 1 and ${ count - 1 }
	`.execute( db );
}

describe( 'a table that is longer than a screen may ask for', () => {
	it( 'is told up to 20,000 rows, with how many are left out', async () => {
		const { reports, asked } = await shopOf( 20_050 );
		const search = 'sort=-quantity&page=400';
		const answer = await reports.table( { ...asked, search } );
		expect( answer ).toMatchObject( {
			count: 20_000,
			page: 400,
			pages: 400,
			othersCount: 50,
		} );
		expect( answer.rows ).toHaveLength( 50 );
	} );

	it( 'goes to a file up to 200,000 rows, with how many are left out', async () => {
		const { reports, asked } = await shopOf( 200_050 );
		const { rows, left } = await reports.exportTable( {
			...asked,
			search: '',
		} );
		let written = 0;
		for await ( const row of rows ) {
			written += row.length > 0 ? 1 : 0;
		}
		expect( { written, left } ).toEqual( { written: 200_000, left: 50 } );
	} );

	it( 'is searched for names among the first 10,000 people', async () => {
		const posts = Array.from( { length: 10_050 }, ( _one, at ) =>
			post( '2026-11-22T10:00:00Z', { author: at + 1 } )
		);
		const { site, reports } = await open(
			{ posts },
			{
				people: async ( _site, ids ) =>
					Object.fromEntries(
						ids.map( ( id ) => [ id, `Person ${ id }.` ] )
					),
			}
		);
		const asked = {
			site: site.home,
			locale: 'en',
			viewer,
			report: 'publishing',
			table: 'authors',
		};
		expect( await reports.table( { ...asked, search: '' } ) ).toMatchObject(
			{ count: 10_050, othersCount: 0 }
		);
		expect(
			await reports.table( { ...asked, search: 'search=Person 77.' } )
		).toMatchObject( { count: 1, othersCount: 50 } );
	} );

	it( 'lets others have a turn while the names of its rows are read', async () => {
		const { facts, site } = await shopOf( 5000 );
		const [ row ] = await facts.db
			.selectFrom( 'sites' )
			.select( 'site' )
			.where( 'home', '=', site.home )
			.execute();
		const zone = createZone( 'UTC' ) ?? expect.unreachable();
		const source = copiedFacts( facts, row?.site ?? 0, products, zone );
		const ids = Array.from( { length: 5000 }, ( _one, at ) => at + 1 );
		let turns = 0;
		let isReading = true;
		const count = () => {
			turns++;
			if ( isReading ) {
				setImmediate( count );
			}
		};
		setImmediate( count );
		const texts = await readTexts( source, 'title', ids );
		isReading = false;
		expect( texts.size ).toBe( 5000 );
		expect( turns ).toBeGreaterThanOrEqual( 5 );
	} );
} );
