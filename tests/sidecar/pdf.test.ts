import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { inRoot } from '../../scripts/places.mjs';
import { readFonts } from '../../sidecar/render/pdf/fonts';
import { createPdfMaker } from '../../sidecar/render/pdf/make';
import { publishing } from '../blocks/report-view/publishing';
import { openFiles, textOf } from './files';
import { startGatehouse } from './gatehouse';
import { item, order, product } from './reports/shop';
import { post } from './reports/site-with-reports';
import { refusal, signIn } from './signed-in';

const at = '2026-11-20T10:00:00Z';

async function print( answer: Response ): Promise< string > {
	expect( answer.status ).toBe( 200 );
	return textOf( new Uint8Array( await answer.arrayBuffer() ) );
}

/** The same words, wherever lines end. */
const flat = ( text: string ) => text.replace( /\s+/g, ' ' );

describe( 'GET api/reports/:report.pdf', { timeout: 60_000 }, () => {
	it( 'keeps the order of every surface, and says its page', async () => {
		const { get } = await openFiles( { posts: [ post( at ) ] } );
		const answer = await get( 'publishing.pdf' );
		expect( answer.headers.get( 'content-type' ) ).toBe(
			'application/pdf'
		);
		expect( answer.headers.get( 'cache-control' ) ).toBe(
			'private, no-store'
		);
		expect( answer.headers.get( 'content-disposition' ) ).toMatch(
			/Publishing - .*\.pdf/
		);
		const text = flat( await print( answer ) );
		const places = [
			'Publishing',
			'As of',
			'Published',
			'Posts published, by day',
			'Before',
			'What is counted',
			'Page 1 of',
		].map( ( word ) => text.indexOf( word ) );
		expect( places ).not.toContain( -1 );
		expect( places.slice( 0, 6 ) ).toEqual(
			places.slice( 0, 6 ).toSorted( ( one, other ) => one - other )
		);
	} );

	it( 'gives whole Korean back', async () => {
		const title = '뷁 쀍 항구에서 보낸 저녁 산책 기록';
		const { get } = await openFiles(
			{
				orders: [ order( at ) ],
				order_items: [ item( at ) ],
				products: [ product( { title } ) ],
			},
			{
				locale: 'ko-KR',
				site: { description: { name: '항구 소식' } },
			}
		);
		const text = flat( await print( await get( 'shop.pdf' ) ) );
		expect( text ).toContain( title );
		expect( text ).toContain( '항구 소식' );
		expect( text ).toContain( '1쪽' );
	} );

	it( 'writes Korean that a Mac has taken apart', async () => {
		const { get } = await openFiles(
			{
				posts: [ post( at ) ],
			},
			{ site: { description: { name: '한글'.normalize( 'NFD' ) } } }
		);
		expect( await print( await get( 'publishing.pdf' ) ) ).toContain(
			'한글'
		);
	} );

	it.each( [
		[ 'Café Łódź Ψ Жук €5', 'Café Łódź Ψ Жук €5', false ],
		[ '차 🍵 茶', '차 � 茶', true ],
		[ 'שלום עולם', '�', true ],
		[ 'مرحبا', '�', true ],
		[ '中国龘', '�', true ],
		[ 'ab\u202edc\u0000', 'abdc', false ],
		[ '<b>&amp;</b>', '<b>&amp;</b>', false ],
	] )( 'writes %j as %j', async ( title, written, isExplained ) => {
		const { get } = await openFiles( {
			orders: [ order( at ) ],
			order_items: [ item( at ) ],
			products: [ product( { title } ) ],
		} );
		const text = flat( await print( await get( 'shop.pdf' ) ) );
		expect( text.replaceAll( ' ', '' ) ).toContain(
			`${ written.replaceAll( ' ', '' ) }€10.00`
		);
		expect( text.includes( 'stands for letters' ) ).toBe( isExplained );
	} );

	it( 'repeats the header of a long table and counts the pages', async () => {
		const { get } = await openFiles( {
			orders: [ order( at ) ],
			order_items: Array.from( { length: 120 }, ( _one, index ) =>
				item( at, { product: index + 1, net: 100 + index } )
			),
			products: Array.from( { length: 120 }, ( _one, index ) =>
				product( { title: `Tea ${ index + 1 }` } )
			),
		} );
		const text = await print( await get( 'shop.pdf?paper=letter' ) );
		expect( text ).toContain( 'Tea 1 ' );
		expect( text ).toContain( 'Tea 120 ' );
		const headers = text.match( /Product +Net +Share/g ) ?? [];
		expect( headers.length ).toBeGreaterThan( 2 );
		const [ , pages ] = /Page 1 of (\d+)/.exec( text ) ?? [];
		expect( text ).toContain( `Page ${ pages } of ${ pages }` );
	} );

	it( 'never parts the title of a table from its first rows', async () => {
		// As many days as push the table of days to the foot of a page, one by one.
		for ( let points = 0; points < 28; points++ ) {
			const made = await createPdfMaker(
				readFonts( inRoot( 'sidecar/render/fonts' ) )
			)( {
				document: {
					...publishing(),
					definitions: [],
					tables: publishing().tables.map( ( table, at ) =>
						at > 0
							? table
							: {
									...table,
									rows: table.rows.slice( 0, points ),
								}
					),
				},
				left: {},
				paper: 'letter',
				logo: null,
			} );
			const pages = textOf( made.bytes ).split( '\f' );
			const titled = pages.find( ( page ) =>
				page.includes( publishing().tables[ 1 ]?.title ?? 'none' )
			);
			expect( titled ).toContain( 'Jin Park' );
		}
	} );

	it( 'says how many rows it leaves out', async () => {
		const { get } = await openFiles( {
			orders: [ order( at ) ],
			order_items: Array.from( { length: 2040 }, ( _one, index ) =>
				item( at, { product: index + 1 } )
			),
			products: [ product() ],
		} );
		expect( flat( await print( await get( 'shop.pdf' ) ) ) ).toContain(
			'The first 2,000 of 2,040 rows. The CSV file has all of them.'
		);
	} );

	it.each( [
		[ 'en-US', 'Choose a longer period, or publish something' ],
		[ 'ko-KR', '더 긴 기간을 선택하거나 글을 발행해 보세요.' ],
	] )(
		'says what to do where there is nothing (%s)',
		async ( locale, advice ) => {
			const { get } = await openFiles( { posts: [ post( at ) ] } );
			const empty = `publishing.pdf?from=2020-01-01&to=2020-01-31&lang=${ locale }`;
			expect( flat( await print( await get( empty ) ) ) ).toContain(
				advice
			);
		}
	);

	it( 'says in words that there is nothing, and that it is old', async () => {
		const { get, clock } = await openFiles( { posts: [ post( at ) ] } );
		const empty =
			'publishing.pdf?from=2020-01-01&to=2020-01-31&compare=none';
		expect( flat( await print( await get( empty ) ) ) ).toContain(
			'There is nothing to count in this period.'
		);
		clock.now += 60 * 60_000;
		expect(
			flat( await print( await get( 'publishing.pdf' ) ) )
		).toContain( 'The site has not confirmed these figures since' );
	} );
} );

/** As much of a document as is needed. */
const document = {
	id: 'publishing',
	title: 'A title',
	description: '',
	site: { name: 'A site', home: 'http://localhost', timezone: 'UTC' },
	locale: 'en',
	asOf: '2026-11-20T10:00:00Z',
	lastAgreed: null,
	source: { count: 1, label: 'posts' },
	state: 'ready',
	skipped: 0,
	period: {
		from: '2026-11-20',
		to: '2026-11-20',
		label: '20 Nov',
		name: null,
	},
	previous: null,
	by: 'day',
	currency: null,
	otherCurrencies: [],
	filters: [],
	figures: [],
	summary: 'One post.',
	chart: { kind: 'bar', title: '', format: 'count', points: [] },
	tables: [],
	definitions: [],
} satisfies ReportDocument;

describe( 'the worker that makes PDFs', { timeout: 60_000 }, () => {
	const open = async ( code: string ) => {
		const gatehouse = await startGatehouse( {
			reports: {
				exportDocument: async () => ( { document, left: {} } ),
			},
			startPrinting: () =>
				new Worker( code, {
					eval: true,
					resourceLimits: { maxOldGenerationSizeMb: 32 },
				} ),
		} );
		const { browser } = await signIn( gatehouse, {
			grants: [ 'view', 'export' ],
		} );
		return {
			gatehouse,
			get: () => browser.fetch( '/api/reports/publishing.pdf' ),
			health: () => fetch( `${ gatehouse.address }/healthz` ),
		};
	};
	const answering = `
		const { parentPort } = require( 'node:worker_threads' );
		parentPort.on( 'message', () => {`;

	it.each( [
		[
			'runs out of memory',
			'const all = []; for (;;) all.push( new Array( 1e5 ).fill( {} ) ); } );',
		],
		[ 'ends', 'process.exit( 3 ); } );' ],
		[ 'fails', 'throw new Error( "broken on purpose" ); } );' ],
	] )(
		'refuses what made it %s, and the process goes on',
		async ( _name, code ) => {
			const { get, health } = await open( answering + code );
			for ( const _again of [ 1, 2 ] ) {
				expect(
					( await refusal( await get() ) ).slice( 0, 2 )
				).toEqual( [ 422, 'file_too_large' ] );
			}
			expect( ( await health() ).status ).toBe( 200 );
		}
	);

	it( 'lets ten wait and sends the others away, while everything else is answered', async () => {
		const { get, health } = await open(
			`${ answering } setTimeout( () => { const pdf = new Uint8Array( 9 ); parentPort.postMessage( { pdf, logoFault: null }, [ pdf.buffer ] ); }, 50 ); } );`
		);
		const asked = Array.from( { length: 14 }, get );
		expect( ( await health() ).status ).toBe( 200 );
		const answers = await Promise.all( asked );
		const busy = answers.filter( ( { status } ) => status === 503 );
		expect( busy ).toHaveLength( 3 );
		expect( busy[ 0 ]?.headers.get( 'retry-after' ) ).toBe( '5' );
		expect( await refusal( busy[ 0 ] ?? new Response( '{}' ) ) ).toEqual( [
			503,
			'files_busy',
			undefined,
		] );
		expect(
			answers.filter( ( { status } ) => status === 200 )
		).toHaveLength( 11 );
	} );
} );
