import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { UserState } from '../../sidecar/contract/user-state';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';

async function tell(
	gatehouse: Gatehouse,
	states: Partial< UserState >[],
	type = 'gatehouse-state+jwt'
): Promise< Response > {
	const { site, clock, address } = gatehouse;
	const iat = Math.floor( clock.now / 1000 );
	const statement = await site.sign( type, {
		iss: site.home,
		aud: site.base,
		iat,
		exp: iat + 60,
		jti: randomUUID(),
		states: states.map( makeState ),
	} );
	return fetch( `${ address }/site/state`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: statement,
	} );
}

async function signedIn( gatehouse: Gatehouse, version = 1 ) {
	const wps = makeVerifier();
	const browser = new Browser( gatehouse );
	await browser.signIn( {
		wps,
		state: makeState( { version, live: [ wps ] } ),
	} );
	return { wps, browser };
}

const reports = '/api/reports';

describe( 'POST site/state', () => {
	it( 'kills a session whose verifier ended, access token and all', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		expect( ( await browser.fetch( reports ) ).status ).toBe( 200 );

		const answer = await tell( gatehouse, [
			{ version: 2, ended: [ wps ] },
		] );
		expect( await answer.json() ).toEqual( {
			applied: [ { user: 7, version: 2 } ],
		} );
		const refused = await browser.fetch( reports );
		expect( refused.status ).toBe( 401 );
		expect( ( await refused.json() ).code ).toBe( 'session_signed_out' );
		// A late answer to an old page must not clear a session that has begun since.
		expect( browser.cookies.size ).toBe( 2 );
		expect( ( await browser.renew() ).status ).toBe( 401 );
		expect( browser.cookies.size ).toBe( 0 );
	} );

	it( 'leaves sessions alone that it does not name', async () => {
		const gatehouse = await startGatehouse();
		const kept = await signedIn( gatehouse, 1 );
		const ended = await signedIn( gatehouse, 2 );
		await tell( gatehouse, [ { version: 3, ended: [ ended.wps ] } ] );
		expect( ( await kept.browser.fetch( reports ) ).status ).toBe( 200 );
	} );

	it( 'has no say in what belongs to another user', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		await tell( gatehouse, [ { user: 8, version: 2, ended: [ wps ] } ] );
		const again = await browser.handOff( {
			wps,
			state: makeState( { live: [ wps ] } ),
		} );
		expect( again.status ).toBe( 200 );

		const other = new Browser( gatehouse );
		const taken = await other.handOff( {
			sub: '8',
			wps,
			state: makeState( { user: 8, version: 3, live: [ wps ] } ),
		} );
		expect( ( await taken.json() ).code ).toBe( 'handoff_refused' );
		expect( other.cookies.size ).toBe( 0 );
	} );

	it( 'kills an access token for as long as it would have lived', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		await tell( gatehouse, [ { version: 2, ended: [ wps ] } ] );
		for ( let minute = 1; minute < 30; minute++ ) {
			gatehouse.clock.now += 60_000;
			await gatehouse.revocations.reread();
		}
		const { code } = await ( await browser.fetch( reports ) ).json();
		expect( code ).toBe( 'session_signed_out' );
	} );

	it( 'ignores a word older than the last, and says which one holds', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse, 5 );
		const answer = await tell( gatehouse, [
			{ version: 4, ended: [ wps ] },
		] );
		expect( await answer.json() ).toEqual( {
			applied: [ { user: 7, version: 5 } ],
		} );
		expect( ( await browser.fetch( reports ) ).status ).toBe( 200 );
	} );

	it( 'keeps a session whose verifier ran out, until another one is ended', async () => {
		const gatehouse = await startGatehouse();
		const runOut = await signedIn( gatehouse, 1 );
		const other = await signedIn( gatehouse, 2 );
		await tell( gatehouse, [
			{ version: 3, runOut: [ runOut.wps ], live: [ other.wps ] },
		] );
		expect( ( await runOut.browser.fetch( reports ) ).status ).toBe( 200 );

		await tell( gatehouse, [
			{ version: 4, runOut: [ runOut.wps ], ended: [ other.wps ] },
		] );
		expect( ( await runOut.browser.fetch( reports ) ).status ).toBe( 401 );
	} );

	it( 'adds up the pages of a word on a thousand sessions, in any statements', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		const runOut = await signedIn( gatehouse, 2 );
		const ended = [ ...Array.from( { length: 999 }, makeVerifier ), wps ];
		const page = ( from: number ) => ( {
			version: 3,
			runOut: from === 0 ? [ runOut.wps ] : [],
			ended: ended.slice( from, from + 300 ),
		} );
		await tell( gatehouse, [ page( 0 ) ] );
		expect( ( await browser.fetch( reports ) ).status ).toBe( 200 );
		await tell( gatehouse, [ page( 300 ), page( 600 ) ] );
		await tell( gatehouse, [ page( 900 ) ] );
		expect( ( await browser.fetch( reports ) ).status ).toBe( 401 );
		expect( ( await runOut.browser.fetch( reports ) ).status ).toBe( 401 );
	} );

	it( 'does not interrupt anybody when nothing about the grants changed', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		await tell( gatehouse, [ { version: 2, live: [ wps ], name: 'Sky' } ] );
		expect( ( await browser.fetch( reports ) ).status ).toBe( 200 );
	} );

	it( 'stops access tokens with grants that were taken away', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		await tell( gatehouse, [ { version: 2, live: [ wps ], grants: [] } ] );
		const refused = await browser.fetch( reports );
		expect( ( await refused.json() ).code ).toBe( 'access_expired' );
		const renewed = await ( await browser.renew() ).json();
		expect( renewed.grants ).toEqual( [] );
	} );

	it( 'reaches a second process within a second', async () => {
		const first = await startGatehouse();
		const { wps, browser } = await signedIn( first );
		const second = await startGatehouse( first );
		const elsewhere = Object.assign( browser.copy(), {
			gatehouse: second,
		} );
		expect( ( await elsewhere.fetch( reports ) ).status ).toBe( 200 );

		await tell( first, [ { version: 2, ended: [ wps ] } ] );
		second.clock.now += 900;
		await second.revocations.reread();
		expect( ( await elsewhere.fetch( reports ) ).status ).toBe( 401 );
	} );

	it( 'still holds after a restart', async () => {
		const gatehouse = await startGatehouse();
		const { wps, browser } = await signedIn( gatehouse );
		await tell( gatehouse, [ { version: 2, ended: [ wps ] } ] );
		await gatehouse.stop();
		const restarted = await startGatehouse( gatehouse );
		const copy = Object.assign( browser.copy(), { gatehouse: restarted } );
		expect( ( await copy.fetch( reports ) ).status ).toBe( 401 );
	} );

	it( 'refuses a statement made for another purpose', async () => {
		const gatehouse = await startGatehouse();
		const answer = await tell( gatehouse, [ {} ], 'gatehouse-ping+jwt' );
		expect( answer.status ).toBe( 401 );
		expect( ( await answer.json() ).code ).toBe( 'statement_refused' );
	} );
} );
