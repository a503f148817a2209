import { expect } from 'vitest';
import type { SessionsAnswer, SignedIn } from '../../sidecar/contract/sessions';
import type { UserState } from '../../sidecar/contract/user-state';
import { Browser } from './browser';
import type { Gatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';

/** A browser that has signed in as this user. */
export async function signIn(
	gatehouse: Gatehouse,
	changes: Partial< UserState > = {}
) {
	const browser = new Browser( gatehouse );
	const verifier = makeVerifier();
	const state = makeState( { live: [ verifier ], ...changes } );
	await browser.signIn( { wps: verifier, sub: String( state.user ), state } );
	return { browser, verifier };
}

export const manager = {
	user: 1,
	name: 'Ada',
	grants: [ 'view', 'manage' ],
} satisfies Partial< UserState >;

export async function list(
	browser: Browser,
	search = ''
): Promise< SignedIn[] > {
	const response = await browser.fetch( `/api/sessions${ search }` );
	expect( response.status ).toBe( 200 );
	const { sessions }: SessionsAnswer = await response.json();
	return sessions;
}

export async function refusal( response: Response ) {
	const { code, parameter } = await response.json();
	return [ response.status, code, parameter ];
}
