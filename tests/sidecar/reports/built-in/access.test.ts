import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createActivity, type Note } from '../../../../sidecar/activity';
import type { RefusalCode } from '../../../../sidecar/errors';
import { activitySources } from '../../../../sidecar/reports/activity-source';
import { zoneOf } from '../../../../sidecar/reports/site-days';
import type { Viewer } from '../../../../sidecar/reports/permission';
import { createStrangers } from '../../../../sidecar/strangers';
import { openStore } from '../../../../sidecar/store/store';
import { createStoreFor, dropStoreOf, storeIn } from '../../test-store';
import { openReports } from '../site-with-reports';
import { figuresOf, rowsOf } from './small-shop';

const administrator: Viewer = { user: 1, grants: [ 'manage' ] };

type Refused = { at: string; code?: RefusalCode; userAgent: string };

async function openAccess(
	notes: Array< Partial< Note > & { at: string } >,
	strange: Refused[] = [],
	timezone = 'Asia/Seoul'
) {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-access-' ) );
	await createStoreFor( folder );
	const store = await openStore( storeIn( folder ) );
	const opened = await openReports(
		{},
		{
			description: { timezone },
			ownSources: activitySources( store ),
		}
	);
	let now = 0;
	const activity = createActivity( {
		store,
		clock: () => now,
		log: { warn: () => undefined },
	} );
	for ( const { at, ...note } of notes ) {
		now = Date.parse( at );
		activity.note( {
			site: opened.site.home,
			user: 7,
			session: 'first',
			kind: 'report-opened',
			address: '203.0.113.0/24',
			device: 'Firefox, Linux',
			...note,
		} );
	}
	await activity.write();
	const strangers = createStrangers( {
		store,
		zoneOf: async () => zoneOf( timezone ),
		clock: () => now,
	} );
	for ( const { at, code = 'session_missing', userAgent } of strange ) {
		now = Date.parse( at );
		strangers.note( { site: opened.site.home, code, userAgent } );
	}
	await strangers.write();
	onTestFinished( async () => {
		await opened.close();
		await store.close();
		await rm( folder, { recursive: true } );
		await dropStoreOf( folder );
	} );
	return {
		...opened,
		ask: (
			search = '',
			locale = 'en-GB',
			viewer: Viewer = administrator
		) => opened.ask( 'access', search, locale, viewer ),
	};
}

const firefox =
	'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

const notes = [
	// 21 November in Seoul, and the first second of the 22nd.
	{ at: '2026-11-21T14:59:59Z', report: 'sales' },
	{ at: '2026-11-21T15:00:00Z', report: 'publishing' },
	{ at: '2026-11-22T01:00:00Z', report: 'sales', user: 8 },
	{ at: '2026-11-22T01:00:00Z', kind: 'signed-in' as const },
	{
		at: '2026-11-22T01:00:00Z',
		kind: 'report-exported' as const,
		report: 'sales',
		reason: 'csv',
	},
	{ at: '2026-11-22T01:00:00Z', kind: 'replayed' as const, user: 9 },
	{
		at: '2026-11-22T01:00:00Z',
		kind: 'refused' as const,
		reason: 'permission_missing',
		user: 9,
	},
	{ at: '2026-11-22T01:00:00Z', report: 'sales', site: 'https://other.test' },
];

describe( 'Access', () => {
	it( 'counts from the activity of its own site, in the days of that site', async () => {
		const { ask } = await openAccess( notes );

		const document = await ask();
		const lastDay = await ask( 'from=2026-11-22&to=2026-11-22' );

		expect( figuresOf( document ) ).toEqual( {
			opened: 3,
			readers: 2,
			exported: 1,
			'sign-ins': 1,
			refused: 1,
			replayed: 1,
			strangers: 0,
			bots: 0,
		} );
		expect( figuresOf( lastDay ) ).toMatchObject( { opened: 2 } );
		expect(
			document.chart.points.flatMap( ( { key, value } ) =>
				value ? [ [ key, value ] ] : []
			)
		).toEqual( [
			[ '2026-11-21', 1 ],
			[ '2026-11-22', 2 ],
		] );
		expect( rowsOf( document, 'reports' ) ).toEqual( [
			[ 'Sales', 2 ],
			[ 'Publishing', 1 ],
		] );
		expect( rowsOf( document, 'people' ) ).toEqual( [
			[ { person: 7 }, 2, 1, 1, 0, 0 ],
			[ { person: 8 }, 1, 0, 0, 0, 0 ],
			[ { person: 9 }, 0, 0, 0, 1, 1 ],
		] );
		expect( rowsOf( document, 'refusals' ) ).toEqual( [
			[ 'No permission', 1 ],
		] );
	} );

	it( 'lists who opened what, at the time of the site', async () => {
		const { reports, site } = await openAccess( notes );

		const { rows } = await reports.rows( {
			site: site.home,
			report: 'access',
			search: 'figure=opened',
			locale: 'en-GB',
			viewer: administrator,
		} );

		expect( rows.map( ( { cells } ) => cells.slice( 0, 3 ) ) ).toEqual( [
			[ '22 Nov 2026, 10:00', { person: 8 }, 'Sales' ],
			[ '22 Nov 2026, 00:00', { person: 7 }, 'Publishing' ],
			[ '21 Nov 2026, 23:59', { person: 7 }, 'Sales' ],
		] );
	} );

	it.each( [
		// The first second of 22 November there.
		[ 'Asia/Seoul', '2026-11-21T15:00:00Z' ],
		[ 'America/Los_Angeles', '2026-11-22T08:00:00Z' ],
	] )(
		'counts what was refused to strangers and bots on the days of %s',
		async ( timezone, midnight ) => {
			const before = new Date( Date.parse( midnight ) - 1 ).toISOString();
			const { ask, reports, site } = await openAccess(
				[],
				[
					{ at: before, userAgent: firefox },
					{ at: midnight, userAgent: firefox },
					{ at: midnight, userAgent: firefox },
					{ at: midnight, userAgent: 'curl/8.14.1' },
					{
						at: midnight,
						userAgent: 'curl/8.14.1',
						code: 'path_unknown',
					},
				],
				timezone
			);

			const document = await ask( 'from=2026-11-21&to=2026-11-22' );

			expect( document.state ).toBe( 'ready' );
			expect( figuresOf( document ) ).toMatchObject( {
				opened: 0,
				refused: 0,
				strangers: 3,
				bots: 2,
			} );
			expect( rowsOf( document, 'chart' ) ).toEqual( [
				[ '22 Nov', 0, 0, 0, 0, 2, 2 ],
				[ '21 Nov', 0, 0, 0, 0, 1, 0 ],
			] );
			expect( rowsOf( document, 'strangers' ) ).toEqual( [
				[ 'Reports, without a session', 3, 1 ],
				[ 'Addresses that do not exist', 0, 1 ],
			] );
			const { rows } = await reports.rows( {
				site: site.home,
				report: 'access',
				search: 'figure=strangers&from=2026-11-21&to=2026-11-22',
				locale: 'en-GB',
				viewer: administrator,
			} );
			expect( rows.map( ( { cells } ) => cells ) ).toEqual( [
				[ '22 Nov', 'Reports, without a session', 'Others', 2 ],
				[ '21 Nov', 'Reports, without a session', 'Others', 1 ],
			] );
		}
	);

	it( 'opens to who may manage, and to nobody else', async () => {
		const { ask } = await openAccess( [] );
		const others: Viewer = {
			user: 7,
			grants: [ 'view', 'export', 'publish', 'shop', 'own' ],
		};

		await expect( ask( '', 'en', others ) ).rejects.toMatchObject( {
			code: 'permission_missing',
		} );
		expect( await ask( '', 'ko-KR' ) ).toMatchObject( {
			state: 'empty',
			summary: expect.stringContaining( '열람한 리포트가 없습니다' ),
			emptyAdvice: expect.stringContaining( 'Gatehouse' ),
		} );
	} );
} );
