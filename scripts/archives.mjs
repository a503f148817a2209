import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { filesIn } from './block-build.mjs';
import {
	sidecarBundle,
	sidecarFonts,
	sidecarLicences,
	sidecarWorkers,
} from './bundle.mjs';
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
	const released = inRoot( 'sidecar', 'release' );
	const examples = inRoot( 'docs', 'examples' );
	const files = [
		sidecarBundle,
		...sidecarWorkers,
		sidecarLicences,
		join( released, 'app.js' ),
		join( released, 'README.md' ),
		inRoot( 'docs', 'install.md' ),
		inRoot( 'docs', 'environment.md' ),
		inRoot( 'docs', 'keys.md' ),
		inRoot( 'LICENSE' ),
	].map( ( file ) => [ file, `gatehouse-sidecar/${ basename( file ) }` ] );
	for ( const file of await filesIn( sidecarFonts ) ) {
		files.push( [ file, `gatehouse-sidecar/fonts/${ basename( file ) }` ] );
	}
	for ( const file of await filesIn( examples ) ) {
		// What lies deeper is an example of a plugin, not of a host.
		if ( dirname( file ) === examples ) {
			files.push( [
				file,
				`gatehouse-sidecar/examples/${ basename( file ) }`,
			] );
		}
	}
	await pack( files, archive );
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
