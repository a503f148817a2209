import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { bundle, run, settingsFor, startProcess } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

async function prepare() {
	const site = await startSite();
	const folder = await makeFolder();
	const process = await startProcess( site, folder );
	const browser = new Browser( process );
	await browser.signIn();
	return { site, folder, process, browser };
}

async function backUp(
	{ site, folder }: Awaited< ReturnType< typeof prepare > >,
	into: string
) {
	const backup = run( settingsFor( site, folder ), [
		bundle,
		'backup',
		into,
	] );
	const exit = await backup.ended;
	return { exit, said: backup.output() };
}

describe.skipIf( isMariadb )(
	'node gatehouse.cjs backup',
	{ timeout: 30_000 },
	() => {
		it( 'holds what was acknowledged before it, also while others write', async () => {
			const made = await prepare();
			const into = await makeFolder();
			const stop = new AbortController();
			let signedIn = 0;
			const load = Array.from( { length: 4 }, async () => {
				while ( ! stop.signal.aborted ) {
					await new Browser( made.process ).signIn();
					signedIn += 1;
				}
			} );
			await expect
				.poll( () => signedIn, { timeout: 15_000 } )
				.toBeGreaterThan( 10 );
			const before = signedIn;
			const { exit, said } = await backUp( made, into );
			stop.abort();
			await Promise.all( load );
			expect( exit, said ).toBe( 0 );

			const [ name = '' ] = await readdir( into );
			const backup = `${ into }/${ name }`;
			expect( ( await readdir( backup ) ).sort() ).toEqual( [
				'facts.sqlite',
				'sessions.sqlite',
			] );
			expect( ( await stat( backup ) ).mode & 0o777 ).toBe( 0o700 );
			expect(
				( await stat( `${ backup }/sessions.sqlite` ) ).mode & 0o777
			).toBe( 0o600 );

			const restored = await restore( made.folder, backup );
			const sidecar = await startProcess( made.site, restored );
			const manager = new Browser( sidecar );
			await manager.signIn();
			expect( signedIn ).toBeGreaterThan( before );
			const { rows } = await countSessions( restored );
			expect( rows ).toBeGreaterThanOrEqual( before + 1 );
		} );

		it( 'goes on with whoever renewed after it was made', async () => {
			const made = await prepare();
			const into = await makeFolder();
			await backUp( made, into );
			const { browser } = made;
			await browser.renew();
			await browser.renew();
			made.process.stop( 'SIGTERM' );
			await made.process.ended;

			const [ name = '' ] = await readdir( into );
			const restored = await restore(
				made.folder,
				`${ into }/${ name }`
			);
			const sidecar = await startProcess( made.site, restored );
			const moved = new Browser( sidecar );
			moved.csrf = browser.csrf;
			browser.cookies.forEach( ( kept, key ) =>
				moved.cookies.set( key, kept )
			);
			const renewed = await moved.renew();
			expect( renewed.status ).toBe( 200 );
			expect( await renewed.json() ).toMatchObject( { generation: 4 } );
			expect( sidecar.output() ).toContain( 'was a backup restored?' );
		} );

		it( 'says that there is nothing to copy', async () => {
			const site = await startSite();
			const { exit, said } = await backUp(
				{ site, folder: await makeFolder() } as never,
				await makeFolder()
			);
			expect( exit ).toBe( 1 );
			expect( said ).toContain( 'There is no database in' );
		} );
	}
);

async function restore( folder: string, backup: string ): Promise< string > {
	const restored = `${ await makeFolder() }/data`;
	await mkdir( restored, { mode: 0o700 } );
	await copyFile( `${ folder }/key.json`, `${ restored }/key.json` );
	for ( const file of [ 'sessions.sqlite', 'facts.sqlite' ] ) {
		await copyFile( `${ backup }/${ file }`, `${ restored }/${ file }` );
	}
	return restored;
}

async function countSessions( folder: string ): Promise< { rows: number } > {
	const { DatabaseSync } = await import( 'node:sqlite' );
	const database = new DatabaseSync( `${ folder }/sessions.sqlite` );
	const row = database
		.prepare( 'select count(*) as rows from sessions' )
		.get();
	database.close();
	return { rows: Number( row?.rows ) };
}
