import { describe, expect, it } from 'vitest';
import { openFiles } from './files';
import { order, product, item } from './reports/shop';
import { post } from './reports/site-with-reports';
import { refusal, signIn } from './signed-in';

const at = '2026-11-20T10:00:00Z';

describe( 'GET api/reports/:report.csv', () => {
	it( 'is a file named after site, report and days, kept by nobody', async () => {
		const { get } = await openFiles(
			{ posts: [ post( at ) ] },
			{ site: { description: { name: '항구 "소식"/…\u202e' } } }
		);
		const answer = await get(
			'publishing.csv?from=2026-11-01&to=2026-11-30'
		);
		expect( answer.status ).toBe( 200 );
		expect( answer.headers.get( 'content-type' ) ).toBe(
			'text/csv; charset=utf-8'
		);
		expect( answer.headers.get( 'cache-control' ) ).toBe(
			'private, no-store'
		);
		const name = answer.headers.get( 'content-disposition' ) ?? '';
		expect( name ).toMatch(
			/^attachment; filename=".*"; filename\*=UTF-8''/
		);
		expect( decodeURIComponent( name.split( "UTF-8''" )[ 1 ] ?? '' ) ).toBe(
			'항구 소식 … - Publishing - Posts published, by day - 2026-11-01 2026-11-30.csv'
		);
	} );

	it( 'has the table behind the chart with days as ISO 8601 has them, and an end', async () => {
		const { lines } = await openFiles( { posts: [ post( at ) ] } );
		const found = await lines(
			'publishing.csv?from=2026-11-20&to=2026-11-21'
		);
		expect( found.slice( 1 ) ).toEqual( [
			'2026-11-21,0,0,0',
			'2026-11-20,1,0,1',
			'# End of the file: 2 rows',
		] );
	} );

	it( 'has every row of a table, in the order and with the search of the screen', async () => {
		const { lines } = await openFiles( {
			orders: [ order( at ) ],
			order_items: Array.from( { length: 40 }, ( _one, index ) =>
				item( at, { product: index + 1, net: index * 100 } )
			),
			products: Array.from( { length: 40 }, ( _one, index ) =>
				product( { title: `Tea ${ index + 1 }` } )
			),
		} );
		const whole = await lines( 'shop.csv?table=products' );
		expect( whole ).toHaveLength( 40 + 2 );
		const searched = await lines(
			'shop.csv?table=products&search=tea%204&sort=net'
		);
		expect(
			searched.slice( 1 ).map( ( line ) => line.split( ',' )[ 0 ] )
		).toEqual( [ 'Tea 4', 'Tea 40', '# End of the file: 2 rows' ] );
	} );

	it( 'writes money in decimals with its currency', async () => {
		const asked = 'shop.csv?from=2026-11-20&to=2026-11-20';
		const rows = {
			orders: [ order( at, { total: -1234567, currency: 'KWD' } ) ],
		};
		const kuwait = await openFiles( rows );
		expect( await kuwait.lines( asked ) ).toContain(
			'2026-11-20,-1234.567,0.000,-1234.567,KWD'
		);
		const german = await openFiles( rows, { locale: 'de-DE' } );
		expect( await german.lines( asked ) ).toContain(
			'2026-11-20;-1234,567;0,000;-1234,567;KWD'
		);
		const japan = await openFiles( {
			orders: [ order( at, { total: 500, currency: 'JPY' } ) ],
		} );
		expect( await japan.lines( asked ) ).toContain(
			'2026-11-20,500,0,500,JPY'
		);
	} );

	it.each( [
		[ 'separator=tab', '2026-11-20\t1\t0\t1' ],
		[ 'separator=semicolon', '2026-11-20;1;0;1' ],
		[ 'separator=comma&decimal=comma', '2026-11-20,1,0,1' ],
	] )( 'takes %s', async ( option, line ) => {
		const { lines } = await openFiles( { posts: [ post( at ) ] } );
		expect( await lines( `publishing.csv?${ option }` ) ).toContain( line );
	} );

	it( 'begins with a byte order mark unless it is not wanted', async () => {
		const { get } = await openFiles( { posts: [ post( at ) ] } );
		const first = async ( path: string ) =>
			[
				...new Uint8Array( await ( await get( path ) ).arrayBuffer() ),
			].slice( 0, 3 );
		expect( await first( 'publishing.csv' ) ).toEqual( [ 239, 187, 191 ] );
		expect( await first( 'publishing.csv?bom=0' ) ).not.toEqual( [
			239, 187, 191,
		] );
	} );

	it.each( [
		[ '=1+1', "'=1+1" ],
		[ '+1', "'+1" ],
		[ '-2+3', "'-2+3" ],
		[ '@SUM(A1)', "'@SUM(A1)" ],
		[ ' =1', `' =1` ],
		[ '\u200b=1', "'\u200b=1" ],
		[ '＝1＋1', "'＝1＋1" ],
		[ 'a;=1', '"a;=1"' ],
		[ 'say "hi"', '"say ""hi"""' ],
		[ '0012', '0012' ],
		[ '🍵 שלום', '🍵 שלום' ],
	] )( 'writes the title %j as %j', async ( title, written ) => {
		const { lines } = await openFiles( {
			posts: [ post( at, { title } ) ],
		} );
		const [ , row = '' ] = await lines( 'publishing.csv?figure=published' );
		expect( row.slice( 0, row.lastIndexOf( `,'=Person` ) ) ).toBe(
			written
		);
	} );

	it( 'lists the facts behind a number with names and moments of the site', async () => {
		const { lines } = await openFiles(
			{ posts: [ post( at ), post( at, { author: 2 } ) ] },
			{ site: { description: { timezone: 'Asia/Seoul' } } }
		);
		const found = await lines( 'publishing.csv?figure=published' );
		expect( found ).toContain(
			`A post,'=Person 1,2026-11-20 19:00:00,100,0`
		);
		expect( found ).toContain(
			`A post,'=Person 2,2026-11-20 19:00:00,100,0`
		);
	} );

	it( 'speaks Korean to Koreans', async () => {
		const { lines } = await openFiles(
			{ posts: [ post( at ) ] },
			{ locale: 'ko-KR' }
		);
		const found = await lines( 'publishing.csv' );
		expect( found.at( -1 ) ).toBe( '# 파일 끝: 28개 행' );
	} );

	it.each( [
		[
			'publishing.csv?separator=pipe',
			400,
			'file_option_unknown',
			'separator',
		],
		[ 'publishing.csv?decimal=2', 400, 'file_option_unknown', 'decimal' ],
		[ 'publishing.csv?bom=yes', 400, 'file_option_unknown', 'bom' ],
		[ 'publishing.pdf?paper=a3', 400, 'file_option_unknown', 'paper' ],
		[ 'publishing.csv?table=none', 404, 'table_unknown', 'table' ],
		[ 'publishing.pdf?table=none', 404, 'table_unknown', 'table' ],
		[ 'publishing.csv?sort=none', 400, 'sort_unknown', 'sort' ],
		[ 'publishing.csv?from=2026-11-20', 400, 'period_incomplete', 'to' ],
		[
			'publishing.csv?filter.none=1',
			400,
			'filter_unknown',
			'filter.none',
		],
		[ 'publishing.csv?figure=none', 404, 'rows_unknown', 'figure' ],
		[ 'none.csv', 404, 'report_unknown', 'report' ],
		[ 'none.pdf', 404, 'report_unknown', 'report' ],
	] )( 'refuses %s', async ( path, ...expected ) => {
		const { get } = await openFiles( { posts: [ post( at ) ] } );
		expect( await refusal( await get( path ) ) ).toEqual( expected );
	} );

	it.each( [ 'publishing.csv', 'publishing.pdf' ] )(
		'gives nobody %s who may see it but not export',
		async ( path ) => {
			const { get } = await openFiles(
				{ posts: [ post( at ) ] },
				{ grants: [ 'view' ] }
			);
			expect( ( await refusal( await get( path ) ) )[ 1 ] ).toBe(
				'permission_missing'
			);
		}
	);

	it( 'gives an author what is his own', async () => {
		const { lines } = await openFiles(
			{
				posts: [
					post( at ),
					post( at, { author: 7 } ),
					post( at, { author: 7 } ),
				],
			},
			{ grants: [ 'own', 'export' ] }
		);
		expect( await lines( 'publishing.csv' ) ).toContain(
			'2026-11-20,2,0,2'
		);
	} );

	it.each( [ 'publishing.csv', 'publishing.pdf' ] )(
		'asks the store who may have %s: this process may not have heard yet',
		async ( path ) => {
			const { gatehouse, get } = await openFiles( {
				posts: [ post( at ) ],
			} );
			// As another process would write it.
			await gatehouse.store.commit( ( writing ) =>
				writing
					.updateTable( 'users' )
					.set( { grants: 'view' } )
					.execute()
			);
			expect(
				( await refusal( await get( path ) ) ).slice( 0, 2 )
			).toEqual( [ 403, 'permission_missing' ] );
		}
	);

	it.each( [ 'publishing.csv', 'publishing.pdf' ] )(
		'makes no %s of facts that are still coming',
		async ( path ) => {
			const { get, facts } = await openFiles( { posts: [ post( at ) ] } );
			await facts.db
				.updateTable( 'copies' )
				.set( { filled: 0 } )
				.execute();
			const answer = await get( path );
			expect( answer.headers.get( 'retry-after' ) ).toBe( '30' );
			expect( await refusal( answer ) ).toEqual( [
				503,
				'facts_filling',
				undefined,
			] );
		}
	);

	it( 'notes each export in the activity', async () => {
		const { gatehouse, get } = await openFiles( { posts: [ post( at ) ] } );
		await ( await get( 'publishing.csv' ) ).text();
		await ( await get( 'publishing.csv' ) ).text();
		await gatehouse.activity.write();
		const { browser } = await signIn( gatehouse, {
			user: 1,
			grants: [ 'manage' ],
		} );
		const { activity } = await (
			await browser.fetch( '/api/activity?kind=report-exported' )
		).json();
		expect( activity ).toHaveLength( 2 );
		expect( activity[ 0 ] ).toMatchObject( {
			report: 'publishing',
			reason: 'csv',
			user: 7,
		} );
	} );
} );
