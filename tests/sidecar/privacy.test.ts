import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PrivacyAnswer } from '../../sidecar/contract/activity';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';

async function statement(
	{ site, clock }: Gatehouse,
	claims: Record< string, unknown > = {},
	type = 'gatehouse-privacy+jwt'
): Promise< string > {
	const now = Math.floor( clock.now / 1000 );
	return site.sign( type, {
		iss: site.home,
		aud: site.base,
		iat: now,
		exp: now + 60,
		jti: randomUUID(),
		user: 7,
		act: 'export',
		page: 1,
		...claims,
	} );
}

function post( { address }: Gatehouse, body: string ): Promise< Response > {
	return fetch( `${ address }/site/privacy`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body,
	} );
}

async function ask(
	gatehouse: Gatehouse,
	claims: Record< string, unknown > = {}
): Promise< PrivacyAnswer > {
	const response = await post(
		gatehouse,
		await statement( gatehouse, claims )
	);
	expect( response.status ).toBe( 200 );
	return response.json();
}

/** User 7 with one session that is over and one that runs. */
async function withHistory(): Promise< {
	gatehouse: Gatehouse;
	running: Browser;
} > {
	const gatehouse = await startGatehouse();
	const over = new Browser( gatehouse );
	await over.signIn();
	await over.post( '/session/end' );
	const running = new Browser( gatehouse );
	await running.signIn();
	return { gatehouse, running };
}

describe( 'POST site/privacy', () => {
	it( 'gives what is kept of a user, to the last second', async () => {
		const { gatehouse } = await withHistory();
		const answer = await ask( gatehouse );
		expect( answer.activity.map( ( { kind } ) => kind ).sort() ).toEqual( [
			'ended',
			'signed-in',
			'signed-in',
		] );
		expect( answer ).toMatchObject( {
			sessions: [ { startedAt: gatehouse.clock.now / 1000 } ],
			live: 1,
			isLast: true,
		} );
		expect( ( await ask( gatehouse, { user: 8 } ) ).activity ).toEqual(
			[]
		);
	} );

	it( 'gives much in pages', async () => {
		const { gatehouse } = await withHistory();
		for ( let i = 0; i < 150; i++ ) {
			gatehouse.activity.note( {
				site: gatehouse.site.home,
				user: 7,
				session: 's',
				kind: 'renewed',
				address: '',
				device: '',
			} );
		}
		const first = await ask( gatehouse );
		const second = await ask( gatehouse, { page: 2 } );
		expect( [ first.isLast, second.isLast ] ).toEqual( [ false, true ] );
		const ids = [ ...first.activity, ...second.activity ].map(
			( { id } ) => id
		);
		expect( new Set( ids ).size ).toBe( 153 );
	} );

	it( 'erases it, and leaves the session that still runs', async () => {
		const { gatehouse, running } = await withHistory();
		expect( await ask( gatehouse, { act: 'erase' } ) ).toMatchObject( {
			erased: 4,
			live: 1,
		} );
		expect( await ask( gatehouse, { act: 'erase' } ) ).toMatchObject( {
			erased: 0,
			isLast: true,
		} );
		expect( await ask( gatehouse ) ).toMatchObject( {
			activity: [],
			sessions: [],
		} );
		expect( ( await running.fetch( '/api/reports' ) ).status ).toBe( 200 );
		expect( ( await running.renew() ).status ).toBe( 200 );
	} );

	it( 'leaves what is kept of others', async () => {
		const { gatehouse } = await withHistory();
		const wps = makeVerifier();
		await new Browser( gatehouse ).signIn( {
			sub: '8',
			wps,
			state: makeState( { user: 8, live: [ wps ] } ),
		} );
		await ask( gatehouse, { act: 'erase' } );
		const { activity } = await ask( gatehouse, { user: 8 } );
		expect( activity.map( ( { kind } ) => kind ) ).toEqual( [
			'signed-in',
		] );
	} );

	it( 'does not bring an erased session back to life', async () => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		await browser.signIn();
		const copy = browser.copy();
		await browser.post( '/session/end' );
		await ask( gatehouse, { act: 'erase' } );
		expect( ( await copy.renew() ).status ).toBe( 401 );
		expect( ( await copy.fetch( '/api/reports' ) ).status ).toBe( 401 );
	} );

	it.each( [
		[ 'another purpose', {}, 'gatehouse-ping+jwt' ],
		[ 'no user', { user: undefined }, undefined ],
		[ 'another act', { act: 'sell' }, undefined ],
		[ 'page 0', { page: 0 }, undefined ],
	] )( 'refuses a statement with %s', async ( _name, claims, type ) => {
		const gatehouse = await startGatehouse();
		const response = await post(
			gatehouse,
			await statement( gatehouse, claims, type )
		);
		expect( response.status ).toBe( 401 );
	} );

	it( 'takes a statement once', async () => {
		const gatehouse = await startGatehouse();
		const jws = await statement( gatehouse, { act: 'erase' } );
		await post( gatehouse, jws );
		expect( ( await post( gatehouse, jws ) ).status ).toBe( 401 );
	} );
} );
