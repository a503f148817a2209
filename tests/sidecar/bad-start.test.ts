import { createHash } from 'node:crypto';
import { chmod, chown, readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { generateKeyPair, exportJWK } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../sidecar/store/sqlite/sqlite';
import { openStore } from '../../sidecar/store/store';
import { makeFolder } from './gatehouse';
import { addressOf, run, settingsFor } from './processes';
import { startSite } from './site';
import { isMariadb, storeIn } from './test-store';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

async function prepare() {
	return { site: await startSite(), folder: await makeFolder() };
}

/** A folder as a sidecar has left it. */
async function prepareUsed() {
	const made = await prepare();
	const store = await openStore( storeIn( made.folder ) );
	await store.close();
	return made;
}

async function start(
	{ site, folder }: Awaited< ReturnType< typeof prepare > >,
	{
		environment = {},
		...options
	}: { environment?: Record< string, string >; uid?: number } = {}
) {
	const started = run(
		{ ...settingsFor( site, folder ), ...environment },
		undefined,
		options
	);
	const exit = await started.ended;
	return { exit, lines: started.output().trim().split( '\n' ) };
}

const sessionsIn = ( folder: string ) => `${ folder }/sessions.sqlite`;

async function hashOf( file: string ): Promise< string > {
	const bytes = await readFile( file );
	return createHash( 'sha256' ).update( bytes ).digest( 'hex' );
}

/** One sentence for whoever starts it, and no stack. */
function expectSentence( lines: string[], sentence: string ) {
	expect( lines ).toEqual( [ expect.stringContaining( sentence ) ] );
	expect( lines[ 0 ] ).toMatch( /\.$/ );
}

describe.skipIf( isMariadb )(
	'a start on SQLite that cannot be',
	{ timeout: 20_000 },
	() => {
		it( 'says that its database is damaged, and leaves it as it is', async () => {
			const made = await prepareUsed();
			const file = sessionsIn( made.folder );
			const bytes = await readFile( file );
			bytes.fill( 0x55, 0, 8192 );
			await writeFile( file, bytes );
			const before = await hashOf( file );

			const { exit, lines } = await start( made );
			expect( exit ).toBe( 78 );
			expectSentence( lines, `${ file } is damaged` );
			expect( await hashOf( file ) ).toBe( before );
		} );

		it( 'says that its database is of a newer version, and leaves it as it is', async () => {
			const made = await prepareUsed();
			const file = sessionsIn( made.folder );
			const database = new DatabaseSync( file );
			database.exec(
				"insert into kysely_migration values ( '9999-later', '2027' )"
			);
			database.close();
			const before = await hashOf( file );

			const { exit, lines } = await start( made );
			expect( exit ).toBe( 78 );
			expectSentence( lines, 'was made by a newer Gatehouse' );
			expect( await hashOf( file ) ).toBe( before );
		} );

		it( 'says that another program holds its database', async () => {
			const made = await prepareUsed();
			const other = new DatabaseSync( sessionsIn( made.folder ) );
			onTestFinished( () => other.close() );
			other.exec( 'begin exclusive' );

			const { exit, lines } = await start( made );
			expect( exit ).toBe( 75 );
			expectSentence( lines, 'is locked by another program' );
		} );

		it( 'says that its key file cannot be read', async () => {
			const made = await prepareUsed();
			const file = `${ made.folder }/key.json`;
			await writeFile( file, '{"keys":[{"x":"', { mode: 0o600 } );

			const { exit, lines } = await start( made );
			expect( exit ).toBe( 78 );
			expectSentence( lines, 'holds no keys that can be read' );
		} );

		it.runIf( isRoot )( 'names the user who may not write', async () => {
			const made = await prepare();
			await chmod( made.folder, 0o555 );

			const folder = `${ made.folder }/data`;
			const { exit, lines } = await start(
				{ ...made, folder },
				{ uid: nobody }
			);
			expect( exit ).toBe( 78 );
			expectSentence( lines, 'may not write in the data folder' );
			expect( lines[ 0 ] ).toContain( 'The user nobody' );
		} );

		it.runIf( isRoot )(
			'names a database that may only be read',
			async () => {
				const made = await prepareUsed();
				await chown( made.folder, nobody, nobody );
				await chmod( sessionsIn( made.folder ), 0o444 );

				const { exit, lines } = await start( made, { uid: nobody } );
				expect( exit ).toBe( 78 );
				expectSentence( lines, 'cannot be opened for writing' );
			}
		);

		it( 'refuses to sign beside a process that has another key', async () => {
			const made = await prepare();
			const first = run( settingsFor( made.site, made.folder ) );
			const address = await addressOf( first );
			const { privateKey } = await generateKeyPair( 'Ed25519', {
				extractable: true,
			} );
			const environment = {
				GATEHOUSE_PRIVATE_KEY: JSON.stringify(
					await exportJWK( privateKey )
				),
			};

			const { exit, lines } = await start( made, { environment } );
			expect( exit ).toBe( 78 );
			expectSentence( lines, 'works on the same store with another key' );
			const ready = await fetch( `${ address }/reports/readyz` );
			expect( await ready.json() ).toEqual( {
				status: 'ready',
				troubles: [],
			} );

			first.stop( 'SIGTERM' );
			expect( await first.ended ).toBe( 0 );
			const next = run( {
				...settingsFor( made.site, made.folder ),
				...environment,
			} );
			await addressOf( next );
		} );
	}
);

describe( 'a network file system', () => {
	it.each( [
		[ 'NFS', 0x6969, 'delete' ],
		[ 'SMB2', 0xfe534d42, 'delete' ],
		[ 'ext4', 0xef53, 'wal' ],
	] )( '%s has its journal mode', async ( _name, type, mode ) => {
		const file = `${ await makeFolder() }/sessions.sqlite`;
		const db = await openSqlite( file, async () => ( { type } ) );
		await db.destroy();
		const database = new DatabaseSync( file );
		onTestFinished( () => database.close() );
		expect( database.prepare( 'pragma journal_mode' ).get() ).toEqual( {
			journal_mode: mode,
		} );
	} );
} );
