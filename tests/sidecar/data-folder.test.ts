import {
	chmod,
	mkdir,
	readdir,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './gatehouse';
import { addressOf, bundle, run, settingsFor } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

const refused = 78;

async function startWith( data: string, args?: string[] ) {
	return run( settingsFor( await startSite(), data ), args );
}

describe( 'the data folder', () => {
	// On MariaDB the test's database is named after a folder that is there.
	it.skipIf( isMariadb )( 'is made for its owner alone', async () => {
		const data = join( await makeFolder(), 'deep', 'data' );
		await addressOf( await startWith( data ) );
		expect( ( await stat( data ) ).mode & 0o777 ).toBe( 0o700 );
	} );

	it.each( [ 0o755, 0o750, 0o701 ] )(
		'is refused with permissions %o, which let others in',
		async ( mode ) => {
			const data = await makeFolder();
			await chmod( data, mode );
			const { ended, output } = await startWith( data );
			expect( await ended ).toBe( refused );
			expect( output() ).toContain( `Run: chmod 700 "${ data }"` );
			expect( await readdir( data ) ).toEqual( [] );
		}
	);

	it.each( [
		[ 'cPanel hands out', 'public_html', 'reports/data' ],
		[ 'Plesk hands out', 'httpdocs', 'data' ],
		[ 'Apache hands out', 'htdocs', 'data' ],
		[ 'Debian hands out', 'html', 'data' ],
	] )( 'is refused below what %s', async ( _name, served, below ) => {
		const home = await makeFolder();
		const { ended, output } = await startWith(
			join( home, served, below )
		);
		expect( await ended ).toBe( refused );
		expect( output() ).toContain( `inside ${ join( home, served ) }` );
		expect( output() ).toContain( join( home, 'gatehouse-data' ) );
		expect( await readdir( home ) ).toEqual( [] );
	} );

	it( 'is refused below a WordPress, whatever its folder is called', async () => {
		const home = await makeFolder();
		const wordpress = join( home, 'blog.example.com' );
		await mkdir( wordpress );
		await writeFile( join( wordpress, 'wp-load.php' ), '' );
		const { ended, output } = await startWith( join( wordpress, 'data' ) );
		expect( await ended ).toBe( refused );
		expect( output() ).toContain( `inside ${ wordpress },` );
	} );

	it( 'is refused behind a link into the web root', async () => {
		const home = await makeFolder();
		await mkdir( join( home, 'public_html' ) );
		await symlink( join( home, 'public_html' ), join( home, 'www' ) );
		const { ended, output } = await startWith(
			join( home, 'www', 'data' )
		);
		expect( await ended ).toBe( refused );
		expect( output() ).toContain(
			`inside ${ join( home, 'public_html' ) },`
		);
	} );

	it( "is refused in the folder of the program's public files", async () => {
		const home = await makeFolder();
		await symlink( bundle, join( home, 'gatehouse.cjs' ) );
		const { ended, output } = await startWith(
			join( home, 'public', 'data' ),
			[ '--preserve-symlinks-main', join( home, 'gatehouse.cjs' ) ]
		);
		expect( await ended ).toBe( refused );
		expect( output() ).toContain( `inside ${ join( home, 'public' ) },` );
	} );
} );
