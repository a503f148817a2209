import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HeldSessions } from '../../sidecar/contract/user-state';
import { copyDatabase } from '../../sidecar/store/sqlite/backup';
import { Browser } from './browser';
import { makeFolder, startGatehouse } from './gatehouse';
import { makeState, makeVerifier, startSite, type TestSite } from './site';
import { isMariadb } from './test-store';
import { pullOf } from './state-pull';

describe( 'with a mark that the site does not know', () => {
	/** What it answers who has forgotten everybody. */
	const endAll = ( { sessions }: HeldSessions ) =>
		sessions.map( ( { user, version, verifier } ) =>
			makeState( { user, version: version + 1, ended: [ verifier ] } )
		);

	it( 'says page by page what goes on, and ends what the site names ended', async () => {
		const gatehouse = await startGatehouse();
		const { site } = gatehouse;
		site.mark = 'one';
		const { pull, warnings } = await pullOf( gatehouse );
		await pull();
		const verifiers = [];
		for ( let user = 1; user <= 101; user++ ) {
			const wps = makeVerifier();
			verifiers.push( wps );
			const state = makeState( { user, live: [ wps ] } );
			const sub = String( user );
			await new Browser( gatehouse ).handOff( { sub, wps, state } );
		}
		const browser = new Browser( gatehouse );
		await browser.signIn( { wps: makeVerifier() } );
		const signedOut = await new Browser( gatehouse ).signIn();
		await gatehouse.sessions.applyStates( site.home, [
			makeState( { version: 2, ended: [ signedOut.verifier ] } ),
		] );

		putBack( site );
		site.restate = endAll;
		await pull();

		const told = site.held.flatMap( ( { sessions } ) => sessions );
		expect( site.held.map( ( { more } ) => more ) ).toEqual( [
			true,
			false,
		] );
		expect( told ).toHaveLength( 102 );
		expect( told.map( ( { verifier } ) => verifier ) ).toEqual(
			expect.arrayContaining( verifiers )
		);
		expect( told ).not.toContainEqual(
			expect.objectContaining( { verifier: signedOut.verifier } )
		);
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 401 );
		expect( ( await browser.renew() ).status ).toBe( 401 );

		await pull();
		expect( site.held ).toHaveLength( 2 );
		expect( warnings ).toHaveLength( 1 );
	} );

	it( 'goes on where it was when the site went away', async () => {
		const gatehouse = await startGatehouse();
		const { site } = gatehouse;
		for ( let i = 0; i < 101; i++ ) {
			await new Browser( gatehouse ).handOff();
		}
		putBack( site );
		const { pull } = await pullOf( gatehouse );
		site.restate = ( { more } ) => ( more ? [] : null );
		await pull();
		site.restate = () => [];
		gatehouse.clock.now += 60_000;
		await pull();

		expect( site.held.map( ( { more } ) => more ) ).toEqual( [
			true,
			false,
			false,
		] );
		expect( site.held[ 2 ] ).toEqual( site.held[ 1 ] );
	} );

	it( 'lets every access token be renewed, and signs nobody out whom the site knows', async () => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		await browser.signIn();
		gatehouse.clock.now += 1000;
		putBack( gatehouse.site );
		const { pull } = await pullOf( gatehouse );
		await pull();

		const refused = await browser.fetch( '/api/reports' );
		expect( ( await refused.json() ).code ).toBe( 'access_expired' );
		expect( ( await browser.renew() ).status ).toBe( 200 );
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	} );

	it.skipIf( isMariadb )(
		'because its own database was put back, hears again who signed out',
		async () => {
			const site = await startSite();
			const folder = await makeFolder();
			const first = await startGatehouse( { site, folder } );
			site.mark = 'one';
			await ( await pullOf( first ) ).pull();
			const wps = makeVerifier();
			const signedOut = new Browser( first );
			await signedOut.signIn( { wps } );
			await copyDatabase(
				join( folder, 'sessions.sqlite' ),
				join( folder, 'backup.sqlite' )
			);
			const unknown = new Browser( first );
			const later = makeVerifier();
			await unknown.signIn( {
				wps: later,
				state: makeState( { version: 2, live: [ wps, later ] } ),
			} );
			site.mark = 'two';
			site.undelivered = [ makeState( { version: 3, ended: [ wps ] } ) ];
			await ( await pullOf( first ) ).pull();
			expect( ( await signedOut.fetch( '/api/reports' ) ).status ).toBe(
				401
			);
			await first.stop();

			await rm( join( folder, 'sessions.sqlite-wal' ), { force: true } );
			await rm( join( folder, 'sessions.sqlite-shm' ), { force: true } );
			await copyFile(
				join( folder, 'backup.sqlite' ),
				join( folder, 'sessions.sqlite' )
			);
			const second = await startGatehouse( { site, folder } );
			second.clock.now += 1000;
			const back = Object.assign( signedOut.copy(), {
				gatehouse: second,
			} );
			const lost = Object.assign( unknown.copy(), { gatehouse: second } );
			expect( ( await back.fetch( '/api/reports' ) ).status ).toBe( 200 );
			expect( ( await lost.fetch( '/api/reports' ) ).status ).toBe( 200 );
			site.restate = ( { sessions } ) =>
				sessions.map( ( { verifier } ) =>
					makeState( { version: 3, ended: [ verifier ] } )
				);
			await ( await pullOf( second ) ).pull();

			expect( ( await back.fetch( '/api/reports' ) ).status ).toBe( 401 );
			expect( ( await back.renew() ).status ).toBe( 401 );
			expect( ( await lost.fetch( '/api/reports' ) ).status ).toBe( 401 );
		}
	);
} );

/** It knows none of the marks that it gave since. */
function putBack( site: TestSite ) {
	site.given = 'another';
	site.mark = 'new';
}
