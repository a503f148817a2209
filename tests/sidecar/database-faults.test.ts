import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMariadb } from '../../scripts/servers/mariadb.mjs';
import { Browser } from './browser';
import { makeFolder, startGatehouse } from './gatehouse';
import { type Process, startProcess } from './processes';
import { makeState, makeVerifier, startSite } from './site';
import { connectTo, isMariadb } from './test-store';

/** A sidecar on a server of its own, and somebody signed in. */
async function startOnOwnServer() {
	const folder = await makeFolder();
	const server = await startMariadb( `${ folder }/mariadb` );
	onTestFinished( () => server.stop() );
	const admin = await createConnection( server.url( '' ) );
	await admin.query( 'create database gatehouse' );
	await admin.end();
	const sidecar = await startProcess( await startSite(), folder, 0, {
		GATEHOUSE_STORE: server.url( 'gatehouse' ),
	} );
	const browser = new Browser( sidecar );
	await browser.signIn();
	return { server, sidecar, browser };
}

async function readyz( { address }: Process ) {
	const response = await fetch( `${ address }/readyz` );
	const { troubles } = await response.json();
	return troubles.map( ( { code }: { code: string } ) => code );
}

async function expectAway( browser: Browser< Process >, sidecar: Process ) {
	const started = performance.now();
	const answer = await browser.renew();
	expect( answer.status ).toBe( 503 );
	expect( answer.headers.get( 'retry-after' ) ).toBe( '1' );
	expect( answer.headers.getSetCookie() ).toEqual( [] );
	expect( performance.now() - started ).toBeLessThan( 8000 );
	expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 200 );
	await expect
		.poll( () => readyz( sidecar ), { timeout: 15_000 } )
		.toContain( 'store_failing' );
}

async function expectBack( browser: Browser< Process >, sidecar: Process ) {
	await expect
		.poll( async () => ( await browser.renew() ).status, {
			timeout: 10_000,
		} )
		.toBe( 200 );
	await expect
		.poll( () => readyz( sidecar ), { timeout: 15_000 } )
		.not.toContain( 'store_failing' );
}

describe.runIf( isMariadb )( 'a database server', { timeout: 90_000 }, () => {
	it( 'that is killed and comes back keeps everybody signed in', async () => {
		const { server, sidecar, browser } = await startOnOwnServer();
		process.kill( Number( server.pid() ), 'SIGKILL' );
		await expectAway( browser, sidecar );
		await server.restart();
		await expectBack( browser, sidecar );
	} );

	it( 'that is frozen holds up nobody for long', async () => {
		const { server, sidecar, browser } = await startOnOwnServer();
		process.kill( Number( server.pid() ), 'SIGSTOP' );
		await expectAway( browser, sidecar );
		process.kill( Number( server.pid() ), 'SIGCONT' );
		await expectBack( browser, sidecar );
	} );
} );

describe.runIf( isMariadb )( 'a fault of the database', () => {
	it( 'is logged without what a person’s row holds', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		const other = await connectTo( gatehouse.folder );
		await other.query(
			'alter table gatehouse_sessions modify csrf varchar( 3 ) not null'
		);
		const answer = await new Browser( gatehouse ).handOff( {
			wps,
			state: makeState( { live: [ wps ], name: 'Somebody' } ),
		} );
		await other.query(
			'alter table gatehouse_sessions modify csrf varchar( 64 ) not null'
		);
		await other.end();
		expect( answer.status ).toBe( 500 );
		const log = gatehouse.log.join( '' );
		expect( log ).toMatch( /Data too long for column 'csrf'/ );
		expect( log ).not.toContain( 'insert into' );
		expect( log ).not.toContain( wps );
	} );

	it( 'that names what a row holds does not tell it', async () => {
		const { folder, store } = await startGatehouse();
		const other = await connectTo( folder );
		const row = "( 'https://example.com', 'a-secret-of-somebody', 1 )";
		const insert = `insert into gatehouse_used_statements ( site, id, at ) values ${ row }`;
		await other.query( insert );
		await other.end();
		const refused = store.commit( ( writing ) =>
			sql.raw( insert ).execute( writing )
		);
		await expect( refused ).rejects.toThrow(
			"Duplicate entry '…' for key"
		);
	} );
} );
