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
			{ report: 'publishing', query: {}, refreshMilliseconds: 4_000 },
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

	const questions = () => server.asked.filter( ( one ) => one === report );

	it( 'shows a change within five seconds, and is the same one while there is none', async () => {
		const before = followed.document;
		await vi.advanceTimersByTimeAsync( 5_000 );
		expect( questions() ).toHaveLength( 2 );
		expect( followed.document ).toBe( before );
		server.on( report, 200, { ...publishing, summary: 'More.' } );
		await vi.advanceTimersByTimeAsync( 5_000 );
		expect( followed.document ).toMatchObject( { summary: 'More.' } );
	} );

	it.each( [
		[ 'visibilitychange', document ],
		[ 'pageshow', window ],
	] )(
		'is not asked for unseen, and at once by %s',
		async ( name, target ) => {
			const isHidden = vi.spyOn( document, 'hidden', 'get' );
			isHidden.mockReturnValue( true );
			const { length } = questions();
			await vi.advanceTimersByTimeAsync( 10 * 60_000 );
			expect( questions() ).toHaveLength( length );
			isHidden.mockRestore();
			target.dispatchEvent( new Event( name ) );
			await vi.advanceTimersByTimeAsync( 100 );
			expect( questions() ).toHaveLength( length + 1 );
			target.dispatchEvent( new Event( name ) );
			await vi.advanceTimersByTimeAsync( 100 );
			expect( questions() ).toHaveLength( length + 1 );
		}
	);

	it( 'is left alone for as long as a limit says', async () => {
		server.answer( report, () =>
			Response.json(
				{ code: 'too_many_requests', message: '' },
				{ status: 429, headers: { 'Retry-After': '50' } }
			)
		);
		await vi.advanceTimersByTimeAsync( 5_000 );
		const { length } = questions();
		await vi.advanceTimersByTimeAsync( 44_000 );
		expect( questions() ).toHaveLength( length );
		await vi.advanceTimersByTimeAsync( 5_000 );
		expect( questions() ).toHaveLength( length + 1 );
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
