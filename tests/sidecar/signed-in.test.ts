import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type {
	SessionsAnswer,
	SignedIn,
	UserState,
} from '../../sidecar/contract';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeHandOff, makeState, makeVerifier } from './site';

const firefox =
	'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

/** A browser that has signed in as this user. */
async function signIn(
	gatehouse: Gatehouse,
	changes: Partial< UserState > = {}
) {
	const browser = new Browser( gatehouse );
	const verifier = makeVerifier();
	const state = makeState( { live: [ verifier ], ...changes } );
	await browser.signIn( { wps: verifier, sub: String( state.user ), state } );
	return { browser, verifier };
}

const manager = {
	user: 1,
	name: 'Ada',
	grants: [ 'view', 'manage' ],
} satisfies Partial< UserState >;

async function list( browser: Browser, search = '' ): Promise< SignedIn[] > {
	const response = await browser.fetch( `/api/sessions${ search }` );
	expect( response.status ).toBe( 200 );
	const { sessions }: SessionsAnswer = await response.json();
	return sessions;
}

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

async function refusal( response: Response ) {
	const { code, parameter } = await response.json();
	return [ response.status, code, parameter ];
}

describe( 'GET api/sessions', () => {
	it( 'lists everybody to those who manage, the newest first', async () => {
		const gatehouse = await startGatehouse();
		const { verifier } = await signIn( gatehouse );
		gatehouse.clock.now += 5000;
		const { browser } = await signIn( gatehouse, manager );

		const sessions = await list( browser );
		expect( sessions.map( ( { user } ) => user.name ) ).toEqual( [
			'Ada',
			'김하늘',
		] );
		expect(
			sessions.map( ( { isThisBrowser } ) => isThisBrowser )
		).toEqual( [ true, false ] );
		expect( sessions[ 1 ]?.verifier ).toBe( verifier );
		expect( await list( browser, '?user=7' ) ).toHaveLength( 1 );
		expect( await list( browser, '?user=7&user=1' ) ).toHaveLength( 2 );
		expect( await list( browser, '?user=8' ) ).toEqual( [] );
	} );

	it( 'lists to others their own alone', async () => {
		const gatehouse = await startGatehouse();
		await signIn( gatehouse, manager );
		const { browser, verifier } = await signIn( gatehouse );

		expect(
			( await list( browser ) ).map( ( one ) => one.verifier )
		).toEqual( [ verifier ] );
		expect( await list( browser, '?user=7' ) ).toHaveLength( 1 );
		expect(
			await refusal( await browser.fetch( '/api/sessions?user=1' ) )
		).toEqual( [ 403, 'permission_missing', 'user' ] );
	} );

	it( 'says what browser and network a fetched hand-off came from', async () => {
		const gatehouse = await startGatehouse( {
			environment: { GATEHOUSE_TRUSTED_PROXIES: 'loopback' },
		} );
		const browser = new Browser( gatehouse );
		await browser.bring(
			await gatehouse.site.sign(
				'gatehouse-handoff+jwt',
				makeHandOff( gatehouse.site, gatehouse.clock.now )
			),
			{
				'user-agent': firefox,
				'x-forwarded-for': '198.51.100.9, 203.0.113.77',
			}
		);
		expect( ( await list( browser ) )[ 0 ] ).toMatchObject( {
			device: 'Firefox, Linux',
			address: '203.0.113.0/24',
			way: 'fetch',
		} );
	} );

	it( 'believes no forwarded address without a configured proxy', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.bring(
			await browser.gatehouse.site.sign(
				'gatehouse-handoff+jwt',
				makeHandOff(
					browser.gatehouse.site,
					browser.gatehouse.clock.now
				)
			),
			{ 'x-forwarded-for': '203.0.113.77' }
		);
		expect( ( await list( browser ) )[ 0 ]?.address ).toBe(
			'127.0.0.0/24'
		);
	} );

	it( 'takes the word of the site for a hand-off that PHP brought', async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse );
		const claims = makeHandOff( gatehouse.site, gatehouse.clock.now, {
			way: 'php',
			client: { address: '203.0.113.0/24', device: 'Safari, iPhone' },
			state: makeState( { live: [ 'a'.repeat( 64 ) ] } ),
			wps: 'a'.repeat( 64 ),
		} );
		const posted = request( gatehouse.address + '/', {
			method: 'POST',
			headers: {
				'content-type': 'application/jose',
				'user-agent': firefox,
			},
		} );
		posted.end(
			await gatehouse.site.sign( 'gatehouse-handoff+jwt', claims )
		);
		await once( posted, 'response' );

		expect( await list( browser ) ).toContainEqual(
			expect.objectContaining( {
				way: 'php',
				address: '203.0.113.0/24',
				device: 'Safari, iPhone',
			} )
		);
	} );

	it( 'says when a session was last seen, to the minute', async () => {
		const gatehouse = await startGatehouse();
		const { browser, verifier } = await signIn( gatehouse );
		const { browser: idle, verifier: unseen } = await signIn( gatehouse );
		gatehouse.clock.now += 600_000;
		await browser.fetch( '/api/reports/publishing' );
		await gatehouse.signedIn.write();

		const seen = new Map(
			( await list( idle ) ).map( ( one ) => [
				one.verifier,
				one.lastSeenAt,
			] )
		);
		expect( seen.get( verifier ) ).toBe( gatehouse.clock.now / 1000 );
		expect( seen.get( unseen ) ).toBe( gatehouse.clock.now / 1000 - 600 );
	} );

	it( 'gives many by pages that overlap nowhere and miss nobody', async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse, manager );
		for ( let user = 100; user < 220; user++ ) {
			await signIn( gatehouse, { user } );
		}
		const first: SessionsAnswer = await (
			await browser.fetch( '/api/sessions' )
		).json();
		const second: SessionsAnswer = await (
			await browser.fetch( `/api/sessions?after=${ first.next }` )
		).json();
		const ids = [ ...first.sessions, ...second.sessions ].map(
			( { id } ) => id
		);
		expect( new Set( ids ).size ).toBe( 121 );
		expect( [ first.sessions.length, second.next ] ).toEqual( [
			100,
			null,
		] );
	} );

	it( 'leaves out what has ended', async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse, manager );
		const { browser: other } = await signIn( gatehouse );
		await other.post( '/session/end' );
		expect( await list( browser ) ).toHaveLength( 1 );
	} );

	it.each( [
		[ 'a user by name', '?user=seven', 'user_wrong', 'user' ],
		[ 'the user 0', '?user=0', 'user_wrong', 'user' ],
		[
			'too many users',
			`?${ 'user=7&'.repeat( 101 ) }`,
			'user_wrong',
			'user',
		],
		[ 'a made-up page', '?after=x', 'page_unknown', 'after' ],
		[ 'SQL for a page', "?after=1.'or'1", 'page_unknown', 'after' ],
	] )( 'refuses %s', async ( _name, search, code, parameter ) => {
		const { browser } = await signIn( await startGatehouse(), manager );
		expect(
			await refusal( await browser.fetch( `/api/sessions${ search }` ) )
		).toEqual( [ 400, code, parameter ] );
	} );

	it( 'refuses a stranger', async () => {
		const browser = new Browser( await startGatehouse() );
		expect( ( await browser.fetch( '/api/sessions' ) ).status ).toBe( 401 );
	} );
} );

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
