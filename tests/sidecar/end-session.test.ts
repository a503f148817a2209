import { describe, expect, it } from 'vitest';
import type { Browser } from './browser';
import { startGatehouse } from './gatehouse';
import { list, manager, refusal, signIn } from './signed-in';
import { makeState, startSite } from './site';

function end(
	browser: Browser,
	id: string,
	headers: Record< string, string > = {}
) {
	return browser.fetch( `/api/sessions/${ id }`, {
		method: 'DELETE',
		headers: {
			origin: browser.gatehouse.site.home,
			'x-gatehouse-csrf': browser.csrf,
			...headers,
		},
	} );
}

describe( 'DELETE api/sessions/:id', () => {
	it( "ends somebody's session at once, and no automatic hand-off starts it again", async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse, manager );
		const { browser: theirs, verifier } = await signIn( gatehouse );
		const [ row ] = await list( browser, '?user=7' );

		expect( ( await end( browser, row?.id ?? '' ) ).status ).toBe( 204 );
		expect( await refusal( await theirs.fetch( '/session' ) ) ).toEqual( [
			401,
			'session_revoked',
			undefined,
		] );
		const state = makeState( { live: [ verifier ] } );
		expect(
			await refusal( await theirs.handOff( { wps: verifier, state } ) )
		).toEqual( [ 403, 'session_ended', undefined ] );
		expect(
			( await theirs.handOff( { wps: verifier, state, intent: true } ) )
				.status
		).toBe( 200 );
	} );

	it( "ends another of one's own without naming an administrator", async () => {
		const gatehouse = await startGatehouse();
		const first = await signIn( gatehouse );
		const second = await signIn( gatehouse );
		const row = ( await list( first.browser ) ).find(
			( one ) => one.verifier === second.verifier
		);

		expect( ( await end( first.browser, row?.id ?? '' ) ).status ).toBe(
			204
		);
		expect(
			await refusal( await second.browser.fetch( '/session' ) )
		).toEqual( [ 401, 'session_expired', undefined ] );
		expect( ( await first.browser.fetch( '/session' ) ).status ).toBe(
			200
		);
	} );

	it( "takes the cookies along when it is this browser's own", async () => {
		const { browser } = await signIn( await startGatehouse() );
		const [ row ] = await list( browser );
		expect( ( await end( browser, row?.id ?? '' ) ).status ).toBe( 204 );
		expect( browser.cookies.size ).toBe( 0 );
	} );

	it( 'is well with a session that has ended meanwhile', async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse, manager );
		const { browser: theirs } = await signIn( gatehouse );
		const [ row ] = await list( browser, '?user=7' );
		await theirs.post( '/session/end' );
		expect( ( await end( browser, row?.id ?? '' ) ).status ).toBe( 204 );
	} );

	it( 'knows no session of others without manage, and none that is not there', async () => {
		const gatehouse = await startGatehouse();
		const { browser: theirs } = await signIn( gatehouse, manager );
		const { browser } = await signIn( gatehouse );
		const [ row ] = await list( theirs, '?user=1' );
		for ( const id of [ row?.id ?? '', 'nobody' ] ) {
			expect( await refusal( await end( browser, id ) ) ).toEqual( [
				404,
				'session_unknown',
				undefined,
			] );
		}
		expect( ( await theirs.fetch( '/session' ) ).status ).toBe( 200 );
	} );

	it( 'knows no session of another site at the same sidecar', async () => {
		const [ site, other ] = [
			await startSite(),
			await startSite( '/other' ),
		];
		const gatehouse = await startGatehouse( {
			site,
			environment: {
				GATEHOUSE_SITES: [ site, other ]
					.map( ( { home, base } ) => `${ home }=${ base }` )
					.join( ' ' ),
			},
		} );
		const { browser } = await signIn( gatehouse, manager );
		const { browser: theirs } = await signIn( {
			...gatehouse,
			site: other,
			address: gatehouse.address.replace( '/reports', '/other' ),
		} );
		const [ row ] = await list( theirs );
		expect( row ).toBeDefined();
		expect( await refusal( await end( browser, row?.id ?? '' ) ) ).toEqual(
			[ 404, 'session_unknown', undefined ]
		);
		expect( ( await theirs.fetch( '/session' ) ).status ).toBe( 200 );
	} );

	it( 'asks the store: manage that another process has just taken ends nothing', async () => {
		const gatehouse = await startGatehouse();
		const { browser: theirs } = await signIn( gatehouse );
		const { browser } = await signIn( gatehouse, manager );
		const [ row ] = await list( browser, '?user=7' );
		const { site, folder, clock } = gatehouse;
		const other = await startGatehouse( { site, folder, clock } );
		await other.sessions.applyStates( site.home, [
			makeState( { ...manager, version: 2, grants: [ 'view' ] } ),
		] );

		expect( await list( browser ) ).toHaveLength( 1 );
		expect( await refusal( await end( browser, row?.id ?? '' ) ) ).toEqual(
			[ 404, 'session_unknown', undefined ]
		);
		expect( ( await theirs.fetch( '/session' ) ).status ).toBe( 200 );
	} );

	it.each( [
		[
			'a foreign Origin',
			{ origin: 'https://evil.example' },
			'origin_refused',
		],
		[ 'the Origin null', { origin: 'null' }, 'origin_refused' ],
		[
			'a request another site began',
			{ 'sec-fetch-site': 'cross-site' },
			'origin_refused',
		],
		[ 'a wrong CSRF value', { 'x-gatehouse-csrf': 'wrong' }, 'csrf_wrong' ],
	] )( 'refuses %s', async ( _name, headers, code ) => {
		const { browser } = await signIn( await startGatehouse() );
		const [ row ] = await list( browser );
		expect(
			await refusal( await end( browser, row?.id ?? '', headers ) )
		).toEqual( [ 403, code, undefined ] );
		expect( await list( browser ) ).toHaveLength( 1 );
	} );
} );
