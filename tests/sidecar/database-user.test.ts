import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { privileges } from '../../sidecar/store/mysql/server';
import { Browser } from './browser';
import { expectBack, startSignedIn } from './failing-store';
import { makeFolder } from './gatehouse';
import { asAdministrator, startOwnMariadb } from './own-mariadb';
import { root, run, settingsFor, startProcess } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

async function privilegesIn( file: string ): Promise< string > {
	const text = await readFile( `${ root }/${ file }`, 'utf8' );
	return /GRANT ([A-Z, ]+) ON/.exec( text )?.[ 1 ] ?? '';
}

describe.runIf( isMariadb )( 'a database', { timeout: 60_000 }, () => {
	it( 'is used by a user who may do what the documents say, and no more', async () => {
		const folder = await makeFolder();
		const server = await startOwnMariadb( folder );
		for ( const file of [
			'docs/environment.md',
			'plugin/database-line.php',
		] ) {
			expect( await privilegesIn( file ) ).toBe( privileges );
		}
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
			"update reports.gatehouse_shapes set shape = '[{},null,null,{},{}]'",
		] );
		const again = await startProcess( await startSite(), folder, 0, {
			GATEHOUSE_STORE: store,
		} );
		expect( ( await new Browser( again ).handOff() ).status ).toBe( 200 );
	} );

	it( 'is refused to a user who may do less, with the line that grants it', async () => {
		const folder = await makeFolder();
		const server = await startOwnMariadb( folder );
		const user = "'few'@'127.0.0.1'";
		await asAdministrator( server, [
			'create database reports',
			`create user ${ user } identified by 'secret'`,
			`GRANT SELECT ON reports.* TO ${ user }`,
		] );
		const refused = run( {
			...settingsFor( await startSite(), folder ),
			GATEHOUSE_STORE: `mysql://few:secret@127.0.0.1:${ server.port }/reports`,
		} );
		expect( await refused.ended ).toBe( 78 );
		const [ line = '' ] = /GRANT [^;]+(?=;)/.exec( refused.output() ) ?? [];
		await asAdministrator( server, [ line ] );
		await startSignedIn( folder, {
			GATEHOUSE_STORE: `mysql://few:secret@127.0.0.1:${ server.port }/reports`,
		} );
	} );
} );
