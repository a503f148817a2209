import { describe, expect, it } from 'vitest';
import type { Table } from '../../sidecar/contract/report-document';
import type { Grant } from '../../sidecar/contract/user-state';
import { linesOf, openFiles } from './files';
import { askAsSite } from './guarded';
import { item, order, product } from './reports/shop';

const at = '2026-11-20T10:00:00Z';
const asked = {
	report: 'shop',
	query: { from: '2026-11-20', to: '2026-11-21', lang: 'en' },
	act: 'export',
	whole: true,
};

function viewerWith( grants: Grant[] ) {
	return { viewer: { user: 7, grants } };
}

/** As the site asks for a document, and gives it back with names. */
async function mail( rows: Record< string, object[] > ) {
	const { gatehouse, lines } = await openFiles( rows );
	const viewer = viewerWith( [ 'shop', 'export' ] );
	const answer = await askAsSite( gatehouse, 'report', {
		...asked,
		...viewer,
	} );
	const document: { tables: Table[] } = await answer.json();
	const file = await askAsSite( gatehouse, 'render', {
		...viewer,
		document: { ...document, people: [] },
		format: 'csv',
		paper: 'a4',
	} );
	return {
		ids: document.tables.map( ( { id } ) => id ),
		parts: ( await file.text() )
			.split( '\r\n\r\n' )
			.map( ( part ) =>
				linesOf( `${ part.replace( /\r\n$/, '' ) }\r\n` )
			),
		lines: ( table: string ) =>
			lines(
				`shop.csv?from=2026-11-20&to=2026-11-21&table=${ table }&lang=en`
			),
	};
}

function shopOf( products: number ) {
	const every = Array.from( { length: products }, ( _one, index ) => index );
	return {
		orders: [ order( at ) ],
		order_items: every.map( ( index ) =>
			item( at, { product: index + 1, net: index * 100 } )
		),
		products: every.map( ( index ) =>
			product( { title: `Tea ${ index + 1 }`, quantity: index } )
		),
	};
}

describe( 'a CSV that goes by e-mail', { timeout: 60_000 }, () => {
	it( 'has in each table what the file of the screen has', async () => {
		const { ids, parts, lines } = await mail( shopOf( 60 ) );
		for ( const [ index, id ] of ids.entries() ) {
			const ofScreen = await lines( id );
			expect( parts[ index ]?.slice( 1 ) ).toEqual( ofScreen.slice( 1 ) );
		}
		const ends = parts.map( ( part ) => part.at( -1 ) );
		expect( ends[ ids.indexOf( 'products' ) ] ).toContain( '60 rows' );
		expect( ends[ ids.indexOf( 'stock' ) ] ).toContain( '60 rows' );
		expect( parts[ 0 ]?.[ 1 ] ).toMatch( /^2026-11-21,/ );
	} );

	it( 'says how many rows it leaves out', async () => {
		const { ids, parts } = await mail( shopOf( 5003 ) );
		expect( parts[ ids.indexOf( 'products' ) ]?.at( -1 ) ).toBe(
			'"# End of the file: the first 5000 rows, 3 more are left out"'
		);
	} );

	it( 'is for who may export alone', async () => {
		const { gatehouse } = await openFiles( shopOf( 1 ) );
		const answer = await askAsSite( gatehouse, 'report', {
			...asked,
			act: 'open',
			...viewerWith( [ 'shop' ] ),
		} );
		expect( answer.status ).toBe( 403 );
	} );
} );
