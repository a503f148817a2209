import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn } from '../../scripts/block-build.mjs';
import { inRoot } from '../../scripts/places.mjs';
import { makeFolder, unpackSidecar } from './archive';

describe( "the sidecar's archive", () => {
	let folder: string;
	let program: string;
	beforeAll( async () => {
		folder = await makeFolder( 'release' );
		program = await unpackSidecar( folder );
	} );
	afterAll( () => rm( folder, { recursive: true, force: true } ) );
	const read = ( name: string ) => readFile( join( program, name ), 'utf8' );
	const readPrograms = async () =>
		(
			await Promise.all(
				[ 'gatehouse.cjs', 'follow.cjs', 'print.cjs' ].map( read )
			)
		).join( '\n' );

	it( 'is one program with its workers, its start-up file, and what to read', async () => {
		expect( ( await readdir( program ) ).sort() ).toEqual( [
			'LICENCES.txt',
			'LICENSE',
			'README.md',
			'app.js',
			'environment.md',
			'examples',
			'follow.cjs',
			'fonts',
			'gatehouse.cjs',
			'install.md',
			'keys.md',
			'print.cjs',
		] );
	} );

	it( 'tells in ten lines how cPanel is set up', async () => {
		const lines = ( await read( 'README.md' ) )
			.split( '\n' )
			.filter( Boolean );
		expect( lines ).toHaveLength( 10 );
		for ( const field of [
			'Application root: `gatehouse-sidecar`',
			'Application startup file: `app.js`',
			'`GATEHOUSE_SITES`',
			'`RewriteEngine Off`',
		] ) {
			expect( lines.join( '\n' ) ).toContain( field );
		}
	} );

	it( 'names a setting only if there is one', async () => {
		const known = await read( 'environment.md' );
		const texts = await Promise.all(
			[ 'README.md', ...( await readdir( join( program, 'examples' ) ) ) ]
				.map( ( name ) =>
					name === 'README.md' ? name : `examples/${ name }`
				)
				.map( read )
		);
		for ( const [ name ] of texts
			.join( '\n' )
			.matchAll( /GATEHOUSE_\w+/g ) ) {
			expect( known ).toContain( `\`${ name }\`` );
		}
	} );

	it( 'carries the licence of every library inside', async () => {
		const licences = await read( 'LICENCES.txt' );
		const folders = foldersIn( await readPrograms() );
		expect( folders.size ).toBeGreaterThan( 100 );
		for ( const folder of folders ) {
			const { name, version } = JSON.parse(
				await readFile( inRoot( folder, 'package.json' ), 'utf8' )
			);
			expect( licences ).toContain( `\n${ name } ${ version } (` );
		}
	} );

	it( 'carries the licence of every library that the sidecar asks for', async () => {
		const licences = await read( 'LICENCES.txt' );
		const asked = await importedBySidecar();
		expect( asked.size ).toBeGreaterThan( 10 );
		for ( const name of asked ) {
			expect( licences ).toContain( `\n${ name } ` );
		}
	} );

	it( 'has nothing of this machine in it', async () => {
		expect( await readPrograms() ).not.toContain( inRoot() );
	} );
} );

/** The bundle names each module by its file, also in a string that goes on in the next line. */
function foldersIn( bundle: string ): Set< string > {
	const files = bundle
		.replaceAll( '\\\n', '' )
		.matchAll( /"((?:node_modules\/(?:@[^/"]+\/)?[^/"]+\/)+)[^"\n]*"\(/g );
	return new Set( [ ...files ].map( ( [ , folder = '' ] ) => folder ) );
}

async function importedBySidecar(): Promise< Set< string > > {
	const files = ( await filesIn( inRoot( 'sidecar' ) ) ).filter( ( file ) =>
		/\.tsx?$/.test( file )
	);
	const texts = await Promise.all(
		files.map( ( file ) => readFile( file, 'utf8' ) )
	);
	const names = texts
		.join( '\n' )
		.matchAll(
			/^import (?!type )[^;']*'((?:@[^/']+\/)?[a-z][^/':]*)(?:\/[^']*)?';/gm
		);
	return new Set( [ ...names ].map( ( [ , name = '' ] ) => name ) );
}
