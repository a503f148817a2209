// @vitest-environment jsdom
import { createRoot } from '@wordpress/element';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ActivityList } from '../../../blocks/activity/activity-list';
import { addressOf, readFilters } from '../../../blocks/activity/address';
import type { PageSession } from '../../../blocks/session/page-session';
import type { ActivityEntry } from '../../../sidecar/contract/activity';

const screen = 'https://example.com/wp-admin/admin.php?page=gatehouse-activity';

const opened: ActivityEntry = {
	id: 5,
	at: 1_767_225_600,
	kind: 'report-opened',
	user: 7,
	session: 's',
	reason: null,
	report: 'publishing',
	device: 'Firefox, Linux',
	address: '203.0.113.0/24',
};
const ended: ActivityEntry = {
	...opened,
	id: 4,
	kind: 'ended',
	reason: 'revoked',
	report: null,
	device: '',
};

const catalogue = {
	kind: 'answered',
	value: { reports: [ { id: 'publishing', title: 'Publishing' } ] },
};

/** A page signed in with these grants, whose sidecar has these pages of activity. */
function pretend( grants: string[], pages: ActivityEntry[][], locale = 'en' ) {
	const asked: object[] = [];
	const view = { status: { kind: 'active' }, answer: { grants, csrf: 'c' } };
	const page = {
		context: { locale, user: 7, screen },
		session: {
			view: () => view,
			subscribe: () => () => undefined,
			ask: ( question: () => unknown ) => question(),
		},
		client: {
			base: '/reports',
			read: async ( path: string ) => {
				const url = new URL( path, 'https://example.com' );
				if ( url.pathname === '/api/reports' ) {
					return catalogue;
				}
				asked.push( Object.fromEntries( url.searchParams ) );
				const number = Number( url.searchParams.get( 'before' ) );
				const isLast = number + 1 >= pages.length;
				return {
					kind: 'answered',
					value: {
						activity: pages[ number ] ?? [],
						next: isLast ? null : String( number + 1 ),
						people: { 7: 'Jin Park' },
						keptDays: 90,
						timezone: 'Asia/Seoul',
					},
				};
			},
		},
		// Of a session only what this screen takes: a live one would ask a server of its own.
	} as unknown as PageSession;
	return { asked, page };
}

async function draw( page: PageSession ) {
	const place = document.createElement( 'div' );
	document.body.append( place );
	const root = createRoot( place );
	root.render( <ActivityList page={ page } /> );
	await vi.waitFor( () =>
		expect( place.querySelector( '[aria-busy=false]' ) ).not.toBeNull()
	);
	return place;
}

const rowsOf = ( place: Element ) =>
	[ ...place.querySelectorAll( 'tbody tr' ) ].map( ( row ) =>
		[ ...row.children ].map( ( cell ) => cell.textContent )
	);

afterEach( () => {
	document.body.replaceChildren();
	window.history.replaceState( null, '', '/' );
} );

describe( 'the address of the Activity screen', () => {
	it.each( [
		'&user=7&kind=replayed&from=2026-01-01&to=2026-01-31',
		'&kind=refused',
		'',
	] )( 'keeps %s', ( filters ) => {
		const query = readFilters( screen + filters );
		expect( addressOf( screen, query ) ).toBe( screen + filters );
	} );

	it( 'leaves out what it does not understand', () => {
		expect(
			readFilters( `${ screen }&user=-1&kind=slept&from=soon` )
		).toEqual( {} );
	} );
} );

describe( 'the Activity screen', () => {
	it( 'says in words who did what, when, where', async () => {
		const { page } = pretend( [ 'manage' ], [ [ opened, ended ] ] );
		const place = await draw( page );
		await vi.waitFor( () =>
			expect( rowsOf( place ) ).toEqual( [
				[
					'Jan 1, 2026, 9:00 AM',
					'Jin Park',
					'Report opened',
					'Publishing',
					'Firefox, Linux203.0.113.0/24',
				],
				[
					'Jan 1, 2026, 9:00 AM',
					'Jin Park',
					'Session ended (by an administrator)',
					'–',
					'Unknown device203.0.113.0/24',
				],
			] )
		);
	} );

	it( 'speaks Korean', async () => {
		const { page } = pretend( [ 'manage' ], [ [ ended ] ], 'ko-KR' );
		const place = await draw( page );
		expect( place.textContent ).toContain( '세션 종료 (관리자가 종료)' );
		expect( place.textContent ).toContain( '90일 동안 보관' );
	} );

	it( 'asks anew when filtered, and keeps the filter in the address and the file', async () => {
		const { asked, page } = pretend( [ 'manage' ], [ [ opened ] ] );
		const place = await draw( page );
		place.querySelector< HTMLButtonElement >( 'td button' )?.click();
		await vi.waitFor( () =>
			expect( asked.at( -1 ) ).toEqual( { user: '7' } )
		);
		expect( window.location.search ).toBe( '?user=7' );
		expect(
			place.querySelector( 'a[href*=csv]' )?.getAttribute( 'href' )
		).toBe( '/reports/api/activity.csv?user=7&lang=en' );
	} );

	it( 'joins older pages to what is shown', async () => {
		const { page } = pretend( [ 'view' ], [ [ opened ], [ ended ] ] );
		const place = await draw( page );
		place
			.querySelector< HTMLButtonElement >(
				'.gatehouse-activity > .button'
			)
			?.click();
		await vi.waitFor( () => expect( rowsOf( place ) ).toHaveLength( 2 ) );
		expect(
			place.querySelector( '.gatehouse-activity > .button' )
		).toBeNull();
	} );

	it( 'offers nobody to choose to those who see their own', async () => {
		const { page } = pretend( [ 'view' ], [ [ opened ] ] );
		const place = await draw( page );
		expect( place.querySelectorAll( 'select' ) ).toHaveLength( 1 );
		expect( place.querySelector( 'td button' ) ).toBeNull();
		expect( place.textContent ).toContain( 'What you did' );
	} );

	it( 'says that there is nothing', async () => {
		const { page } = pretend( [ 'view' ], [ [] ] );
		const place = await draw( page );
		expect( place.textContent ).toContain( 'Nothing has happened yet.' );
	} );
} );
