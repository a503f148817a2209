import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requireRecent } from '../../sidecar/store/mysql/server';
import { openStore } from '../../sidecar/store/store';
import { forgetful, startMariadb } from '../../scripts/servers/mariadb.mjs';
import { freePort } from '../../scripts/service.mjs';
import { makeFolder } from './gatehouse';
import { addressOf, run, settingsFor } from './processes';
import { startSite } from './site';
import { connectTo, isMariadb, storeIn } from './test-store';

async function prepare() {
	const folder = await makeFolder();
	const settings = settingsFor( await startSite(), folder );
	const address = new URL( settings.GATEHOUSE_STORE ?? 'mysql://none' );
	return { folder, settings, address };
}

async function start( settings: Record< string, string >, address: URL ) {
	const started = run( { ...settings, GATEHOUSE_STORE: address.href } );
	return { exit: await started.ended, said: started.output().trim() };
}

/** One sentence, which does not tell the password. */
function expectSentence( said: string, password: string, part: RegExp ) {
	expect( said ).toMatch( part );
	expect( said.split( '\n' ) ).toHaveLength( 1 );
	expect( said ).not.toContain( password );
}

describe.runIf( isMariadb )(
	'a start on a database that can not be used',
	{ timeout: 30_000 },
	() => {
		it( 'says that the password is wrong', async () => {
			const { settings, address } = await prepare();
			address.password = 'wrong-one';
			const { exit, said } = await start( settings, address );
			expect( exit ).toBe( 78 );
			expectSentence( said, 'wrong-one', /does not let "gatehouse" in/ );
		} );

		it.each( [
			[ 'is not there', '/gatehouse_nowhere', /there is no database/ ],
			[ 'is somebody else’s', '/mysql', /may not do all/ ],
		] )( 'says that the database %s', async ( _name, path, part ) => {
			const { settings, address } = await prepare();
			address.pathname = path;
			const { exit, said } = await start( settings, address );
			expect( exit ).toBe( 78 );
			expectSentence( said, address.password, part );
		} );

		it( 'leaves tables alone that are not its own', async () => {
			const { folder, settings, address } = await prepare();
			const other = await connectTo( folder );
			await other.query( 'create table wp_users ( ID bigint )' );
			address.searchParams.set( 'prefix', 'wp_' );
			const { exit, said } = await start( settings, address );
			const [ tables ] = await other.query( "show tables like 'wp%'" );
			await other.query( 'drop table wp_users' );
			await other.end();
			expect( exit ).toBe( 78 );
			expectSentence( said, address.password, /not Gatehouse's.*prefix/ );
			expect( tables ).toHaveLength( 1 );
		} );

		it( 'leaves tables alone that a newer version has made', async () => {
			const { folder, settings, address } = await prepare();
			await ( await openStore( storeIn( folder ) ) ).close();
			const other = await connectTo( folder );
			const later = "( 'sessions', '9999-later' )";
			await other.query(
				`insert into gatehouse_migrations values ${ later }`
			);
			const { exit, said } = await start( settings, address );
			await other.query(
				"delete from gatehouse_migrations where name = '9999-later'"
			);
			await other.end();
			expect( exit ).toBe( 78 );
			expectSentence( said, address.password, /newer Gatehouse.*9999/ );
		} );

		it( 'says that the server is too old, and makes nothing in it', async () => {
			const { folder, settings } = await prepare();
			const server = await startMariadb( `${ folder }/mariadb`, {
				settings: [ ...forgetful, '--version=10.5.26-MariaDB' ],
			} );
			onTestFinished( () => server.stop() );
			const root = await createConnection( server.url( '' ) );
			onTestFinished( () => root.end() );
			await root.query( 'create database gatehouse' );
			const address = new URL( server.url( 'gatehouse' ) );
			const { exit, said } = await start( settings, address );
			expect( exit ).toBe( 78 );
			expectSentence( said, address.password, /MariaDB 10\.5\.26\./ );
			const [ tables ] = await root.query( 'show tables in gatehouse' );
			expect( tables ).toEqual( [] );
		} );

		it( 'waits for a server that starts later, and answers meanwhile', async () => {
			const { settings, address } = await prepare();
			const { port } = address;
			const door = createServer( ( socket ) => {
				const through = connect( Number( port ), '127.0.0.1' );
				socket.pipe( through ).pipe( socket );
				socket.on( 'error', () => through.destroy() );
				through.on( 'error', () => socket.destroy() );
			} );
			const later = await freePort();
			address.port = String( later );

			const listening = await freePort();
			const sidecar = run( {
				...settings,
				GATEHOUSE_PORT: String( listening ),
				GATEHOUSE_STORE: address.href,
			} );
			const base = `http://127.0.0.1:${ listening }`;
			const statusOf = ( path: string ) =>
				fetch( base + path ).then(
					( { status } ) => status,
					() => 0
				);
			await expect
				.poll( () => statusOf( '/reports/healthz' ), {
					timeout: 10_000,
				} )
				.toBe( 200 );
			const away = await fetch( `${ base }/reports/session` );
			expect( away.status ).toBe( 503 );
			expect( away.headers.get( 'retry-after' ) ).toBe( '2' );
			expect( await away.json() ).toMatchObject( { code: 'store_busy' } );
			expect( await statusOf( '/reports/readyz' ) ).toBe( 503 );
			expect( sidecar.output() ).toMatch(
				/cannot be used: not reachable/
			);
			expect( sidecar.output() ).not.toContain( address.password );

			door.listen( later, '127.0.0.1' );
			onTestFinished( () => void door.close() );
			await addressOf( sidecar );
			await sleep( 100 );
			expect( await statusOf( '/reports/session' ) ).toBe( 401 );
		} );

		it( 'leaves nothing behind while it waits for what comes after', async () => {
			const { folder, settings } = await prepare();
			// Enough to open the sessions and enter, and too few for the facts.
			const server = await startMariadb( `${ folder }/mariadb`, {
				settings: [ ...forgetful, '--max-user-connections=2' ],
			} );
			onTestFinished( () => server.stop() );
			const root = await createConnection(
				`mysql://root@127.0.0.1:${ server.port }`
			);
			onTestFinished( () => root.end() );
			const ask = async ( question: string ) => {
				const [ rows ] =
					await root.query< RowDataPacket[] >( question );
				return Number( rows[ 0 ]?.[ 'count' ] );
			};
			await root.query( 'create database gatehouse' );
			const sidecar = run( {
				...settings,
				GATEHOUSE_STORE: server.url( 'gatehouse' ),
			} );

			const attempts = () =>
				ask(
					"select variable_value as count from information_schema.global_status where variable_name = 'connections'"
				);
			const held = () =>
				ask(
					"select count(*) as count from information_schema.processlist where user = 'gatehouse'"
				);
			const entered = () =>
				ask(
					'select count(*) as count from gatehouse.gatehouse_processes'
				);
			await expect
				.poll( attempts, { timeout: 20_000 } )
				.toBeGreaterThan( 16 );
			expect( sidecar.output() ).toMatch(
				/too many connections of this/
			);
			await expect.poll( held, { timeout: 10_000 } ).toBe( 0 );
			expect( await entered() ).toBe( 0 );

			await root.query( 'set global max_user_connections = 100' );
			await addressOf( sidecar );
			expect( await entered() ).toBe( 1 );
		} );
	}
);

describe( 'the version of a database server', () => {
	it.each( [
		[ '10.11.19-MariaDB-0+deb12u1', 'MariaDB 10.11.19' ],
		[ '10.6.0-MariaDB', 'MariaDB 10.6.0' ],
		[ '11.4.2-MariaDB-ubu2404', 'MariaDB 11.4.2' ],
		[ '8.0.36', 'MySQL 8.0.36' ],
		[ '8.4.0-5', 'MySQL 8.4.0' ],
	] )( '%s will do', ( version, name ) => {
		expect( requireRecent( version ) ).toBe( name );
	} );

	it.each( [
		[ '5.7.44-log', /leads to MySQL 5\.7\.44\..*MySQL 8\.0/ ],
		[ '10.5.26-MariaDB', /leads to MariaDB 10\.5\.26\..*MariaDB 10\.6/ ],
		[ '5.5.5', /leads to MySQL 5\.5\.5/ ],
	] )( '%s is too old', ( version, sentence ) => {
		expect( () => requireRecent( version ) ).toThrow( sentence );
	} );
} );
