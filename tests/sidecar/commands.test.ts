import { describe, expect, it } from 'vitest';
import { tokenTypes } from '../../sidecar/contract';
import { readKeySet } from '../../sidecar/published-keys';
import { believedKeys } from '../../sidecar/vouchers';
import { decode, tokenOf } from './attacks/forge';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import {
	bundle,
	type Process,
	run,
	settingsFor,
	startProcess,
	through,
} from './processes';
import { makeHandOff, startSite, type TestSite } from './site';

async function command(
	site: TestSite,
	folder: string,
	...typed: string[]
): Promise< { exit: number | null; said: string } > {
	const { ended, output } = run( settingsFor( site, folder ), [
		bundle,
		...typed,
	] );
	return { exit: await ended, said: output() };
}

async function startSignedIn() {
	const site = await startSite();
	const folder = await makeFolder();
	const process = await startProcess( site, folder );
	const browser = new Browser( process );
	await browser.signIn();
	const type = ( ...typed: string[] ) => command( site, folder, ...typed );
	return { site, folder, process, browser, type };
}

const statusOf = async ( browser: Browser< Process > ) =>
	( await browser.fetch( '/api/reports' ) ).status;

async function keysAt( { address }: Process ) {
	const response = await fetch( `${ address }/.well-known/jwks.json` );
	return readKeySet( await response.json() );
}

async function kidsAt( process: Process ): Promise< string[] > {
	return ( await keysAt( process ) ).map( ( { kid } ) => kid );
}

const signerOf = ( browser: Browser< Process > ) =>
	decode( tokenOf( browser, 'access' ) ).header.kid;

describe( 'node gatehouse.cjs', { timeout: 30_000 }, () => {
	it( 'rotate-key publishes the new key, signs with it later, and signs nobody out', async () => {
		const { site, folder, process, browser, type } = await startSignedIn();
		const known = await keysAt( process );
		const [ old ] = await kidsAt( process );
		const { exit, said } = await type( 'rotate-key' );
		expect( exit ).toBe( 0 );
		await expect
			.poll( () => kidsAt( process ), { timeout: 2000 } )
			.toHaveLength( 2 );
		const [ next ] = await kidsAt( process );
		expect( said ).toContain( next );
		expect(
			await believedKeys( await keysAt( process ), known, site.base )
		).toHaveLength( 2 );

		await browser.renew();
		expect( signerOf( browser ) ).toBe( old );
		const later = await startProcess( site, folder, 11 * 60 );
		const moved = through( browser, later );
		expect( ( await moved.renew() ).status ).toBe( 200 );
		expect( signerOf( moved ) ).toBe( next );
		expect( await statusOf( through( moved, process ) ) ).toBe( 200 );

		const nextMonth = await startProcess( site, folder, 31 * 86_400 );
		expect( await kidsAt( nextMonth ) ).toEqual( [ next ] );
	} );

	it( 'rotate-key says so while a rotation is under way', async () => {
		const { type } = await startSignedIn();
		await type( 'rotate-key' );
		const { exit, said } = await type( 'rotate-key' );
		expect( exit ).toBe( 1 );
		expect( said ).toContain( 'under way' );
	} );

	it( 'rotate-key --leaked stops all that the old key signed, and lets people in again', async () => {
		const { process, browser, type, site } = await startSignedIn();
		const wps = String( decode( tokenOf( browser, 'access' ) ).claims.wps );
		expect( await statusOf( browser ) ).toBe( 200 );
		expect( ( await type( 'rotate-key', '--leaked' ) ).exit ).toBe( 0 );
		await expect
			.poll( () => keysAt( process ) )
			.not.toMatchObject( [ { kid: signerOf( browser ) } ] );
		expect( await keysAt( process ) ).toMatchObject( [
			{ vouched: null },
		] );
		await expect
			.poll( () => statusOf( browser ), { timeout: 1000 } )
			.toBe( 401 );
		expect( ( await browser.renew() ).status ).toBe( 401 );

		process.clock.now = Date.now();
		const claims = makeHandOff( site, Date.now(), { wps } );
		const response = await browser.bring(
			await site.sign( tokenTypes.handOff, claims )
		);
		expect( response.status ).toBe( 200 );
		expect( await statusOf( browser ) ).toBe( 200 );
	} );

	it( 'end-all ends every session in every process within a second', async () => {
		const { site, folder, browser, type } = await startSignedIn();
		const other = through( browser, await startProcess( site, folder ) );
		expect( await statusOf( browser ) ).toBe( 200 );
		expect( await statusOf( other ) ).toBe( 200 );
		const { exit, said } = await type( 'end-all' );
		expect( exit ).toBe( 0 );
		expect( said ).toContain( `${ site.home }: 1 session ended.` );
		for ( const one of [ browser, other ] ) {
			await expect
				.poll( () => statusOf( one ), { timeout: 1000 } )
				.toBe( 401 );
		}
		const renewal = await browser.renew();
		expect( ( await renewal.json() ).code ).toBe( 'session_revoked' );
	} );

	it( 'end-all --before leaves alone what was signed later', async () => {
		const { site, browser, type } = await startSignedIn();
		const { exit } = await type(
			'end-all',
			'--site',
			site.home,
			'--before',
			new Date( Date.now() - 60_000 ).toISOString()
		);
		expect( exit ).toBe( 0 );
		await new Promise( ( resolve ) => setTimeout( resolve, 1000 ) );
		expect( await statusOf( browser ) ).toBe( 200 );
	} );

	it( 'trust-site shows both sets of keys, and trusts the new ones when told', async () => {
		const { site, process, type } = await startSignedIn();
		const old = site.kid;
		await site.changeKey( { publish: 'alone' } );
		const asked = await type( 'trust-site', site.home );
		expect( asked.exit ).toBe( 1 );
		expect( asked.said ).toContain(
			`Known keys of ${ site.home }: ${ old }`
		);
		expect( asked.said ).toContain( `publishes now: ${ site.kid }` );

		const signIn = async () =>
			( await new Browser( process ).handOff() ).status;
		expect( await signIn() ).not.toBe( 200 );
		const told = await type( 'trust-site', site.home, '--yes' );
		expect( told.exit ).toBe( 0 );
		await expect.poll( signIn, { timeout: 5000 } ).toBe( 200 );
		expect( ( await type( 'trust-site', site.home ) ).said ).toContain(
			'trusted already'
		);
	} );

	it( 'trust-site drops a key that has leaked, though it knows all the others', async () => {
		const { site, browser, type } = await startSignedIn();
		const leaked = site.kid;
		await site.changeKey( { publish: 'beside' } );
		expect( ( await type( 'trust-site', site.home, '--yes' ) ).exit ).toBe(
			0
		);
		expect( await statusOf( browser ) ).toBe( 200 );

		const beside = site.published?.keys ?? [];
		const revoked = { revoked_at: 1767225600, reason: 'compromised' };
		site.published = {
			keys: beside.map( ( jwk ) =>
				jwk.kid === leaked ? { ...jwk, revoked } : jwk
			),
		};
		const told = await type( 'trust-site', site.home, '--yes' );
		expect( told.said ).toContain( 'One of the known keys has leaked' );
		await expect
			.poll( () => statusOf( browser ), { timeout: 5000 } )
			.toBe( 401 );
	} );

	it.each( [
		[ 'an unknown command', [ 'end-some' ], 64, 'There is no command' ],
		[ 'an unknown option', [ 'end-all', '--all' ], 64, '--all' ],
		[
			'a site that is not configured',
			[ 'trust-site', 'https://example.com' ],
			64,
			'not among the sites',
		],
		[
			'a time that is none',
			[ 'end-all', '--before', 'yesterday' ],
			64,
			'--before is "yesterday"',
		],
		[
			'a time to come',
			[ 'end-all', '--before', '2999-01-01' ],
			64,
			'Give a time that has passed',
		],
	] )( 'refuses %s', async ( _name, typed, exit, sentence ) => {
		const answer = await command(
			await startSite(),
			await makeFolder(),
			...typed
		);
		expect( answer.exit ).toBe( exit );
		expect( answer.said ).toContain( sentence );
	} );

	it( 'leaves a key of the settings to the settings', async () => {
		const { ended, output } = run(
			{
				...settingsFor( await startSite(), await makeFolder() ),
				GATEHOUSE_PRIVATE_KEY: JSON.stringify( {
					kty: 'OKP',
					crv: 'Ed25519',
					x: 'A'.repeat( 43 ),
					d: 'A'.repeat( 43 ),
				} ),
			},
			[ bundle, 'rotate-key' ]
		);
		expect( await ended ).toBe( 1 );
		expect( output() ).toContain( 'GATEHOUSE_PRIVATE_KEY' );
	} );
} );
