// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TableAnswer } from '../../../sidecar/contract/report-rows';
import { publishing } from '../report-view/publishing';
import { enter, named, press, settle, showScreen, text } from './shown-screen';

const names = [ 'Ana', 'Ben', 'Chloé', 'Dai', 'Eun', 'Finn' ];

/** Two rows a page, in the order and with the search that was asked for. */
function authors( url: URL ): TableAnswer {
	const [ , table ] = publishing().tables;
	const asked = ( name: string ) => url.searchParams.get( name ) ?? '';
	const found = names.filter( ( name ) =>
		name.toLowerCase().includes( asked( 'search' ).toLowerCase() )
	);
	const sorted = asked( 'sort' ).startsWith( '-' )
		? found.toReversed()
		: found;
	const page = Number( asked( 'page' ) );
	const rows = sorted.slice( page * 2 - 2, page * 2 );
	return {
		id: 'authors',
		title: 'By author',
		columns: table?.columns ?? [],
		rows: rows.map( ( name ) => [ name, 1, 0.1 ] ),
		keys: rows,
		othersCount: 0,
		count: found.length,
		page,
		pages: Math.ceil( found.length / 2 ),
	};
}

describe( 'a table of the Reports screen', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;
	const table = () =>
		screen.place.querySelector( '[data-table=authors]' ) ?? screen.place;
	const firstCells = () =>
		[ ...table().querySelectorAll( 'tbody th' ) ].map( text );

	beforeEach( async () => {
		window.history.replaceState( null, '', '/?page=gatehouse' );
		screen = await showScreen( {
			answers: { 'GET /api/reports/publishing/tables/authors': authors },
		} );
	} );
	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
	} );

	it( 'asks for nothing until something is wanted of it', () => {
		expect( firstCells() ).toEqual( [
			'Jin Park',
			'Ana Weber',
			'Unknown person',
			'Others',
		] );
		expect( screen.asked.join() ).not.toContain( 'tables' );
	} );

	it( 'is sorted by a column, says so, and turns round', async () => {
		await press( named( table(), 'thead button', 'Published' ) );
		const heading = () => table().querySelectorAll( 'thead th' )[ 1 ];
		expect( heading()?.getAttribute( 'aria-sort' ) ).toBe( 'descending' );
		expect( firstCells() ).toEqual( [ 'Finn', 'Eun' ] );
		expect( window.location.search ).toContain(
			'table=authors&sort=-value'
		);
		await press( named( table(), 'thead button', 'Published' ) );
		expect( heading()?.getAttribute( 'aria-sort' ) ).toBe( 'ascending' );
		expect( firstCells() ).toEqual( [ 'Ana', 'Ben' ] );
		await press( named( table(), 'thead button', 'Author' ) );
		expect( heading()?.hasAttribute( 'aria-sort' ) ).toBe( false );
		expect( window.location.search ).toContain( 'sort=author' );
	} );

	it( 'is shown whole by its last row, page by page, and back again', async () => {
		await press( named( table(), 'tbody button', 'Others' ) );
		expect( firstCells() ).toEqual( [ 'Ana', 'Ben' ] );
		expect( text( table() ) ).toContain( '6 rows' );
		await press( named( table(), 'button', 'Next page' ) );
		expect( firstCells() ).toEqual( [ 'Chloé', 'Dai' ] );
		expect( window.location.search ).toContain( 'paged=2' );
		await press( named( table(), 'button', 'Next page' ) );
		expect(
			named< HTMLButtonElement >( table(), 'button', 'Next page' )
				.disabled
		).toBe( true );
		await press( named( table(), 'button', 'Show the summary' ) );
		expect( firstCells() ).toContain( 'Others' );
		expect( window.location.search ).not.toContain( 'table' );
	} );

	it( 'is searched when the typing pauses, without a step back for each letter', async () => {
		const steps = window.history.length;
		await enter( table().querySelector( 'input' ), 'chlo' );
		expect( window.location.search ).not.toContain( 's=' );
		await act( () =>
			vi.waitFor( () =>
				expect( window.location.search ).toContain( 's=chlo' )
			)
		);
		await settle();
		expect( firstCells() ).toEqual( [ 'Chloé' ] );
		expect( window.history.length ).toBe( steps );
	} );

	it( 'goes back with the browser', async () => {
		await press( named( table(), 'thead button', 'Published' ) );
		await act( async () => {
			window.history.replaceState( null, '', '/?page=gatehouse' );
			window.dispatchEvent( new PopStateEvent( 'popstate' ) );
		} );
		await settle();
		expect( firstCells() ).toContain( 'Others' );
	} );

	it( 'says what is wrong, and keeps what it shows', async () => {
		await screen.leave();
		document.body.replaceChildren();
		screen = await showScreen();
		await press( named( table(), 'thead button', 'Published' ) );
		expect( text( table() ) ).toContain(
			'The report service is not answering.'
		);
		expect( firstCells() ).toContain( 'Jin Park' );
	} );
} );
