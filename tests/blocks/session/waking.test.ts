// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveSession } from '../../../blocks/session/live-session';
import { good, openSession, pretend } from './pretended-page';

const ended = { code: 'session_revoked', message: '' };

describe( 'a page that comes back', () => {
	let session: LiveSession;
	let server: ReturnType< typeof pretend >;
	let isHidden = false;
	let isOnline = true;

	beforeEach( async () => {
		vi.useFakeTimers();
		isHidden = false;
		isOnline = true;
		vi.spyOn( document, 'hidden', 'get' ).mockImplementation(
			() => isHidden
		);
		vi.spyOn( navigator, 'onLine', 'get' ).mockImplementation(
			() => isOnline
		);
		server = pretend();
		server.on( 'GET /reports/session', 200, good );
		session = openSession( server );
		await vi.advanceTimersByTimeAsync( 1_000 );
	} );
	afterEach( () => {
		session.stop();
		vi.restoreAllMocks();
		vi.useRealTimers();
	} );

	const status = () => session.view().status;

	function goOnline( online: boolean ) {
		isOnline = online;
		window.dispatchEvent( new Event( online ? 'online' : 'offline' ) );
	}

	it.each( [
		[
			'to the front',
			() => document.dispatchEvent( new Event( 'visibilitychange' ) ),
		],
		[
			'out of the back-forward cache',
			() =>
				window.dispatchEvent(
					Object.assign( new Event( 'pageshow' ), {
						persisted: true,
					} )
				),
		],
		[
			'from being offline',
			async () => {
				goOnline( false );
				await vi.advanceTimersByTimeAsync( 1_000 );
				goOnline( true );
			},
		],
	] )( '%s asks at once, and learns of an end', async ( _name, comeBack ) => {
		server.on( 'GET /reports/session', 401, ended );
		await comeBack();
		await vi.advanceTimersByTimeAsync( 100 );
		expect( status() ).toEqual( { kind: 'ended', reason: 'revoked' } );
	} );

	it( 'says that it is offline, and asks nothing meanwhile', async () => {
		goOnline( false );
		const { length } = server.asked;
		expect( status() ).toMatchObject( { kind: 'offline' } );
		await vi.advanceTimersByTimeAsync( 60 * 60_000 );
		expect( server.asked ).toHaveLength( length );
	} );

	it( 'waits for no back-off of before', async () => {
		server.off( 'GET /reports/session' );
		await vi.advanceTimersByTimeAsync( 5 * 60_000 );
		expect( status() ).toEqual( { kind: 'away' } );
		server.on( 'GET /reports/session', 200, good );
		goOnline( false );
		await vi.advanceTimersByTimeAsync( 1_000 );
		goOnline( true );
		await vi.advanceTimersByTimeAsync( 100 );
		expect( status() ).toMatchObject( { kind: 'active' } );
	} );

	it( 'has renewed unseen, but looked no more than that', async () => {
		isHidden = true;
		server.on( 'POST /reports/session/renew', 200, good );
		const { length } = server.asked;
		await vi.advanceTimersByTimeAsync( 21 * 60_000 );
		expect( server.asked.slice( length ) ).toEqual( [
			'POST /reports/session/renew',
		] );
	} );
} );
