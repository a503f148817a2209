import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { close, listen, makeFolder } from './gatehouse';
import { addressOf, bundle, run } from './processes';
import { startSite } from './site';

async function settings(): Promise< Record< string, string > > {
	const { home, base } = await startSite();
	return {
		GATEHOUSE_SITES: `${ home }=${ base }`,
		GATEHOUSE_DATA: await makeFolder(),
		GATEHOUSE_PORT: '0',
	};
}

describe( 'the bundle', () => {
	it.each( [
		[ 'as a program', [ bundle ] ],
		[ 'required, as Passenger does', [ '-e', `require( '${ bundle }' )` ] ],
	] )( 'answers without node_modules, %s', async ( _name, args ) => {
		const gatehouse = run( await settings(), args );
		const address = await addressOf( gatehouse );
		const health = await fetch( `${ address }/reports/healthz` );
		expect( await health.json() ).toEqual( { status: 'ok' } );
		expect( gatehouse.output() ).not.toContain( 'Warning' );
	} );

	it( 'takes one byte of memory for each character, in each thread', async () => {
		const text = await readFile( bundle, 'utf8' );
		expect( /[^\0-\xff]/u.exec( text )?.[ 0 ] ).toBeUndefined();
	} );

	it.each( [ 'SIGTERM', 'SIGINT' ] as const )(
		'ends well on %s',
		async ( signal ) => {
			const gatehouse = run( await settings() );
			await addressOf( gatehouse );
			gatehouse.stop( signal );
			expect( await gatehouse.ended ).toBe( 0 );
		}
	);

	it( 'ends well when Passenger says shutdown, which no signal goes with', async () => {
		const gatehouse = run( await settings(), [
			'-e',
			`process.on( 'SIGUSR2', () => process.emit( 'message', 'shutdown' ) ); require( '${ bundle }' )`,
		] );
		await addressOf( gatehouse );
		gatehouse.stop( 'SIGUSR2' );
		expect( await gatehouse.ended ).toBe( 0 );
	} );

	it( 'names every fault of its settings and exits with 78', async () => {
		const gatehouse = run( { GATEHOUSE_PORT: 'eighty' } );
		expect( await gatehouse.ended ).toBe( 78 );
		expect( gatehouse.output().trim().split( '\n' ) ).toEqual( [
			expect.stringContaining( 'GATEHOUSE_SITES is not set' ),
			expect.stringContaining( 'GATEHOUSE_PORT is "eighty"' ),
		] );
	} );

	it( 'says in one sentence that its port is taken', async () => {
		const taken = await listen( createServer() );
		onTestFinished( () => close( taken ) );
		const { port } = taken.address() as AddressInfo;
		const gatehouse = run( {
			...( await settings() ),
			GATEHOUSE_PORT: String( port ),
		} );
		expect( await gatehouse.ended ).toBe( 1 );
		expect( gatehouse.output() ).toContain( `Port ${ port } is taken.` );
	} );

	it( 'refuses an older Node in one sentence', async () => {
		const older = run( {}, [
			'-e',
			`process = { __proto__: process, versions: { node: '22.15.1' } }; require( '${ bundle }' )`,
		] );
		expect( await older.ended ).toBe( 78 );
		expect( older.output() ).toBe(
			'Gatehouse needs Node 22.16 or newer; this is 22.15.1.\n'
		);
	} );
} );
