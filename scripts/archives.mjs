import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { filesIn } from './block-build.mjs';
import { sidecarBundle } from './bundle.mjs';
import { dist, inRoot } from './places.mjs';
import { zipFiles } from './zip.mjs';

/** The archives that people get: the plugin as WordPress takes it, and the sidecar. */
export async function packArchives() {
	const { version } = JSON.parse(
		await readFile( inRoot( 'package.json' ), 'utf8' )
	);
	await mkdir( dist, { recursive: true } );
	return {
		plugin: await packPlugin( join( dist, `gatehouse-${ version }.zip` ) ),
		sidecar: await packSidecar(
			join( dist, `gatehouse-sidecar-${ version }.zip` )
		),
	};
}

export async function digestOf( file ) {
	return createHash( 'sha256' )
		.update( await readFile( file ) )
		.digest( 'hex' );
}

async function packPlugin( archive ) {
	const folder = inRoot( 'plugin' );
	const files = ( await filesIn( folder ) ).map( ( file ) => [
		file,
		`gatehouse/${ relative( folder, file ) }`,
	] );
	await pack(
		[
			...files.filter( ( [ , name ] ) => isReleased( name ) ),
			[ inRoot( 'LICENSE' ), 'gatehouse/LICENSE' ],
		],
		archive
	);
	return archive;
}

async function packSidecar( archive ) {
	await pack(
		[
			[ sidecarBundle, 'gatehouse-sidecar/gatehouse.cjs' ],
			[ inRoot( 'docs', 'install.md' ), 'gatehouse-sidecar/install.md' ],
			[
				inRoot( 'docs', 'environment.md' ),
				'gatehouse-sidecar/environment.md',
			],
			[ inRoot( 'LICENSE' ), 'gatehouse-sidecar/LICENSE' ],
		],
		archive
	);
	return archive;
}

async function pack( entries, archive ) {
	await rm( archive, { force: true } );
	await zipFiles( entries, archive );
}

function isReleased( name ) {
	return (
		name.split( '/' ).every( ( part ) => ! part.startsWith( '.' ) ) &&
		! /\.(map|ts|tsx|scss)$/.test( name )
	);
}
