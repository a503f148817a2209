import { describe, expect, it } from 'vitest';
import type { EndedAnswer } from '../../sidecar/contract/sessions';
import type { Browser } from './browser';
import { startGatehouse } from './gatehouse';
import { list, manager, refusal, signIn } from './signed-in';
import { makeState } from './site';

function endAll( browser: Browser, search: string ) {
	return browser.fetch( `/api/sessions${ search }`, {
		method: 'DELETE',
		headers: {
			origin: browser.gatehouse.site.home,
			'x-gatehouse-csrf': browser.csrf,
		},
	} );
}

async function ended( response: Response ): Promise< number > {
	expect( response.status ).toBe( 200 );
	const answer: EndedAnswer = await response.json();
	return answer.ended;
}

describe( 'DELETE api/sessions', () => {
	it( 'ends two hundred sessions of a user in one request, and bars each', async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse, manager );
		const theirs = await Promise.all(
			Array.from( { length: 200 }, () => signIn( gatehouse ) )
		);
		const { browser: other } = await signIn( gatehouse, { user: 8 } );

		expect( await ended( await endAll( browser, '?user=7' ) ) ).toBe( 200 );
		for ( const one of [ theirs[ 0 ], theirs[ 50 ], theirs[ 199 ] ] ) {
			const answer = await one?.browser.fetch( '/session' );
			expect( answer && ( await refusal( answer ) ) ).toEqual( [
				401,
				'session_revoked',
				undefined,
			] );
		}
		const { browser: last, verifier = '' } = theirs[ 199 ] ?? {};
		const state = makeState( { live: [ verifier ] } );
		const again = await last?.handOff( { wps: verifier, state } );
		expect( again && ( await refusal( again ) ) ).toEqual( [
			403,
			'session_ended',
			undefined,
		] );
		expect( ( await other.fetch( '/session' ) ).status ).toBe( 200 );
		expect( await list( browser, '?user=7' ) ).toEqual( [] );
		expect( await ended( await endAll( browser, '?user=7' ) ) ).toBe( 0 );
	}, 20_000 );

	it( 'spares the session that asks', async () => {
		const gatehouse = await startGatehouse();
		const { browser } = await signIn( gatehouse );
		const { browser: elsewhere } = await signIn( gatehouse );
		expect( await ended( await endAll( browser, '?user=7' ) ) ).toBe( 1 );
		expect( ( await browser.fetch( '/session' ) ).status ).toBe( 200 );
		expect( await refusal( await elsewhere.fetch( '/session' ) ) ).toEqual(
			[ 401, 'session_expired', undefined ]
		);
	} );

	it( "ends nobody else's without manage", async () => {
		const gatehouse = await startGatehouse();
		const { browser: theirs } = await signIn( gatehouse, manager );
		const { browser } = await signIn( gatehouse );
		expect(
			await refusal( await endAll( browser, '?user=7&user=1' ) )
		).toEqual( [ 403, 'permission_missing', 'user' ] );
		expect( ( await theirs.fetch( '/session' ) ).status ).toBe( 200 );
	} );

	it.each( [
		[ 'nobody named', '' ],
		[ 'a user by name', '?user=everyone' ],
		[ 'too many users', `?${ 'user=7&'.repeat( 101 ) }` ],
	] )( 'refuses %s', async ( _name, search ) => {
		const gatehouse = await startGatehouse();
		const { browser: theirs } = await signIn( gatehouse );
		const { browser } = await signIn( gatehouse, manager );
		expect( await refusal( await endAll( browser, search ) ) ).toEqual( [
			400,
			'user_wrong',
			'user',
		] );
		expect( ( await theirs.fetch( '/session' ) ).status ).toBe( 200 );
	} );
} );
