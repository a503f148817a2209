import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

	it( 'is one program, its start-up file, and what to read', async () => {
		expect( ( await readdir( program ) ).sort() ).toEqual( [
			'LICENCES.txt',
			'LICENSE',
			'README.md',
			'app.js',
			'environment.md',
			'examples',
			'fonts',
			'gatehouse.cjs',
			'install.md',
			'keys.md',
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
		const bundle = await read( 'gatehouse.cjs' );
		const inside = new Set(
			[
				...bundle.matchAll(
					/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm
				),
			].map( ( [ , name = '' ] ) => name )
		);
		expect( inside.size ).toBeGreaterThan( 30 );
		for ( const name of inside ) {
			expect( licences ).toMatch(
				new RegExp( `^${ name } \\d+\\.\\d+`, 'm' )
			);
		}
	} );

	it( 'has nothing of this machine in it', async () => {
		expect( await read( 'gatehouse.cjs' ) ).not.toContain( inRoot() );
	} );
} );
