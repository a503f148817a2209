// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveSession } from '../../../blocks/session/live-session';
import { good, openSession, pretend } from './pretended-page';

describe( 'one of several tabs', () => {
	let server: ReturnType< typeof pretend >;
	let channel: BroadcastChannel;
	let session: LiveSession;
	const told: unknown[] = [];

	beforeEach( () => {
		vi.useFakeTimers();
		server = pretend();
		server.on( 'GET /reports/session', 200, good );
		channel = new BroadcastChannel( 'tabs' );
		told.length = 0;
		vi.spyOn( channel, 'postMessage' ).mockImplementation( ( message ) => {
			told.push( message );
		} );
	} );
	afterEach( () => {
		session.stop();
		channel.close();
		vi.useRealTimers();
	} );

	it( 'tells the others that it has renewed, but not that it has looked', async () => {
		server.on( 'GET /reports/session', 200, {
			...good,
			renewInSeconds: 20,
		} );
		server.on( 'POST /reports/session/renew', 200, good );
		session = openSession( server, { channel } );
		await vi.advanceTimersByTimeAsync( 16_000 );
		expect( told ).toEqual( [] );
		await vi.advanceTimersByTimeAsync( 15_000 );
		expect( told ).toEqual( [ 'changed' ] );
	} );

	it( 'tells the others that its person has ended the session', async () => {
		server.on( 'POST /reports/session/end', 200, null );
		session = openSession( server, { channel } );
		await vi.advanceTimersByTimeAsync( 1_000 );
		session.act( 'end' );
		await vi.advanceTimersByTimeAsync( 100 );
		expect( told ).toEqual( [ 'changed' ] );
		expect( session.view().status ).toMatchObject( { kind: 'ended' } );
	} );

	it( 'looks at once when it is told', async () => {
		session = openSession( server, { channel } );
		await vi.advanceTimersByTimeAsync( 1_000 );
		server.on( 'GET /reports/session', 401, {
			code: 'session_signed_out',
			message: '',
		} );
		const other = new BroadcastChannel( 'tabs' );
		other.postMessage( 'changed' );
		await vi.waitFor( () =>
			expect( session.view().status ).toMatchObject( { kind: 'ended' } )
		);
		other.close();
	} );

	it( 'asks once, however many of its scripts want to know', async () => {
		server.late( 'GET /reports/session', 5_000, good );
		session = openSession( server, { channel } );
		const answered = vi.fn();
		for ( let i = 0; i < 3; i++ ) {
			void session
				.ask( () =>
					Promise.resolve( { kind: 'answered', value: i } as const )
				)
				.then( answered );
		}
		window.dispatchEvent( new Event( 'pageshow' ) );
		await vi.advanceTimersByTimeAsync( 4_000 );
		expect( server.asked ).toEqual( [ 'GET /reports/session' ] );
		await vi.advanceTimersByTimeAsync( 2_000 );
		expect( answered ).toHaveBeenCalledTimes( 3 );
	} );

	it( 'asks again when another speaks up while an older answer is on its way', async () => {
		server.late( 'GET /reports/session', 5_000, good );
		session = openSession( server, { channel } );
		await vi.advanceTimersByTimeAsync( 1_000 );
		document.dispatchEvent( new Event( 'visibilitychange' ) );
		server.on( 'GET /reports/session', 401, {
			code: 'session_revoked',
			message: '',
		} );
		await vi.advanceTimersByTimeAsync( 4_100 );
		expect( session.view().status ).toMatchObject( { kind: 'ended' } );
	} );

	it( 'counts what is left from when it asked, however late the answer was', async () => {
		server.late( 'GET /reports/session', 10_000, good );
		session = openSession( server, { channel } );
		const asked = performance.now();
		await vi.advanceTimersByTimeAsync( 12_000 );
		expect( session.view().status ).toMatchObject( {
			kind: 'active',
			until: asked + 1_800_000,
		} );
	} );

	it( 'shows intent for a click, and for that once', async () => {
		server.on( 'GET /reports/session', 401, {
			code: 'session_missing',
			message: '',
		} );
		server.handsOff();
		server.on( 'POST /', 403, { code: 'session_ended', message: '' } );
		session = openSession( server );
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( session.view().status ).toMatchObject( { kind: 'ended' } );

		server.on( 'POST /', 503, { code: 'away', message: '' } );
		session.act( 'hand-off' );
		await vi.advanceTimersByTimeAsync( 60_000 );
		const intents = server.requests
			.map( ( { body } ) => body )
			.filter( ( body ) => body !== undefined );
		expect( intents.slice( 0, 3 ) ).toEqual( [
			'{"intent":false}',
			'{"intent":true}',
			'{"intent":false}',
		] );
	} );
} );

describe( 'a call', () => {
	it( 'brings cookies, follows nowhere, and has an end', async () => {
		const { fetch, requests, on } = pretend();
		on( 'GET /reports/session', 200, good );
		const session = openSession( { fetch } );
		await vi.waitFor( () => expect( requests ).toHaveLength( 1 ) );
		session.stop();
		expect( requests[ 0 ] ).toMatchObject( {
			credentials: 'include',
			cache: 'no-store',
			redirect: 'error',
			signal: expect.any( AbortSignal ),
		} );
	} );
} );
