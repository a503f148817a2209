import { randomUUID } from 'node:crypto';
import { SignJWT, importJWK, type JWTPayload } from 'jose';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { describe, expect, it, vi } from 'vitest';
import { Browser } from './browser';
import { type Gatehouse, makeFolder, startGatehouse } from './gatehouse';
import { startProcess, through } from './processes';
import {
	makeHandOff,
	makeState,
	makeVerifier,
	startSite,
	type TestSite,
	trustworthyKids,
} from './site';
import { connectTo, isMariadb } from './test-store';

/** Somebody who has a copy of the site's key as it was. */
function thiefOf( site: TestSite ) {
	const { home, base, kid, key } = site;
	const sign = async ( typ: string, claims: JWTPayload ) =>
		new SignJWT( claims )
			.setProtectedHeader( { alg: 'Ed25519', typ, kid } )
			.sign( await importJWK( key, 'Ed25519' ) );
	return {
		handOff: ( now: number, changes = {} ) =>
			sign( 'gatehouse-handoff+jwt', makeHandOff( site, now, changes ) ),
		tell: ( typ: string, now: number, claims = {} ) => {
			const iat = Math.floor( now / 1000 );
			const said = { iss: home, aud: base, iat, exp: iat + 60 };
			return sign( typ, { ...said, jti: randomUUID(), ...claims } );
		},
	};
}

const post = ( { address }: { address: string }, path: string, jws: string ) =>
	fetch( address + path, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: jws,
	} );

/** Another process is in the middle of one. */
async function beginHandOff( { folder, site }: Gatehouse ) {
	const connection = await connectTo( folder );
	await connection.query( 'begin' );
	await connection.query(
		'select kid from gatehouse_site_keys where site = ? and kid = ? lock in share mode',
		[ site.home, site.kid ]
	);
	return connection;
}

/** Statements of others that read or drop keys and don't come to an end. */
async function countWaiting( connection: Connection ): Promise< number > {
	const [ rows ] = await connection.query< RowDataPacket[] >(
		"select id from information_schema.processlist where db = database() and id <> connection_id() and info like '%site_keys%'"
	);
	return rows.length;
}

/** Milliseconds. */
const year = 365 * 24 * 60 * 60 * 1000;

async function changeLeakedKey( { site, siteKeys }: Gatehouse ) {
	await site.changeKey( { publish: 'leaked' } );
	await siteKeys.compare( site.home, trustworthyKids( site ) );
}

describe( 'a leaked key of a site', () => {
	it( 'takes along the sessions that it began, also under verifiers of nobody', async () => {
		const gatehouse = await startGatehouse();
		const thief = new Browser( gatehouse );
		const leaked = thiefOf( gatehouse.site );
		const began = await thief.bring(
			await leaked.handOff( gatehouse.clock.now )
		);
		thief.csrf = ( await began.json() ).csrf;
		expect( ( await thief.fetch( '/api/reports' ) ).status ).toBe( 200 );

		await changeLeakedKey( gatehouse );
		expect( ( await thief.fetch( '/api/reports' ) ).status ).toBe( 401 );
		expect( ( await thief.renew() ).status ).toBe( 401 );
	} );

	it.each( [ 2, 2500 ] )(
		'takes along those that a process began whose clock is %i ms ahead',
		async ( ahead ) => {
			const gatehouse = await startGatehouse();
			const { clock, site } = gatehouse;
			const other = await startGatehouse( {
				...gatehouse,
				clock: { now: clock.now + ahead },
			} );
			const thief = new Browser( other );
			const leaked = thiefOf( site );
			const began = await thief.bring(
				await leaked.handOff( other.clock.now )
			);
			thief.csrf = ( await began.json() ).csrf;

			await changeLeakedKey( gatehouse );
			await other.revocations.reread();
			other.clock.now += 1000;
			expect( ( await thief.renew() ).status ).toBe( 401 );
			expect( ( await thief.fetch( '/api/reports' ) ).status ).toBe(
				401
			);
		}
	);

	it.runIf( isMariadb )(
		'takes along those that are renewed while it waits for its commit',
		async () => {
			const gatehouse = await startGatehouse();
			const { clock, revocations, site } = gatehouse;
			const thief = new Browser( gatehouse );
			const began = await thief.bring(
				await thiefOf( site ).handOff( clock.now )
			);
			thief.csrf = ( await began.json() ).csrf;
			clock.now += 60_000;

			const handOff = await beginHandOff( gatehouse );
			const drill = changeLeakedKey( gatehouse );
			await expect
				.poll( () => countWaiting( handOff ), { timeout: 5000 } )
				.toBe( 1 );
			clock.now += 150;
			expect( ( await thief.renew() ).status ).toBe( 200 );
			await handOff.query( 'commit' );
			await handOff.end();
			await drill;

			await revocations.reread();
			clock.now += 1000;
			expect( ( await thief.renew() ).status ).toBe( 401 );
			expect( ( await thief.fetch( '/api/reports' ) ).status ).toBe(
				401
			);
		}
	);

	it( 'shows in the activity what it took along', async () => {
		const gatehouse = await startGatehouse();
		const { clock, store } = gatehouse;
		await new Browser( gatehouse ).signIn();
		await changeLeakedKey( gatehouse );
		const rows = await store.db
			.selectFrom( 'activity' )
			.selectAll()
			.where( 'kind', '=', 'ended' )
			.execute();
		expect( rows ).toMatchObject( [
			{ user: 7, reason: 'revoked', at: clock.now },
		] );
	} );

	it( 'begins no other, while the new one does', async () => {
		const gatehouse = await startGatehouse();
		const leaked = thiefOf( gatehouse.site );
		await changeLeakedKey( gatehouse );
		gatehouse.clock.now += 1000;
		const jws = await leaked.handOff( gatehouse.clock.now );
		expect( ( await new Browser( gatehouse ).bring( jws ) ).status ).toBe(
			401
		);
		const browser = new Browser( gatehouse );
		await browser.signIn();
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	} );

	it( 'ends everything once: what begins afterwards stays', async () => {
		const gatehouse = await startGatehouse();
		await changeLeakedKey( gatehouse );
		gatehouse.clock.now += 1000;
		const browser = new Browser( gatehouse );
		await browser.signIn();
		await gatehouse.siteKeys.refresh();
		const restarted = await startGatehouse( gatehouse );
		for ( const at of [ gatehouse, restarted ] ) {
			const moved = Object.assign( browser.copy(), { gatehouse: at } );
			expect( ( await moved.fetch( '/api/reports' ) ).status ).toBe(
				200
			);
		}
	} );

	it( 'is refused by a process that has not heard of it yet', async () => {
		const first = await startGatehouse();
		const second = await startGatehouse( first );
		const leaked = thiefOf( first.site );
		await changeLeakedKey( first );
		expect( second.siteKeys.trusted( first.site.home ) ).not.toContain(
			first.site.kid
		);
		const now = second.clock.now;
		const jws = await leaked.handOff( now );
		expect( ( await new Browser( second ).bring( jws ) ).status ).toBe(
			401
		);
		const state = await leaked.tell( 'gatehouse-state+jwt', now, {
			states: [ makeState( { version: 9 } ) ],
		} );
		expect( ( await post( second, '/site/state', state ) ).status ).toBe(
			401
		);
	} );

	it( 'leaves no word behind that the new key could not overrule', async () => {
		const gatehouse = await startGatehouse();
		const { site, clock } = gatehouse;
		const wps = makeVerifier();
		const said = makeState( {
			version: clock.now + year,
			ended: [ wps ],
			grants: [],
		} );
		await new Browser( gatehouse ).signIn();
		const jws = await thiefOf( site ).tell(
			'gatehouse-state+jwt',
			clock.now,
			{ states: [ said ] }
		);
		expect( ( await post( gatehouse, '/site/state', jws ) ).status ).toBe(
			200
		);

		await changeLeakedKey( gatehouse );
		clock.now += 1000;
		const browser = new Browser( gatehouse );
		await browser.signIn( {
			wps,
			state: makeState( { version: 2, live: [ wps ] } ),
		} );
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	} );

	it( 'leaves no verifier behind that it named for somebody else', async () => {
		const gatehouse = await startGatehouse();
		const { clock, site } = gatehouse;
		const wps = makeVerifier();
		const jws = await thiefOf( site ).tell(
			'gatehouse-state+jwt',
			clock.now,
			{ states: [ makeState( { user: 99, live: [ wps ] } ) ] }
		);
		expect( ( await post( gatehouse, '/site/state', jws ) ).status ).toBe(
			200
		);

		await changeLeakedKey( gatehouse );
		clock.now += 1000;
		const browser = new Browser( gatehouse );
		await browser.signIn( { wps } );
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	} );

	it.each( [
		[ 'more than a year ahead', year + 1 ],
		[ 'the last that can be counted', Number.MAX_SAFE_INTEGER ],
	] )( 'uses no versions up: %s is refused', async ( _name, ahead ) => {
		const gatehouse = await startGatehouse();
		const { clock, site } = gatehouse;
		const thief = thiefOf( site );
		const version = Math.min( clock.now + ahead, Number.MAX_SAFE_INTEGER );
		const wps = makeVerifier();
		const state = makeState( { version, live: [ wps ] } );
		const told = await thief.tell( 'gatehouse-state+jwt', clock.now, {
			states: [ state ],
		} );
		expect( ( await post( gatehouse, '/site/state', told ) ).status ).toBe(
			401
		);
		const jws = await thief.handOff( clock.now, { wps, state } );
		expect( ( await new Browser( gatehouse ).bring( jws ) ).status ).toBe(
			401
		);
	} );

	it( 'teaches no page in a commit that comes after its last', async () => {
		const gatehouse = await startGatehouse();
		const { clock, sessions, site, siteOrigins } = gatehouse;
		const origin = 'https://evil.example';
		const { start } = sessions;
		vi.spyOn( sessions, 'start' ).mockImplementationOnce(
			async ( ...hand ) => {
				const session = await start( ...hand );
				await changeLeakedKey( gatehouse );
				return session;
			}
		);
		const jws = await thiefOf( site ).handOff( clock.now, {
			origins: [ site.home, origin ],
		} );
		await new Browser( gatehouse ).bring( jws );
		await siteOrigins.reread();
		expect( siteOrigins.includes( site.home, origin ) ).toBe( false );
	} );

	it( 'leaves no page behind that may call', async () => {
		const gatehouse = await startGatehouse();
		const { site, clock } = gatehouse;
		const origin = 'https://evil.example';
		const jws = await thiefOf( site ).handOff( clock.now, {
			origins: [ site.home, origin ],
		} );
		await new Browser( gatehouse ).bring( jws );
		const allowed = async () =>
			(
				await fetch( `${ gatehouse.address }/session`, {
					headers: { origin },
				} )
			).headers.get( 'access-control-allow-origin' );
		expect( await allowed() ).toBe( origin );

		await changeLeakedKey( gatehouse );
		await gatehouse.siteOrigins.reread();
		expect( await allowed() ).toBeNull();
	} );

	it( 'is dropped after all when its first commit fails', async () => {
		const gatehouse = await startGatehouse();
		const { clock, site, siteKeys, store } = gatehouse;
		const leaked = site.kid;
		const commit = vi.spyOn( store, 'commit' );
		commit.mockRejectedValueOnce( new Error( 'away' ) );
		await changeLeakedKey( gatehouse );
		expect( siteKeys.trusted( site.home ) ).toContain( leaked );

		clock.now += 31_000;
		await siteKeys.compare( site.home, trustworthyKids( site ) );
		expect( siteKeys.trusted( site.home ) ).toEqual( [ site.kid ] );
	} );

	it.runIf( isMariadb )( 'is dropped by two processes at once', async () => {
		const first = await startGatehouse();
		const second = await startGatehouse( first );
		const { site } = first;
		const handOff = await beginHandOff( first );
		await site.changeKey( { publish: 'leaked' } );
		const both = [ first, second ];
		const drills = both.map( ( { siteKeys } ) =>
			siteKeys.compare( site.home, trustworthyKids( site ) )
		);
		await expect
			.poll( () => countWaiting( handOff ), { timeout: 5000 } )
			.toBe( 2 );
		await handOff.query( 'commit' );
		await handOff.end();
		await Promise.all( drills );
		for ( const { log, siteKeys } of both ) {
			expect( log.join( '' ) ).not.toContain( 'keys not fetched' );
			expect( siteKeys.trusted( site.home ) ).toEqual( [ site.kid ] );
		}
	} );

	it( 'makes no more than one fetch in 30 seconds by naming other keys', async () => {
		const { clock, site, siteKeys } = await startGatehouse();
		const before = site.keyFetches;
		for ( const kid of [ 'one', 'two', 'three' ] ) {
			await siteKeys.compare( site.home, [ kid ] );
			clock.now += 9000;
		}
		expect( site.keyFetches ).toBe( before + 1 );
		clock.now += 9000;
		await siteKeys.compare( site.home, [ 'four' ] );
		expect( site.keyFetches ).toBe( before + 2 );
	} );

	it( 'is not replaced by what it says itself, however often', async () => {
		const gatehouse = await startGatehouse();
		const { site, siteKeys, clock } = gatehouse;
		const browser = new Browser( gatehouse );
		await browser.signIn();
		const ping = await thiefOf( site ).tell(
			'gatehouse-ping+jwt',
			clock.now,
			{ keys: [ 'of-the-thief' ] }
		);
		expect( ( await post( gatehouse, '/site/ping', ping ) ).status ).toBe(
			200
		);
		await expect.poll( () => site.keyFetches ).toBe( 2 );
		expect( siteKeys.trusted( site.home ) ).toEqual( [ site.kid ] );
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	} );
} );

describe( 'the bundle', { timeout: 30_000 }, () => {
	it( 'drops a leaked key within a second of being told with it, in every process', async () => {
		const site = await startSite();
		const folder = await makeFolder();
		const process = await startProcess( site, folder );
		const other = await startProcess( site, folder );
		const leaked = thiefOf( site );
		const thief = new Browser( process );
		await thief.bring( await leaked.handOff( Date.now() ) );
		const elsewhere = through( thief, other );
		expect( ( await elsewhere.fetch( '/api/reports' ) ).status ).toBe(
			200
		);

		await site.changeKey( { publish: 'leaked' } );
		const ping = await leaked.tell( 'gatehouse-ping+jwt', Date.now(), {
			keys: trustworthyKids( site ),
		} );
		expect( ( await post( process, '/site/ping', ping ) ).status ).toBe(
			200
		);
		for ( const browser of [ thief, elsewhere ] ) {
			await expect
				.poll(
					async () =>
						( await browser.fetch( '/api/reports' ) ).status,
					{ timeout: 1000 }
				)
				.toBe( 401 );
		}
		await expect
			.poll( () => site.trusted, { timeout: 7000 } )
			.toEqual( [ site.kid ] );
	} );

	it( 'knows of a key that leaked while it was away before it answers', async () => {
		const site = await startSite();
		const folder = await makeFolder();
		const before = await startProcess( site, folder );
		const leaked = thiefOf( site );
		const thief = new Browser( before );
		await thief.bring( await leaked.handOff( Date.now() ) );
		before.stop( 'SIGTERM' );
		await before.ended;

		await site.changeKey( { publish: 'leaked' } );
		const after = await startProcess( site, folder );
		expect(
			( await through( thief, after ).fetch( '/api/reports' ) ).status
		).toBe( 401 );
		const again = await new Browser( after ).bring(
			await leaked.handOff( Date.now() )
		);
		expect( again.status ).toBe( 401 );
	} );
} );
