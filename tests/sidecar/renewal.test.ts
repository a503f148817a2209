import { describe, expect, it } from 'vitest';
import { lifetimes } from '../../sidecar/contract';
import type { SessionAnswer } from '../../sidecar/contract/sessions';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';

const nowhere = { address: '', device: '' };

async function signedIn( gatehouse?: Gatehouse ): Promise< Browser > {
	const browser = new Browser( gatehouse ?? ( await startGatehouse() ) );
	await browser.signIn();
	return browser;
}

function pass( { gatehouse }: Browser, seconds: number ): void {
	gatehouse.clock.now += seconds * 1000;
}

async function generationOf( response: Response ): Promise< number > {
	const answer: SessionAnswer = await response.json();
	return answer.generation;
}

async function codeOf( response: Response ): Promise< string > {
	return ( await response.json() ).code;
}

describe( 'POST session/renew', () => {
	it( 'gives new cookies, and the same CSRF value', async () => {
		const browser = await signedIn();
		const before = browser.copy();
		pass( browser, lifetimes.renewAfter );
		const response = await browser.renew();

		expect( response.status ).toBe( 200 );
		const answer: SessionAnswer = await response.json();
		expect( answer ).toMatchObject( {
			generation: 2,
			csrf: browser.csrf,
			expiresInSeconds: lifetimes.access,
			endsInSeconds: lifetimes.refresh - lifetimes.renewAfter,
		} );
		expect( browser.cookies ).not.toEqual( before.cookies );
	} );

	it( 'renews after sleep, when the access token has run out', async () => {
		const browser = await signedIn();
		pass( browser, 5 * 24 * 60 * 60 );

		const status = await browser.fetch( '/session' );
		expect( await status.json() ).toMatchObject( {
			expiresInSeconds: 0,
			renewInSeconds: 0,
			csrf: browser.csrf,
		} );
		expect( ( await browser.renew() ).status ).toBe( 200 );
	} );

	it( 'gives two tabs that ask at once the same generation', async () => {
		const browser = await signedIn();
		const tabs = Array.from( { length: 50 }, () => browser.copy() );
		const generations = await Promise.all(
			tabs.map( async ( tab ) => generationOf( await tab.renew() ) )
		);
		expect( new Set( generations ) ).toEqual( new Set( [ 2 ] ) );
	} );

	it( 'gives the same generation again when its answer was lost', async () => {
		const browser = await signedIn();
		await browser.copy().renew();
		pass( browser, 600 );
		expect( await generationOf( await browser.renew() ) ).toBe( 2 );
		expect( await generationOf( await browser.renew() ) ).toBe( 3 );
	} );

	it( 'forgives a lost answer although the tokens before it were in use', async () => {
		const browser = await signedIn();
		await browser.renew();
		pass( browser, lifetimes.cookieWriteDelay + 1 );
		await browser.fetch( '/api/reports' );
		await browser.copy().renew();
		expect( await generationOf( await browser.renew() ) ).toBe( 3 );
	} );

	it( 'takes a late use of old tokens for no use of the new ones', async () => {
		const browser = await signedIn();
		await browser.renew();
		await browser.copy().renew();
		pass( browser, lifetimes.cookieWriteDelay + 1 );
		await browser.fetch( '/api/reports' );
		expect( await generationOf( await browser.renew() ) ).toBe( 3 );
	} );

	it( 'refuses a refresh token whose successor was presented, and ends the session', async () => {
		const browser = await signedIn();
		const thief = browser.copy();
		await browser.renew();
		await browser.renew();

		const replay = await thief.renew();
		expect( replay.status ).toBe( 401 );
		expect( await codeOf( replay ) ).toBe( 'session_replayed' );
		const owner = await browser.fetch( '/api/reports' );
		expect( await codeOf( owner ) ).toBe( 'session_replayed' );
		expect( browser.gatehouse.log.join( '' ) ).toContain( 'used twice' );
	} );

	it( 'refuses a refresh token whose successor was seen in use a minute later', async () => {
		const browser = await signedIn();
		const thief = browser.copy();
		await browser.renew();
		pass( browser, lifetimes.cookieWriteDelay + 1 );
		await browser.fetch( '/api/reports' );

		await expect
			.poll( async () => codeOf( await thief.copy().renew() ) )
			.toBe( 'session_replayed' );
	} );

	it( 'forgives a browser that died before it wrote its new cookies', async () => {
		const browser = await signedIn();
		const onDisk = browser.copy();
		await browser.renew();
		pass( browser, lifetimes.cookieWriteDelay - 1 );
		await browser.fetch( '/api/reports' );
		expect( ( await onDisk.renew() ).status ).toBe( 200 );
	} );

	it( 'bars the verifier of a replayed session', async () => {
		const browser = new Browser( await startGatehouse() );
		const wps = makeVerifier();
		await browser.signIn( { wps } );
		const thief = browser.copy();
		await browser.renew();
		await browser.renew();
		await thief.renew();
		expect( await codeOf( await browser.handOff( { wps } ) ) ).toBe(
			'session_ended'
		);
	} );

	it( 'ends thirty days after sign-in, however often it was renewed', async () => {
		const browser = await signedIn();
		for ( let day = 0; day < 29; day++ ) {
			pass( browser, 24 * 60 * 60 );
			await browser.renew();
		}
		pass( browser, 24 * 60 * 60 );
		const late = await browser.renew();
		expect( await codeOf( late ) ).toBe( 'session_expired' );
		expect( browser.cookies.size ).toBe( 0 );
	} );

	it( 'trusts the row, whatever a token may say', async () => {
		const browser = await signedIn();
		pass( browser, lifetimes.refresh );
		await expect(
			browser.gatehouse.sessions.renew(
				{ session: sessionOf( browser ), generation: 1 },
				nowhere
			)
		).rejects.toMatchObject( { code: 'session_expired' } );
	} );

	it( 'never promises access past the end of the session', async () => {
		const browser = await signedIn();
		pass( browser, lifetimes.refresh - 300 );
		const answer: SessionAnswer = await ( await browser.renew() ).json();
		expect( answer.expiresInSeconds ).toBe( 300 );
		expect( answer.endsInSeconds ).toBe( 300 );
	} );

	it( 'adopts a generation that a restored backup has forgotten', async () => {
		const browser = await signedIn();
		const forged = await browser.gatehouse.sessions.renew(
			{ session: sessionOf( browser ), generation: 7 },
			nowhere
		);
		expect( forged.generation ).toBe( 8 );
		expect( browser.gatehouse.log.join( '' ) ).toContain( 'backup' );
	} );

	it( 'goes on after a restart', async () => {
		const browser = await signedIn();
		await browser.gatehouse.stop();
		const restarted = await startGatehouse( browser.gatehouse );
		const same = Object.assign( new Browser( restarted ), {
			csrf: browser.csrf,
		} );
		browser.cookies.forEach( ( kept, name ) =>
			same.cookies.set( name, kept )
		);
		expect( await generationOf( await same.renew() ) ).toBe( 2 );
	} );

	it( 'brings grants that changed meanwhile', async () => {
		const browser = new Browser( await startGatehouse() );
		const wps = makeVerifier();
		await browser.signIn( { wps } );
		const { sessions, site } = browser.gatehouse;
		await sessions.applyStates( site.home, [
			makeState( { version: 2, live: [ wps ], grants: [ 'view' ] } ),
		] );

		const stopped = await browser.fetch( '/api/reports' );
		expect( await codeOf( stopped ) ).toBe( 'access_expired' );
		const answer: SessionAnswer = await ( await browser.renew() ).json();
		expect( answer.grants ).toEqual( [ 'view' ] );
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	} );
} );

describe( 'GET session', () => {
	it( 'says what is left', async () => {
		const browser = await signedIn();
		pass( browser, 300 );
		const response = await browser.fetch( '/session' );
		expect( await response.json() ).toMatchObject( {
			expiresInSeconds: lifetimes.access - 300,
			renewInSeconds: lifetimes.renewAfter - 300,
			endsInSeconds: lifetimes.refresh - 300,
		} );
	} );

	it( 'does not outlive the access token, however often it was seen', async () => {
		const browser = await signedIn();
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
		pass( browser, lifetimes.access );
		const late = await browser.fetch( '/api/reports' );
		expect( await codeOf( late ) ).toBe( 'access_expired' );
	} );

	it( 'refuses a stranger and leaves the browser alone', async () => {
		const browser = new Browser( await startGatehouse() );
		const response = await browser.fetch( '/session' );
		expect( response.status ).toBe( 401 );
		expect( await codeOf( response ) ).toBe( 'session_missing' );
		expect( response.headers.getSetCookie() ).toEqual( [] );
	} );

	it( 'does not take a refresh token for an access token', async () => {
		const browser = await signedIn();
		const [ access, refresh ] = [ ...browser.cookies.keys() ];
		const value = browser.cookies.get( refresh ?? '' )?.value ?? '';
		browser.cookies.set( access ?? '', { value, path: '/reports/' } );
		const response = await browser.fetch( '/api/reports' );
		expect( await codeOf( response ) ).toBe( 'session_missing' );
	} );
} );

describe( 'POST session/end', () => {
	it( 'ends every copy of the cookies at once, and clears this browser', async () => {
		const browser = await signedIn();
		const copy = browser.copy();
		expect( ( await copy.fetch( '/api/reports' ) ).status ).toBe( 200 );

		expect( ( await browser.post( '/session/end' ) ).status ).toBe( 204 );
		expect( browser.cookies.size ).toBe( 0 );
		expect( ( await copy.fetch( '/api/reports' ) ).status ).toBe( 401 );
		expect( ( await copy.renew() ).status ).toBe( 401 );
	} );
} );

function sessionOf( browser: Browser ): string {
	const [ access ] = [ ...browser.cookies.values() ];
	const [ , claims = '' ] = access?.value.split( '.' ) ?? [];
	return JSON.parse( Buffer.from( claims, 'base64url' ).toString() ).sid;
}
