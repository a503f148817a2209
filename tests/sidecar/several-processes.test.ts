import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { tokenTypes } from '../../sidecar/contract';
import { createRevocations } from '../../sidecar/revocations';
import { openStore } from '../../sidecar/store/store';
import { forge, decode, ownKeyOf } from './attacks/forge';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess, through } from './processes';
import { makeHandOff, makeState, makeVerifier, startSite } from './site';
import { connectTo, isMariadb, storeIn } from './test-store';

async function startTwo( clockOff = 0 ) {
	const site = await startSite();
	const folder = await makeFolder();
	const [ one, two ] = await Promise.all( [
		startProcess( site, folder ),
		startProcess( site, folder, clockOff ),
	] );
	const browser = new Browser( one );
	const wps = makeVerifier();
	await browser.signIn( { wps } );
	return { site, folder, one, two, browser, wps };
}

const statusOf = async ( browser: Browser< Process > ) =>
	( await browser.fetch( '/api/reports' ) ).status;

/** Sent by the site to one process. */
async function tell(
	{ site, address }: Process,
	state: Parameters< typeof makeState >[ 0 ]
): Promise< void > {
	const { jti, iat, exp, iss, aud } = makeHandOff( site, Date.now() );
	const response = await fetch( `${ address }/site/state`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: await site.sign( tokenTypes.state, {
			jti,
			iat,
			exp,
			iss,
			aud,
			states: [ makeState( state ) ],
		} ),
	} );
	expect( response.status ).toBe( 200 );
}

describe( 'two processes on one store', { timeout: 30_000 }, () => {
	it( 'answer fifty renewals of one token with one new pair', async () => {
		const { two, browser } = await startTwo();
		const tabs = Array.from( { length: 50 }, ( _, i ) =>
			i % 2 === 0 ? browser.copy() : through( browser, two )
		);
		const answers = await Promise.all( tabs.map( ( tab ) => tab.renew() ) );
		expect( new Set( answers.map( ( { status } ) => status ) ) ).toEqual(
			new Set( [ 200 ] )
		);
		const generations = await Promise.all(
			answers.map(
				async ( answer ) => ( await answer.json() ).generation
			)
		);
		expect( new Set( generations ) ).toEqual( new Set( [ 2 ] ) );

		const next = await Promise.all( tabs.map( ( tab ) => tab.renew() ) );
		for ( const answer of next ) {
			expect( await answer.json() ).toMatchObject( { generation: 3 } );
		}
		expect( ( await browser.renew() ).status ).toBe( 401 );
	} );

	it( 'give the same session to one verifier', async () => {
		const { one, two, wps } = await startTwo();
		const answers = await Promise.all(
			[ one, two, one, two ].map( ( process ) =>
				new Browser( process ).signIn( { wps } )
			)
		);
		expect( new Set( answers.map( ( { csrf } ) => csrf ) ).size ).toBe( 1 );
	} );

	it.each( [
		[ 'right', 0 ],
		[ 'a quarter of an hour ahead', 900 ],
		[ 'a quarter of an hour behind', -900 ],
	] )(
		'end in a second everywhere, by a clock that is %s',
		async ( _name, off ) => {
			const { two, browser } = await startTwo( off );
			const elsewhere = through( browser, two );
			expect( await statusOf( elsewhere ) ).toBe( 200 );
			await browser.post( '/session/end' );
			await expect
				.poll( () => statusOf( elsewhere ), { timeout: 1000 } )
				.toBe( 401 );
		}
	);

	it( 'ask the site for a sign-out that it could not deliver', async () => {
		const { site, two, browser, wps } = await startTwo();
		const elsewhere = through( browser, two );
		expect( await statusOf( elsewhere ) ).toBe( 200 );
		site.undelivered = [ makeState( { version: 2, ended: [ wps ] } ) ];
		await expect
			.poll( () => statusOf( elsewhere ), { timeout: 7000 } )
			.toBe( 401 );
		await expect.poll( () => site.undelivered ).toEqual( [] );
	} );

	it( 'lower a role within a second', async () => {
		const { one, two, browser, wps } = await startTwo();
		const elsewhere = through( browser, two );
		expect( await statusOf( elsewhere ) ).toBe( 200 );
		await tell( one, { version: 2, live: [ wps ], grants: [] } );
		await expect
			.poll( () => statusOf( elsewhere ), { timeout: 1000 } )
			.toBe( 401 );
	} );

	it.runIf( isMariadb )(
		'start no session while another process ends its verifier',
		async () => {
			const { folder, one, two } = await startTwo();
			const [ first, second ] = [ makeVerifier(), makeVerifier() ];
			const state = makeState( { version: 2, live: [ first, second ] } );
			await new Browser( one ).signIn( { wps: first, state } );
			const ending = await connectTo( folder );
			await ending.query( 'begin' );
			await ending.query( 'update gatehouse_users set version = 3' );
			await ending.query(
				"update gatehouse_verifiers set state = 'ended' where verifier = ?",
				[ second ]
			);

			const answer = new Browser( two ).handOff( {
				wps: second,
				state: { ...state, version: 1 },
			} );
			await sleep( 400 );
			await ending.query( 'commit' );
			await ending.end();
			expect( ( await answer ).status ).toBe( 401 );
		}
	);

	it( 'end a session once, however many end it at once', async () => {
		const { folder, one, two, browser } = await startTwo();
		const all = [ one, two, one, two, one, two, one, two ].map(
			( process ) => through( browser, process )
		);
		await Promise.all( all.map( ( copy ) => copy.post( '/session/end' ) ) );
		expect( ( await browser.renew() ).status ).toBe( 401 );

		const store = await openStore( storeIn( folder ) );
		const noted = await store.db
			.selectFrom( 'activity' )
			.select( 'seq' )
			.where( 'kind', '=', 'ended' )
			.execute();
		await store.close();
		expect( noted ).toHaveLength( 1 );
	} );

	it.runIf( isMariadb )(
		'follow an end within a second whose transaction was slow',
		async () => {
			const { site, folder, one, two, browser } = await startTwo();
			const elsewhere = through( browser, two );
			const { value = '' } =
				browser.cookies.get( '__Secure-gatehouse_refresh' ) ?? {};
			const session = String( decode( value ).claims.sid );
			const slow = await connectTo( folder );
			await slow.query( 'begin' );
			await slow.query(
				"insert into gatehouse_revocations ( at, site, session, because ) values ( ?, ?, ?, 'ended' )",
				[ Date.now(), site.home, session ]
			);

			const other = new Browser( one );
			await other.signIn( { wps: makeVerifier() } );
			await other.post( '/session/end' );
			await expect
				.poll( () => statusOf( through( other, two ) ), {
					timeout: 1000,
				} )
				.toBe( 401 );
			await sleep( 2000 );
			expect( await statusOf( elsewhere ) ).toBe( 200 );
			await slow.query( 'commit' );
			await slow.end();
			await expect
				.poll( () => statusOf( elsewhere ), { timeout: 1000 } )
				.toBe( 401 );
		}
	);

	it( 'renew after a lost reply, a day later, at the other', async () => {
		const { one, two, browser } = await startTwo( 24 * 60 * 60 );
		expect( ( await browser.copy().renew() ).status ).toBe( 200 );
		const late = through( browser, two );
		expect( await ( await late.renew() ).json() ).toMatchObject( {
			generation: 2,
		} );
		expect( await statusOf( through( late, one ) ) ).toBe( 200 );
	} );

	it( 'adopt a generation that a restored backup has forgotten', async () => {
		const { folder, two, browser } = await startTwo();
		await browser.renew();
		const name = '__Secure-gatehouse_refresh';
		const { value = '', path = '' } = browser.cookies.get( name ) ?? {};
		const { header, claims } = decode( value );
		const ahead = forge( await ownKeyOf( { folder } ), header, {
			...claims,
			gen: 7,
		} );
		const elsewhere = through( browser, two );
		elsewhere.cookies.set( name, { value: ahead, path } );
		expect( await ( await elsewhere.renew() ).json() ).toMatchObject( {
			generation: 8,
		} );
		expect( two.output() ).toContain( 'backup' );
	} );
} );

describe( 'four processes that begin at once', { timeout: 30_000 }, () => {
	it( 'make the tables once, and use a hand-off up once', async () => {
		const site = await startSite();
		const folder = await makeFolder();
		const processes = await Promise.all(
			[ 1, 2, 3, 4 ].map( () => startProcess( site, folder ) )
		);
		const jws = await site.sign(
			tokenTypes.handOff,
			makeHandOff( site, Date.now() )
		);
		const answers = await Promise.all(
			[ ...processes, ...processes, ...processes, ...processes ].map(
				( one ) => new Browser( one ).bring( jws )
			)
		);
		const statuses = answers.map( ( { status } ) => status ).sort();
		expect( statuses ).toEqual( [
			200,
			...Array.from( { length: 15 }, () => 401 ),
		] );
	} );
} );

describe( 'a follower of revocations', () => {
	it( 'sees rows that commit out of order, by whatever clock they were written', async () => {
		const folder = await makeFolder();
		const store = await openStore( storeIn( folder ) );
		const clock = { now: Date.now() };
		const revocations = createRevocations( store, () => clock.now );
		const commit = ( seq: number, session: string ) =>
			store.db
				.insertInto( 'revocations' )
				.values( {
					seq,
					at: 1,
					site: 'site',
					session,
					because: 'ended',
				} )
				.execute();
		const isEnded = ( session: string ) =>
			revocations.check( {
				session,
				site: 'site',
				user: 1,
				version: 1,
				issuedAt: clock.now,
			} ) !== null;

		await revocations.reread();
		await commit( 7, 'numbered later' );
		await revocations.reread();
		clock.now += 59_000;
		await commit( 6, 'committed later' );
		await revocations.reread();
		expect( isEnded( 'numbered later' ) ).toBe( true );
		expect( isEnded( 'committed later' ) ).toBe( true );

		clock.now += 10 * 60_000;
		await commit( 5, 'committed while this process was halted' );
		await revocations.reread();
		expect( isEnded( 'committed while this process was halted' ) ).toBe(
			true
		);

		clock.now += 32 * 60_000;
		await revocations.reread();
		expect( isEnded( 'numbered later' ) ).toBe( false );
		await store.close();
	} );
} );
