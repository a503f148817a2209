// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publishing } from '../report-view/publishing';
import { choose, enter, named, settle, showScreen, text } from './shown-screen';

const report = 'GET /api/reports/publishing';
const threeHours = 3 * 60 * 60_000;
const refusal = () =>
	Response.json(
		{ code: 'permission_missing', message: '' },
		{ status: 403 }
	);
const silence = () => Response.json( {}, { status: 503 } );

describe( 'the report on the Reports screen', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;
	let answer: ( url: URL ) => unknown;
	const area = () =>
		screen.place.querySelector( '.gatehouse-screen__report' );
	const article = () => screen.place.querySelector( 'article' );
	const questions = () =>
		screen.asked.filter( ( one ) => one.startsWith( `${ report }?` ) );
	const later = ( milliseconds: number ) =>
		act( () => vi.advanceTimersByTimeAsync( milliseconds ) );

	beforeEach( () => {
		vi.useFakeTimers( { shouldAdvanceTime: true } );
		window.history.replaceState( null, '', '/?page=gatehouse' );
		answer = () => publishing();
	} );
	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
		vi.useRealTimers();
	} );

	async function show( grants = [ 'view' ] ) {
		screen = await showScreen( {
			grants,
			wallNow: Date.now() + threeHours,
			answers: { [ report ]: ( url ) => answer( url ) },
		} );
	}

	it( 'goes with the permission: its words stay, no figure, file or list', async () => {
		await show( [ 'view', 'export', 'manage' ] );
		expect( text( article() ) ).toContain( '42' );
		answer = refusal;
		await later( 5_000 );
		expect( text( area() ) ).toBe(
			'Your account may not see this report. An administrator can allow it.'
		);
		expect( screen.place.querySelector( 'a[href*="publishing."]' ) ).toBe(
			null
		);
		expect( text( screen.place ) ).not.toContain( '42' );
	} );

	it( 'goes too when another period of it may not be seen', async () => {
		await show();
		answer = refusal;
		await choose( screen.place, 'Period', 'this-year' );
		expect( article() ).toBeNull();
		expect( text( area() ) ).toContain( 'may not see this report' );
	} );

	it( 'stays with its age while the service is silent, until it answers', async () => {
		await show();
		answer = silence;
		await later( 5_000 );
		expect( text( area() ) ).toMatch(
			/^The report service is not answering\. These figures were received 3 hours ago\./
		);
		expect( text( article() ) ).toContain( '42' );
		answer = () => publishing( { summary: 'Forty-three.' } );
		await later( 11_000 );
		expect( text( area() ) ).not.toContain( 'not answering' );
		expect( text( article() ) ).toContain( 'Forty-three.' );
	} );

	it( 'stays with its age when another period can’t come', async () => {
		await show();
		answer = silence;
		await choose( screen.place, 'Period', 'this-year' );
		expect( text( area() ) ).toContain( 'received 3 hours ago' );
		expect( text( article() ) ).toContain( '42' );
	} );

	it( 'is asked for by days of one’s own once both are sent', async () => {
		await show();
		const day = ( name: string ) => named( screen.place, 'input', name );
		await choose( screen.place, 'Period', 'own' );
		await enter( day( 'From' ), '2026-10-01' );
		await enter( day( 'To' ), '2026-10-09' );
		expect( questions() ).toHaveLength( 1 );
		const sent = new Event( 'submit', { bubbles: true, cancelable: true } );
		await act( async () => {
			day( 'To' ).closest( 'form' )?.dispatchEvent( sent );
		} );
		await settle();
		expect( sent.defaultPrevented ).toBe( true );
		expect( questions().at( -1 ) ).toBe(
			`${ report }?from=2026-10-01&to=2026-10-09&compare=previous&lang=en`
		);
		expect( window.location.search ).toContain(
			'from=2026-10-01&to=2026-10-09'
		);
		expect( window.location.search ).not.toContain( 'period=' );
	} );

	it( 'says every five seconds how far the first copy is, and then shows its figures', async () => {
		const copied = ( done: number, secondsLeft: number ) => () =>
			publishing( {
				state: 'filling',
				progress: { done, total: 22_000, secondsLeft },
			} );
		answer = copied( 1200, 95 );
		await show();
		expect( text( article() ) ).toContain(
			'1,200 of 22,000 received · about 2 min left'
		);
		answer = copied( 20_100, 12 );
		await later( 5_500 );
		expect( text( article() ) ).toContain(
			'20,100 of 22,000 received · about 12 sec left'
		);
		expect( text( article() ) ).not.toContain( '42' );
		answer = () => publishing();
		await later( 5_500 );
		expect( text( article() ) ).not.toContain( 'received' );
		expect( text( article() ) ).toContain( '42' );
	} );
} );
