// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { isSameQuery } from '../../../blocks/reports-screen/same-query';
import type { View } from '../../../sidecar/contract/views';
import { named, press, settle, showScreen, text } from './shown-screen';

const quarter: View = {
	id: 'a',
	name: 'This quarter',
	report: 'publishing',
	query: { period: 'this-quarter', compare: 'previous' },
	isShared: false,
	isOwn: true,
};
const shared: View = {
	...quarter,
	id: 'b',
	name: 'All authors',
	isShared: true,
	isOwn: false,
};

describe( 'saved views', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;
	const sent: string[] = [];
	const written = ( { body }: RequestInit ) =>
		typeof body === 'string' ? body : '';
	const bodyOf = ( request: RequestInit ) => JSON.parse( written( request ) );

	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
		sent.length = 0;
	} );

	async function show( views: View[], grants = [ 'view' ], at = '' ) {
		window.history.replaceState( null, '', `/?page=gatehouse${ at }` );
		const note = ( request: RequestInit ) => {
			sent.push(
				`${ request.method } ${ new Headers( request.headers ).get(
					'X-Gatehouse-CSRF'
				) } ${ written( request ) }`
			);
		};
		screen = await showScreen( {
			grants,
			answers: {
				'GET /api/views': () => ( { views } ),
				'POST /api/views': ( _url, request ) => {
					note( request );
					return { id: 'n', isOwn: true, ...bodyOf( request ) };
				},
				'PUT /api/views/a': ( _url, request ) => {
					note( request );
					return { ...quarter, ...bodyOf( request ) };
				},
				'DELETE /api/views/a': ( _url, request ) => {
					note( request );
					return null;
				},
			},
		} );
	}
	const entries = () =>
		[ ...screen.place.querySelectorAll( '.gatehouse-views li' ) ].map(
			text
		);

	async function type( input: Element | null, value: string ) {
		await act( async () => {
			Object.getOwnPropertyDescriptor(
				HTMLInputElement.prototype,
				'value'
			)?.set?.call( input, value );
			input?.dispatchEvent( new Event( 'input', { bubbles: true } ) );
		} );
		await act( async () => input?.closest( 'form' )?.requestSubmit() );
		await settle();
	}

	it( 'open what they keep, and the menu says which one is open', async () => {
		await show( [ quarter ] );
		await press( named( screen.place, 'li button', 'This quarter' ) );
		expect( window.location.search ).toContain( 'period=this-quarter' );
		expect(
			named( screen.place, 'summary', 'Saved views: This quarter' )
		).toBeDefined();
	} );

	it( 'keep what is shown under a name', async () => {
		await show( [], [ 'view' ], '&period=this-year&by=month' );
		await type( screen.place.querySelector( 'form input' ), 'The year' );
		expect( sent ).toEqual( [
			`POST c ${ JSON.stringify( {
				name: 'The year',
				isShared: false,
				report: 'publishing',
				query: {
					compare: 'previous',
					period: 'this-year',
					by: 'month',
				},
			} ) }`,
		] );
		expect( entries() ).toEqual( [ 'The yearRenameDelete' ] );
	} );

	it( 'are renamed and shared by their owner with "publish"', async () => {
		await show( [ quarter ], [ 'view', 'publish' ] );
		await press( named( screen.place, 'button', 'Rename “This quarter”' ) );
		await type( screen.place.querySelector( 'li input' ), 'Now' );
		expect( sent.at( -1 ) ).toBe( 'PUT c {"name":"Now"}' );
		await press( named( screen.place, 'button', 'Share “Now”' ) );
		expect( sent.at( -1 ) ).toBe( 'PUT c {"isShared":true}' );
		expect( entries() ).toEqual( [
			'This quartersharedRenameStop sharingDelete',
		] );
	} );

	it( 'are deleted at once, and kept again by Undo', async () => {
		await show( [ quarter ] );
		await press( named( screen.place, 'button', 'Delete “This quarter”' ) );
		expect( entries() ).toEqual( [] );
		expect( document.activeElement?.textContent ).toBe( 'Undo' );
		await press( named( screen.place, 'button', 'Undo' ) );
		expect( entries() ).toEqual( [ 'This quarterRenameDelete' ] );
		expect( sent.at( -1 ) ).toContain( '"name":"This quarter"' );
	} );

	it( 'of others can be opened, and changed only by who manages', async () => {
		await show( [ shared ] );
		expect( entries() ).toEqual( [ 'All authorsshared' ] );
		await screen.leave();
		document.body.replaceChildren();
		await show( [ shared ], [ 'view', 'manage' ] );
		expect( entries() ).toEqual( [ 'All authorssharedRenameDelete' ] );
	} );

	it( 'say why one could not be kept', async () => {
		await show( [ { ...quarter, id: 'gone' } ] );
		await press( named( screen.place, 'button', 'Delete “This quarter”' ) );
		expect( text( screen.place ) ).toContain(
			'The report service is not answering. Try again in a moment.'
		);
		expect( entries() ).toHaveLength( 1 );
	} );

	it.each( [
		[ {}, { period: 'last-28-days', compare: 'previous' }, true ],
		[ { lang: 'ko' }, {}, true ],
		[
			{ filters: { author: [ '2', '3' ] } },
			{ filters: { author: [ '3', '2' ] } },
			true,
		],
		[ { compare: 'year' }, {}, false ],
		[ { from: '2026-01-01', to: '2026-01-31' }, {}, false ],
	] as const )( '%j and %j are the same: %s', ( one, other, isSame ) => {
		expect( isSameQuery( one, other ) ).toBe( isSame );
	} );
} );
