// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showThefts } from '../../../blocks/notices/bar-notice';
import { createClient } from '../../../blocks/session/client';
import type { LiveSession } from '../../../blocks/session/live-session';
import type { PageContext } from '../../../sidecar/contract/page';
import {
	base,
	good,
	openSession,
	owner,
	pretend,
} from '../session/pretended-page';

const asking = 'GET /reports/session/notices';
const theft = ( user: number ) => ( { id: user, at: 1, user, reports: [] } );

describe( 'a token used twice, in the admin bar', () => {
	let server: ReturnType< typeof pretend >;
	let session: LiveSession;
	let place: HTMLElement;
	let otherTabs: EventTarget;

	beforeEach( () => {
		vi.useFakeTimers();
		server = pretend();
		server.on( 'GET /reports/session', 200, good );
		tell( theft( 7 ) );
		document.body.innerHTML = '<li><a class="ab-item" href="#"></a></li>';
		otherTabs = new EventTarget();
	} );
	afterEach( () => {
		session.stop();
		vi.useRealTimers();
	} );

	function tell( ...notices: object[] ) {
		server.on( asking, 200, { notices, people: {} } );
	}

	async function show( locale = 'en' ) {
		session = openSession( server );
		place = document.querySelector( 'li' ) ?? document.body;
		showThefts(
			place,
			place.querySelector( 'a' ) ?? place,
			{
				session,
				client: createClient( base, server.fetch ),
				context: { ...owner, locale } as PageContext,
			},
			otherTabs
		);
		await vi.advanceTimersByTimeAsync( 1_000 );
	}

	const hearOtherTab = () =>
		otherTabs.dispatchEvent( new Event( 'message' ) );
	const link = () => place.querySelector( 'a' );
	const requests = () =>
		server.asked.filter( ( name ) => name === asking ).length;

	it.each( [
		[ 'to its owner', [ theft( 7 ) ], 'en', 'One of your report sessions' ],
		[ 'to administrators', [ theft( 8 ) ], 'en', 'A report session was' ],
		[ 'of several', [ theft( 7 ), theft( 8 ) ], 'en', 'Several report' ],
		[ 'in Korean', [ theft( 8 ) ], 'ko-KR', '토큰이 두 번 사용되어' ],
	] )( 'is told %s', async ( _name, thefts, locale, sentence ) => {
		tell( ...thefts );
		await show( locale );
		expect( link()?.textContent ).toContain( sentence );
		expect( link()?.title ).toContain( sentence );
		expect( place.querySelector( '[role=status]' )?.textContent ).toContain(
			sentence
		);
		expect( place.dataset[ 'tone' ] ).toBe( 'bad' );
	} );

	it( 'leaves the item empty when there is none', async () => {
		tell();
		await show();
		expect( requests() ).toBe( 1 );
		expect( place.textContent ).toBe( '' );
	} );

	it( 'is asked for once a page, and again at a renewal', async () => {
		await show();
		session.act( 'try' );
		await vi.advanceTimersByTimeAsync( 60_000 );
		expect( requests() ).toBe( 1 );
		server.on( 'GET /reports/session', 200, { ...good, generation: 2 } );
		session.act( 'try' );
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( requests() ).toBe( 2 );
	} );

	it( 'is not asked for without a session', async () => {
		server.off( 'GET /reports/session' );
		await show();
		hearOtherTab();
		await vi.advanceTimersByTimeAsync( 60_000 );
		expect( requests() ).toBe( 0 );
		expect( place.textContent ).toBe( '' );
	} );

	it( 'stays, and is not asked for again, while the report service is away', async () => {
		await show();
		server.off( 'GET /reports/session' );
		session.act( 'try' );
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( session.view().status.kind ).toBe( 'away' );
		hearOtherTab();
		await vi.advanceTimersByTimeAsync( 60_000 );
		expect( requests() ).toBe( 1 );
		expect( link()?.textContent ).not.toBe( '' );
	} );

	it( 'goes when another tab has dismissed it', async () => {
		await show();
		expect( link()?.textContent ).not.toBe( '' );
		tell();
		hearOtherTab();
		await vi.advanceTimersByTimeAsync( 100 );
		expect( place.textContent ).toBe( '' );
	} );

	it( 'goes with the session', async () => {
		await show();
		server.on( 'GET /reports/session', 401, {
			code: 'session_signed_out',
		} );
		session.act( 'try' );
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( session.view().status.kind ).toBe( 'ended' );
		expect( place.textContent ).toBe( '' );
	} );

	it( 'stays out of sight when the question fails', async () => {
		server.text( asking, 502, 'Bad gateway' );
		await show();
		expect( place.textContent ).toBe( '' );
	} );
} );
