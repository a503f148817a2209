import { expect, it } from 'vitest';
import { Refusal } from '../../sidecar/errors';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';
import { makeState, makeVerifier } from './site';
import { pullOf } from './state-pull';

it( 'takes a sign-out that the site could not deliver, and acknowledges it', async () => {
	const gatehouse = await startGatehouse();
	const wps = makeVerifier();
	const browser = new Browser( gatehouse );
	await browser.signIn( { wps } );
	gatehouse.site.undelivered = [
		makeState( { version: 2, ended: [ wps ] } ),
		makeState( { user: 8, version: 2 } ),
	];

	const { pull } = await pullOf( gatehouse );
	await pull();
	expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 401 );
	expect( gatehouse.site.undelivered ).toEqual( [] );
} );

it( 'asks a site that is away as often as ever, and says once that it is', async () => {
	const gatehouse = await startGatehouse();
	const wps = makeVerifier();
	const browser = new Browser( gatehouse );
	await browser.signIn( { wps } );
	const { pull, warnings } = await pullOf( gatehouse );
	gatehouse.site.isAway = true;
	for ( let second = 0; second < 60; second += 5 ) {
		await pull();
	}
	expect( warnings ).toHaveLength( 1 );

	gatehouse.site.undelivered = [
		makeState( { version: 2, ended: [ wps ] } ),
	];
	gatehouse.site.isAway = false;
	await pull();
	expect( ( await browser.fetch( '/session' ) ).status ).toBe( 401 );
} );

it( 'asks at once when the store takes writes again', async () => {
	const gatehouse = await startGatehouse();
	const wps = makeVerifier();
	const browser = new Browser( gatehouse );
	await browser.signIn( { wps } );
	const { catchUp, troubles } = await pullOf( gatehouse );
	gatehouse.site.undelivered = [
		makeState( { version: 2, ended: [ wps ] } ),
	];

	await catchUp();
	troubles.begin( 'store_failing' );
	await catchUp();
	expect( ( await browser.fetch( '/session' ) ).status ).toBe( 200 );
	troubles.end( 'store' );
	await catchUp();
	expect( ( await browser.fetch( '/session' ) ).status ).toBe( 401 );
} );

it( 'keeps its pace with a site whose word a failing store refuses', async () => {
	const gatehouse = await startGatehouse();
	gatehouse.site.undelivered = [ makeState( { version: 2 } ) ];
	let tries = 0;
	const applyStates = async () => {
		tries += 1;
		throw new Refusal( 'store_busy' );
	};
	const { pull } = await pullOf( {
		...gatehouse,
		sessions: { ...gatehouse.sessions, applyStates },
	} );
	await pull();
	await pull();
	expect( tries ).toBe( 2 );
} );
