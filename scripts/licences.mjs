import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { root } from './places.mjs';

/**
 * The licences of the packages that esbuild has put into a bundle, as one text.
 *
 * @param {import('esbuild').Metafile} metafile
 */
export async function licencesIn( metafile ) {
	const files = Object.values( metafile.outputs ).flatMap( ( { inputs } ) =>
		Object.entries( inputs )
			.filter( ( [ , { bytesInOutput } ] ) => bytesInOutput > 0 )
			.map( ( [ file ] ) => file )
	);
	const folders = new Set( files.map( packageOf ).filter( Boolean ) );
	const parts = await Promise.all( [ ...folders ].sort().map( licenceOf ) );
	return `gatehouse.cjs holds these libraries.\n\n${ parts.join( '\n\n' ) }`;
}

/** Of node_modules/a/node_modules/@b/c/d.js the package is @b/c, in its own folder. */
function packageOf( file ) {
	return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec( file )?.[ 0 ];
}

async function licenceOf( folder ) {
	const { name, version, license } = JSON.parse(
		await readFile( join( root, folder, 'package.json' ), 'utf8' )
	);
	const file = ( await readdir( join( root, folder ) ) ).find( ( entry ) =>
		/^(licen[cs]e|copying)/i.test( entry )
	);
	if ( ! license && ! file ) {
		throw new Fault( `${ name } says nowhere what its licence is.` );
	}
	const text = file
		? await readFile( join( root, folder, file ), 'utf8' )
		: '';
	const title = `${ name } ${ version } (${ license ?? 'see below' })`;
	return `${ title }\n${ '-'.repeat( title.length ) }\n${ text.trim() }\n`;
}
