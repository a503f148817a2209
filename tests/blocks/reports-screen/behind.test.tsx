// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editAddress } from '../../../blocks/reports-screen/fact-rows';
import type { RowsAnswer } from '../../../sidecar/contract/report-rows';
import { named, press, settle, showScreen, text } from './shown-screen';

function facts( url: URL ): RowsAnswer {
	const isNext = url.searchParams.get( 'after' ) === 'two';
	const ids = isNext ? [ 3 ] : [ 1, 2 ];
	return {
		title: 'Posts published',
		columns: [
			{ id: 'title', label: 'Title', kind: 'text' },
			{ id: 'author', label: 'Author', kind: 'text' },
		],
		rows: ids.map( ( id ) => ( {
			id,
			cells: [ `Post ${ id }`, { person: 40 } ],
			link: { kind: 'post', id },
		} ) ),
		count: url.searchParams.get( 'bucket' ) === '2026-10-28' ? 0 : 3,
		next: isNext ? null : 'two',
		people: { 40: 'Zoë' },
	};
}

describe( 'what is behind a number', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;
	const dialog = () => screen.place.querySelector( 'dialog' );
	const lastAsked = () => decodeURIComponent( screen.asked.at( -1 ) ?? '' );

	beforeEach( async () => {
		window.history.replaceState( null, '', '/?page=gatehouse' );
		screen = await showScreen( {
			answers: { 'GET /api/reports/publishing/rows': facts },
		} );
	} );
	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
	} );

	it( 'is listed for a figure, with the way to WordPress’s own screens', async () => {
		await press( named( screen.place, 'dl button', '42' ) );
		expect( lastAsked() ).toContain( 'compare=previous&figure=published' );
		expect( window.location.search ).toContain( 'figure=published' );
		expect( text( dialog() ) ).toContain( 'Posts published' );
		expect( text( dialog() ) ).toContain( '3 rows' );
		expect( text( dialog()?.querySelector( 'tbody tr' ) ) ).toBe(
			'Post 1Zoë'
		);
		expect(
			dialog()?.querySelector( 'tbody a' )?.getAttribute( 'href' )
		).toBe( 'post.php?post=1&action=edit' );
	} );

	it( 'can be had whole as a file by who may export', async () => {
		const file = () => dialog()?.querySelector( 'a[href*=csv]' );
		await press( named( screen.place, 'tbody button', 'Jin Park' ) );
		expect( file() ).toBeNull();
		await screen.leave();
		document.body.replaceChildren();
		screen = await showScreen( {
			grants: [ 'view', 'export' ],
			answers: { 'GET /api/reports/publishing/rows': facts },
		} );
		expect( file()?.getAttribute( 'href' ) ).toBe(
			'https://example.com/reports/api/reports/publishing.csv?compare=previous&lang=en&table=authors&key=2'
		);
	} );

	it( 'goes on where it ended', async () => {
		await press( named( screen.place, 'dl button', '42' ) );
		await press( named( dialog() ?? screen.place, 'button', 'Show more' ) );
		expect( lastAsked() ).toContain( 'after=two' );
		expect( dialog()?.querySelectorAll( 'tbody tr' ) ).toHaveLength( 3 );
		expect( text( dialog() ) ).not.toContain( 'Show more' );
	} );

	it( 'is listed for a row of a table', async () => {
		await press( named( screen.place, 'tbody button', 'Jin Park' ) );
		expect( lastAsked() ).toContain( 'table=authors&key=2' );
	} );

	it( 'is listed for a point of the chart, by Enter', async () => {
		const chart = screen.place.querySelector( '[data-chart]' );
		for ( const key of [ 'ArrowRight', 'ArrowRight', 'Enter' ] ) {
			await act( async () => {
				chart?.dispatchEvent( new KeyboardEvent( 'keydown', { key } ) );
			} );
		}
		await settle();
		expect( lastAsked() ).toContain( 'bucket=2026-10-27' );
		expect( dialog()?.open ).toBe( true );
	} );

	it( 'is gone by Escape, from the address too', async () => {
		await press( named( screen.place, 'dl button', '42' ) );
		await act( async () => {
			dialog()?.dispatchEvent(
				new Event( 'cancel', { cancelable: true } )
			);
		} );
		expect( dialog() ).toBeNull();
		expect( window.location.search ).not.toContain( 'figure' );
	} );

	it.each( [
		[ 'post', 'post.php?post=5&action=edit' ],
		[ 'comment', 'comment.php?action=editcomment&c=5' ],
		[ 'user', 'user-edit.php?user_id=5' ],
		[ 'order', 'post.php?post=5&action=edit' ],
		[ 'product', 'post.php?post=5&action=edit' ],
		[ 'coupon', 'post.php?post=5&action=edit' ],
	] )( 'leads from a %s to %s', ( kind, address ) => {
		expect( editAddress( { kind, id: 5 } ) ).toBe( address );
	} );
} );
