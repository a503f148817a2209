// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../blocks/session/client';
import type { LiveSession } from '../../../blocks/session/live-session';
import { base, good, openSession, pretend } from './pretended-page';

describe( 'the session of a page', () => {
	let session: LiveSession | undefined;
	let wallShift = 0;
	const server = { current: pretend() };

	beforeEach( () => {
		vi.useFakeTimers();
		wallShift = 0;
		server.current = pretend();
	} );
	afterEach( () => {
		session?.stop();
		vi.useRealTimers();
	} );

	function open() {
		session = openSession( server.current, {
			wallClock: () => Date.now() + wallShift,
		} );
		return session;
	}

	const kind = () => session?.view().status.kind;

	it( 'renews when it is due, and says so for six seconds', async () => {
		server.current.on( 'GET /reports/session', 200, {
			...good,
			renewInSeconds: 10,
		} );
		server.current.on( 'POST /reports/session/renew', 200, good );
		open();
		await vi.advanceTimersByTimeAsync( 14_000 );
		expect( kind() ).toBe( 'active' );
		await vi.advanceTimersByTimeAsync( 2_000 );
		expect( kind() ).toBe( 'renewed' );
		await vi.advanceTimersByTimeAsync( 6_000 );
		expect( kind() ).toBe( 'active' );
	} );

	it( 'says that the sidecar is away, and recovers without a reload', async () => {
		server.current.on( 'GET /reports/session', 200, good );
		open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( kind() ).toBe( 'active' );
		server.current.off( 'GET /reports/session' );
		await vi.advanceTimersByTimeAsync( 60_000 );
		expect( kind() ).toBe( 'away' );
		server.current.on( 'GET /reports/session', 200, good );
		await vi.advanceTimersByTimeAsync( 75_000 );
		expect( kind() ).toBe( 'active' );
	} );

	it( 'says that the service cannot save while its store fails, and signs nobody out', async () => {
		server.current.on( 'GET /reports/session', 200, {
			...good,
			renewInSeconds: 10,
		} );
		const busy = { code: 'store_busy', message: 'Try again.' };
		server.current.on( 'POST /reports/session/renew', 503, busy );
		open();
		await vi.advanceTimersByTimeAsync( 60_000 );
		expect( kind() ).toBe( 'not-saving' );
		expect( session?.view().answer?.csrf ).toBe( good.csrf );
		server.current.on( 'POST /reports/session/renew', 200, good );
		server.current.on( 'GET /reports/session', 200, good );
		await vi.advanceTimersByTimeAsync( 75_000 );
		expect( kind() ).toBe( 'active' );
		expect( server.current.asked ).not.toContain( 'POST /' );
	} );

	it( 'takes a proxy’s error page for silence, not for an end', async () => {
		server.current.text(
			'GET /reports/session',
			401,
			'<h1>Authorization required</h1>'
		);
		open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( kind() ).toBe( 'away' );
	} );

	it( 'asks no more once a code has proven the end', async () => {
		server.current.on( 'GET /reports/session', 200, good );
		open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		server.current.on( 'GET /reports/session', 401, {
			code: 'session_revoked',
			message: 'Ended.',
		} );
		await vi.advanceTimersByTimeAsync( 60_000 );
		expect( session?.view().status ).toEqual( {
			kind: 'ended',
			reason: 'revoked',
		} );
		const { length } = server.current.asked;
		await vi.advanceTimersByTimeAsync( 60 * 60_000 );
		expect( server.current.asked ).toHaveLength( length );
	} );

	it( 'starts by a hand-off of WordPress where there is none', async () => {
		server.current.on( 'GET /reports/session', 401, {
			code: 'session_missing',
			message: '',
		} );
		server.current.handsOff();
		open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( server.current.asked ).toEqual( [
			'GET /reports/session',
			'GET /wp-admin/admin-ajax.php',
			'POST /',
			'POST /reports/',
		] );
		expect( kind() ).toBe( 'active' );
	} );

	it( 'says signed out where WordPress gives no nonce', async () => {
		server.current.on( 'GET /reports/session', 401, {
			code: 'session_missing',
			message: '',
		} );
		server.current.text( 'GET /wp-admin/admin-ajax.php', 400, '0' );
		open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( session?.view().status ).toEqual( {
			kind: 'ended',
			reason: 'signed-out',
		} );
	} );

	it( 'looks again at once after sleep, and lets a wrong wall clock change nothing', async () => {
		server.current.on( 'GET /reports/session', 200, good );
		open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		const { length } = server.current.asked;
		wallShift = 60 * 60_000;
		await vi.advanceTimersByTimeAsync( 15_000 );
		expect( server.current.asked.slice( length ) ).toEqual( [
			'GET /reports/session',
		] );
		expect( kind() ).toBe( 'active' );
	} );

	it( 'asks for a report again after a renewal when the access token had run out', async () => {
		server.current.on( 'GET /reports/session', 200, good );
		server.current.on( 'POST /reports/session/renew', 200, good );
		const opened = open();
		await vi.advanceTimersByTimeAsync( 1_000 );
		let tries = 0;
		const outcome = await opened.ask( async () => {
			tries++;
			return tries === 1
				? {
						kind: 'refused',
						status: 401,
						code: 'access_expired',
						message: '',
						parameter: null,
						retryAfterSeconds: null,
					}
				: { kind: 'answered', value: 'the report' };
		} );
		expect( outcome ).toEqual( { kind: 'answered', value: 'the report' } );
		expect( server.current.asked ).toContain(
			'POST /reports/session/renew'
		);
	} );
} );

describe( 'a renewal refused for its CSRF value', () => {
	it( 'reads the value again and retries once', async () => {
		const values: Array< string | null > = [];
		const client = createClient( base, async ( address, request ) => {
			if ( ! address.endsWith( '/renew' ) ) {
				return Response.json( good );
			}
			const value = new Headers( request.headers ).get(
				'X-Gatehouse-CSRF'
			);
			values.push( value );
			return value === 'right'
				? Response.json( good )
				: Response.json(
						{ code: 'csrf_wrong', message: '' },
						{ status: 403 }
					);
		} );
		const outcome = await client.renew( 'old' );
		expect( values ).toEqual( [ 'old', 'right' ] );
		expect( outcome.kind ).toBe( 'answered' );
	} );
} );
