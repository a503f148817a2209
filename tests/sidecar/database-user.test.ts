import { readFile } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMariadb } from '../../scripts/servers/mariadb.mjs';
import { Browser } from './browser';
import { expectBack, startSignedIn } from './failing-store';
import { makeFolder } from './gatehouse';
import { root, startProcess } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

type Server = Awaited< ReturnType< typeof startMariadb > >;

async function startServer( folder: string ) {
	const server = await startMariadb( `${ folder }/mariadb` );
	onTestFinished( () => server.stop() );
	return server;
}

async function asAdministrator( { folder }: Server, statements: string[] ) {
	const admin = await createConnection( {
		socketPath: `${ folder }/mariadb.sock`,
		user: 'root',
	} );
	for ( const statement of statements ) {
		await admin.query( statement );
	}
	await admin.end();
}

async function privilegesIn( file: string ): Promise< string > {
	const text = await readFile( `${ root }/${ file }`, 'utf8' );
	return /GRANT ([A-Z, ]+) ON/.exec( text )?.[ 1 ] ?? '';
}

describe.runIf( isMariadb )( 'a database', { timeout: 60_000 }, () => {
	it( 'is used by a user who may do what the documents say, and no more', async () => {
		const folder = await makeFolder();
		const server = await startServer( folder );
		const privileges = await privilegesIn( 'docs/environment.md' );
		expect( await privilegesIn( 'plugin/database-line.php' ) ).toBe(
			privileges
		);
		const user = "'few'@'127.0.0.1'";
		await asAdministrator( server, [
			'create database reports',
			`create user ${ user } identified by 'secret'`,
			`GRANT ${ privileges } ON reports.* TO ${ user }`,
		] );
		const store = `mysql://few:secret@127.0.0.1:${ server.port }/reports`;
		const signedIn = await startSignedIn( folder, {
			GATEHOUSE_STORE: store,
		} );
		await expectBack( signedIn );
		// A start with tables of another shape makes them anew.
		signedIn.process.stop( 'SIGTERM' );
		await signedIn.process.ended;
		await asAdministrator( server, [
			"update reports.gatehouse_shapes set shape = '[]'",
		] );
		const again = await startProcess( await startSite(), folder, 0, {
			GATEHOUSE_STORE: store,
		} );
		expect( ( await new Browser( again ).handOff() ).status ).toBe( 200 );
	} );
} );
