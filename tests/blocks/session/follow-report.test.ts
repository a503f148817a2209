// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../blocks/session/client';
import {
	followReport,
	nothingYet,
} from '../../../blocks/session/follow-report';
import { base, good, openSession, owner, pretend } from './pretended-page';

const publishing = {
	id: 'publishing',
	title: 'Publishing',
	locale: 'en',
	asOf: '2026-11-23T00:00:00Z',
	state: 'current',
	summary: '',
	figures: [],
	tables: [],
	definitions: [],
	chart: { points: [] },
	site: {},
	source: {},
	period: {},
};

const report = 'GET /reports/api/reports/publishing';

describe( 'a report that is followed', () => {
	let server: ReturnType< typeof pretend >;
	let followed = nothingYet;
	let stop = () => {};

	beforeEach( async () => {
		vi.useFakeTimers();
		server = pretend();
		server.on( 'GET /reports/session', 200, good );
		server.on( report, 200, publishing );
		const session = openSession( server );
		const unfollow = followReport(
			{
				client: createClient( base, server.fetch ),
				session,
				context: {
					...owner,
					base,
					handOff: '',
					nonce: '',
					signIn: '',
					screen: '',
					paper: 'a4',
					locale: 'en',
				},
				askSite: async () => ( { kind: 'silent' } ),
			},
			{ report: 'publishing', query: {} },
			( next ) => {
				followed = next;
			}
		);
		stop = () => {
			unfollow();
			session.stop();
		};
		await vi.advanceTimersByTimeAsync( 1_000 );
		expect( followed.document ).toEqual( publishing );
	} );
	afterEach( () => {
		stop();
		vi.useRealTimers();
	} );

	it( 'stays while the service does not answer, and is fresh as soon as it does', async () => {
		server.off( report );
		server.off( 'GET /reports/session' );
		await vi.advanceTimersByTimeAsync( 61_000 );
		expect( followed ).toMatchObject( {
			document: publishing,
			failure: 'silent',
		} );
		server.on( 'GET /reports/session', 200, good );
		server.on( report, 200, { ...publishing, summary: 'More.' } );
		window.dispatchEvent( new Event( 'online' ) );
		await vi.advanceTimersByTimeAsync( 100 );
		expect( followed ).toMatchObject( {
			document: { summary: 'More.' },
			failure: null,
		} );
	} );

	it( 'is gone with the permission', async () => {
		server.on( report, 403, { code: 'permission_missing', message: '' } );
		await vi.advanceTimersByTimeAsync( 61_000 );
		expect( followed ).toMatchObject( {
			document: null,
			failure: { code: 'permission_missing' },
		} );
		server.on( report, 200, publishing );
		await vi.advanceTimersByTimeAsync( 11_000 );
		expect( followed.document ).toEqual( publishing );
	} );

	it( 'is gone with the session', async () => {
		server.on( 'GET /reports/session', 401, {
			code: 'session_revoked',
			message: '',
		} );
		await vi.advanceTimersByTimeAsync( 46_000 );
		expect( followed.document ).toBeNull();
	} );
} );
