// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncAnswer } from '../../../sidecar/contract/sync';
import { named, press, settle, showScreen, text } from './shown-screen';

const quiet: SyncAnswer = {
	state: 'following',
	asOf: null,
	lastAgreed: null,
	datasets: [
		{
			id: 'posts',
			label: null,
			state: 'following',
			count: 1284,
			skipped: 1,
			progress: null,
			fault: null,
		},
	],
	resyncs: [],
	skipped: [ { dataset: 'posts', id: 5, reason: 'words is not a count' } ],
	wrong: [],
};
const progress = { done: 300, total: 1284, secondsLeft: 12 };
const copying: SyncAnswer = {
	...quiet,
	datasets: quiet.datasets.map( ( one ) => ( { ...one, progress } ) ),
	resyncs: [
		{
			id: 1,
			dataset: 'posts',
			from: 1,
			to: null,
			askedAt: '2026-11-23T00:00:00Z',
			progress,
		},
	],
};

describe( 'copying facts again', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;
	let answer = quiet;
	const orders: unknown[] = [];
	const copies = () => screen.place.querySelector( '.gatehouse-copies' );

	beforeEach( () => {
		answer = quiet;
		orders.length = 0;
	} );
	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
	} );

	async function show( grants: string[] ) {
		window.history.replaceState( null, '', '/?page=gatehouse' );
		screen = await showScreen( {
			grants,
			answers: {
				'GET /api/sync': () => answer,
				'POST /api/sync': ( _url, { body } ) => {
					orders.push(
						JSON.parse( typeof body === 'string' ? body : '' )
					);
					answer = copying;
					return { resyncs: copying.resyncs };
				},
			},
		} );
	}

	async function open() {
		await act( async () => {
			copies()?.setAttribute( 'open', '' );
			copies()?.dispatchEvent( new Event( 'toggle' ) );
		} );
		await settle();
	}

	it( 'is for who manages, and asks nothing before it is looked at', async () => {
		await show( [ 'view' ] );
		expect( copies() ).toBeNull();
		await screen.leave();
		document.body.replaceChildren();
		await show( [ 'view', 'manage' ] );
		expect( copies() ).not.toBeNull();
		expect( screen.asked ).not.toContain( 'GET /api/sync' );
	} );

	it( 'says what there is, and which rows could not be read and why', async () => {
		await show( [ 'view', 'manage' ] );
		await open();
		expect( text( copies() ) ).toContain( 'Posts1,284 facts' );
		expect( text( copies() ) ).toContain( 'Posts 5words is not a count' );
	} );

	it.each( [
		[
			'Copy 26 Oct – 22 Nov again',
			{ days: { from: '2026-10-26', to: '2026-11-22' } },
		],
		[ 'Copy everything again', {} ],
	] )(
		'by “%s” shows how far it is, and leaves the report',
		async ( name, order ) => {
			await show( [ 'view', 'manage' ] );
			await open();
			await press( named( screen.place, 'button', name ) );
			expect( orders ).toEqual( [ order ] );
			expect( copies()?.querySelector( 'progress' )?.value ).toBe( 300 );
			expect( text( copies() ) ).toContain(
				'300 of 1,284 received · about 12 sec left'
			);
			expect(
				named< HTMLButtonElement >( screen.place, 'button', name )
					.disabled
			).toBe( true );
			expect( text( screen.place ) ).toContain( '1,284 posts counted' );
		}
	);
} );
