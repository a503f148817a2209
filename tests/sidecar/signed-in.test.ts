import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { SessionsAnswer } from '../../sidecar/contract/sessions';
import { Refusal } from '../../sidecar/errors';
import { createSignedIn } from '../../sidecar/signed-in';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';
import { list, manager, refusal, signIn } from './signed-in';
import { makeHandOff, makeState } from './site';

const firefox =
	'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

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

it( 'who was last seen is written once the store takes it again', async () => {
	const written: string[] = [];
	let isBusy = true;
	const { note, write } = createSignedIn( {
		store: {
			commit: async () => {
				if ( isBusy ) {
					throw new Refusal( 'store_busy' );
				}
				written.push( 'once' );
			},
		} as never,
		clock: () => 0,
	} );
	note( 'a session' );
	await expect( write() ).rejects.toThrow( Refusal );
	isBusy = false;
	await write();
	await write();
	expect( written ).toEqual( [ 'once' ] );
} );
