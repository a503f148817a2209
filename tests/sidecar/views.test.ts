import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { View, ViewsAnswer } from '../../sidecar/contract/views';
import type { Grant } from '../../sidecar/contract/user-state';
import { createViews } from '../../sidecar/views';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';

async function someone(
	gatehouse: Gatehouse,
	user: number,
	grants: Grant[] = [ 'view' ]
): Promise< Browser > {
	const browser = new Browser( gatehouse );
	const wps = makeVerifier();
	await browser.signIn( {
		sub: String( user ),
		wps,
		state: makeState( {
			user,
			live: [ wps ],
			version: ( gatehouse.clock.now += 1000 ),
			grants,
		} ),
	} );
	return browser;
}

function send(
	browser: Browser,
	method: string,
	path: string,
	body?: unknown,
	headers: Record< string, string > = {}
) {
	return browser.fetch( path, {
		method,
		headers: {
			origin: browser.gatehouse.site.home,
			'x-gatehouse-csrf': browser.csrf,
			'content-type': 'application/json',
			...headers,
		},
		...( body !== undefined && { body: JSON.stringify( body ) } ),
	} );
}

const quarter = {
	name: ' This quarter ',
	report: 'publishing',
	query: {
		period: 'this-quarter',
		by: 'week',
		filters: { author: [ '7', '3' ] },
		lang: 'ko',
	},
	isShared: false,
};

async function keep(
	browser: Browser,
	changes: Record< string, unknown > = {}
): Promise< View > {
	const response = await send( browser, 'POST', '/api/views', {
		...quarter,
		...changes,
	} );
	expect( response.status ).toBe( 201 );
	return response.json();
}

async function viewsOf( browser: Browser ): Promise< View[] > {
	const response = await browser.fetch( '/api/views' );
	expect( response.status ).toBe( 200 );
	const answer: ViewsAnswer = await response.json();
	return answer.views;
}

describe( 'api/views', () => {
	it( 'keeps a report with its settings for whoever saved it, and for nobody else', async () => {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7 );
		const view = await keep( owner );
		expect( view ).toMatchObject( {
			name: 'This quarter',
			report: 'publishing',
			query: {
				period: 'this-quarter',
				by: 'week',
				compare: 'previous',
				filters: { author: [ '3', '7' ] },
			},
			isShared: false,
			isOwn: true,
		} );
		expect( view.query.lang ).toBeUndefined();
		expect( await viewsOf( owner ) ).toEqual( [ view ] );
		const manager = await someone( gatehouse, 1, [ 'view', 'manage' ] );
		expect( await viewsOf( manager ) ).toEqual( [] );
		const path = `/api/views/${ view.id }`;
		for ( const method of [ 'PUT', 'DELETE' ] ) {
			const refused = await send( manager, method, path, {} );
			expect( refused.status ).toBe( 404 );
			expect( ( await refused.json() ).code ).toBe( 'view_unknown' );
		}
	} );

	it( 'shares with "publish" alone; its owner and who manages may change it', async () => {
		const gatehouse = await startGatehouse();
		const reader = await someone( gatehouse, 8 );
		const refused = await send( reader, 'POST', '/api/views', {
			...quarter,
			isShared: true,
		} );
		expect( ( await refused.json() ).code ).toBe( 'permission_missing' );

		const owner = await someone( gatehouse, 7, [ 'view', 'publish' ] );
		const { id } = await keep( owner, { isShared: true } );
		expect( await viewsOf( reader ) ).toMatchObject( [
			{ id, isOwn: false, isShared: true },
		] );
		const path = `/api/views/${ id }`;
		const renamed = await send( reader, 'PUT', path, { name: 'Mine' } );
		expect( renamed.status ).toBe( 404 );

		const manager = await someone( gatehouse, 1, [
			'view',
			'manage',
			'publish',
		] );
		const changed = await send( manager, 'PUT', path, { name: 'Ours' } );
		expect( await changed.json() ).toMatchObject( {
			name: 'Ours',
			report: 'publishing',
			query: { by: 'week' },
			isShared: true,
			isOwn: false,
		} );
		expect( ( await send( manager, 'DELETE', path ) ).status ).toBe( 204 );
		expect( await viewsOf( owner ) ).toEqual( [] );
		await gatehouse.activity.write();
		const notes = await gatehouse.store.db
			.selectFrom( 'activity' )
			.select( [ 'kind', 'user', 'report' ] )
			.where( 'kind', 'in', [ 'view-shared', 'view-withdrawn' ] )
			.orderBy( 'seq' )
			.execute();
		expect( notes ).toEqual( [
			{ kind: 'view-shared', user: 7, report: 'publishing' },
			{ kind: 'view-shared', user: 1, report: 'publishing' },
			{ kind: 'view-withdrawn', user: 1, report: 'publishing' },
		] );
	} );

	it( 'shows a shared one only to who may see its report', async () => {
		const gatehouse = await startGatehouse( {
			reports: {
				catalogue: async ( { viewer } ) =>
					viewer.grants.includes( 'shop' )
						? [
								{
									id: 'sales',
									title: 'Sales',
									description: '',
									grant: 'shop',
								},
							]
						: [],
			},
		} );
		const owner = await someone( gatehouse, 7, [ 'shop', 'publish' ] );
		await keep( owner, { report: 'sales', isShared: true } );
		expect( await viewsOf( owner ) ).toHaveLength( 1 );
		const reader = await someone( gatehouse, 8, [ 'view' ] );
		expect( await viewsOf( reader ) ).toEqual( [] );
		const refused = await send( reader, 'POST', '/api/views', {
			...quarter,
			report: 'sales',
		} );
		expect( ( await refused.json() ).code ).toBe( 'report_unknown' );
	} );

	it.each< [ string, unknown, string, string | undefined ] >( [
		[ 'no object', [], 'view_wrong', undefined ],
		[ 'no name', { ...quarter, name: ' ' }, 'view_wrong', 'name' ],
		[
			'a long name',
			{ ...quarter, name: 'x'.repeat( 81 ) },
			'view_wrong',
			'name',
		],
		[
			'a name that turns the line',
			{ ...quarter, name: 'a\u202eb' },
			'view_wrong',
			'name',
		],
		[
			'a name of two lines',
			{ ...quarter, name: 'a\nb' },
			'view_wrong',
			'name',
		],
		[ 'no report', { name: 'a' }, 'view_wrong', 'report' ],
		[
			'a query in words',
			{ ...quarter, query: 'all' },
			'view_wrong',
			'query',
		],
		[
			'a share in words',
			{ ...quarter, isShared: 'yes' },
			'view_wrong',
			'isShared',
		],
		[
			'a wrong period',
			{ ...quarter, query: { period: 'soon' } },
			'period_wrong',
			'period',
		],
	] )( 'refuses %s', async ( _name, body, code, parameter ) => {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7 );
		const refused = await send( owner, 'POST', '/api/views', body );
		expect( refused.status ).toBe( 400 );
		expect( await refused.json() ).toMatchObject( {
			code,
			...( parameter !== undefined && { parameter } ),
		} );
	} );

	it( 'refuses what is no JSON, and more than 64 KB of it', async () => {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7 );
		const broken = await owner.post( '/api/views', {
			headers: { 'content-type': 'application/json' },
			body: '{',
		} );
		expect( ( await broken.json() ).code ).toBe( 'body_unreadable' );
		const large = await send( owner, 'POST', '/api/views', {
			name: 'x'.repeat( 70_000 ),
		} );
		expect( ( await large.json() ).code ).toBe( 'body_too_large' );
	} );

	it.each( [
		[ { 'x-gatehouse-csrf': 'wrong' }, 'csrf_wrong' ],
		[ { origin: 'https://elsewhere.example' }, 'origin_refused' ],
	] )( 'refuses a write with %j', async ( headers, code ) => {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7 );
		const { id } = await keep( owner );
		for ( const [ method, path ] of [
			[ 'POST', '/api/views' ],
			[ 'PUT', `/api/views/${ id }` ],
			[ 'DELETE', `/api/views/${ id }` ],
		] as const ) {
			const refused = await send( owner, method, path, quarter, headers );
			expect( refused.status ).toBe( 403 );
			expect( ( await refused.json() ).code ).toBe( code );
		}
		expect( await viewsOf( owner ) ).toHaveLength( 1 );
	} );

	it( 'keeps a hundred for each person', async () => {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7 );
		for ( let count = 0; count < 100; count++ ) {
			await keep( owner );
		}
		const refused = await send( owner, 'POST', '/api/views', quarter );
		expect( refused.status ).toBe( 409 );
		expect( ( await refused.json() ).code ).toBe( 'views_full' );
		await keep( await someone( gatehouse, 8 ) );
	} );
} );

describe( 'what is left of the views of somebody', () => {
	async function withTwo() {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7, [ 'view', 'publish' ] );
		const own = await keep( owner, { name: 'Own' } );
		const shared = await keep( owner, { name: 'Shared', isShared: true } );
		return { gatehouse, own, shared };
	}
	const rows = ( { store }: Gatehouse ) =>
		store.db
			.selectFrom( 'views' )
			.select( [ 'name', 'user' ] )
			.orderBy( 'name' )
			.execute();

	async function privacy( { address, site, clock }: Gatehouse, act: string ) {
		const now = Math.floor( clock.now / 1000 );
		const response = await fetch( `${ address }/site/privacy`, {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body: await site.sign( 'gatehouse-privacy+jwt', {
				iss: site.home,
				aud: site.base,
				iat: now,
				exp: now + 60,
				jti: randomUUID(),
				user: 7,
				act,
				page: 1,
			} ),
		} );
		return response.json();
	}

	it( 'is told by WordPress’s tools of privacy, and after an erasure nobody’s', async () => {
		const { gatehouse, own, shared } = await withTwo();
		const told = await privacy( gatehouse, 'export' );
		expect( told.views ).toEqual(
			[ own, shared ]
				.toSorted( ( a, b ) => ( a.id < b.id ? -1 : 1 ) )
				.map( ( { id, name, report } ) => ( { id, name, report } ) )
		);
		await privacy( gatehouse, 'erase' );
		expect( await rows( gatehouse ) ).toEqual( [
			{ name: 'Shared', user: 0 },
		] );
		expect( ( await privacy( gatehouse, 'erase' ) ).isLast ).toBe( true );
	} );

	it( 'of nobody, taken back from everybody, is whose who took it back', async () => {
		const { gatehouse, shared } = await withTwo();
		await privacy( gatehouse, 'erase' );
		const reader = { site: gatehouse.site.home, user: 9, mayManage: true };
		const views = createViews( {
			store: gatehouse.store,
			randomId: () => '',
		} );
		await views.change( reader, shared.id, {
			...shared,
			isShared: false,
		} );
		expect( await rows( gatehouse ) ).toEqual( [
			{ name: 'Shared', user: 9 },
		] );
	} );

	it( 'goes with the person whom the site has forgotten; the shared one stays', async () => {
		const { gatehouse } = await withTwo();
		await gatehouse.sweep();
		expect( await rows( gatehouse ) ).toHaveLength( 2 );
		await gatehouse.store.commit( ( writing ) =>
			writing.deleteFrom( 'users' ).where( 'user', '=', 7 ).execute()
		);
		await gatehouse.sweep();
		expect( await rows( gatehouse ) ).toEqual( [
			{ name: 'Shared', user: 0 },
		] );
	} );
} );
