import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { inRoot, root } from './places.mjs';

/** Carried inside the package of another, with a licence of its own. */
const carried = [
	{
		name: 'SVG-to-PDFKit (MIT)',
		by: 'node_modules/pdfmake',
		file: 'node_modules/pdfmake/src/3rd-party/svg-to-pdfkit/LICENSE',
	},
];

/**
 * The licences of the packages that esbuild has put into a bundle, as one text, and of the fonts beside it.
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
	const parts = await Promise.all( [
		...[ ...folders ].sort().map( licenceOf ),
		...carried
			.filter( ( { by } ) => folders.has( by ) )
			.map( ( { name, file } ) => partOf( name, inRoot( file ) ) ),
	] );
	const fonts = await partOf(
		'NanumSquare and Roboto (OFL-1.1)',
		inRoot( 'sidecar', 'render', 'fonts', 'OFL.txt' )
	);
	return [
		'gatehouse.cjs, follow.cjs and print.cjs hold these libraries.',
		...parts,
		'The folder fonts holds these fonts.',
		fonts,
	].join( '\n\n' );
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
	const title = `${ name } ${ version } (${ license ?? 'see below' })`;
	return partOf( title, file && join( root, folder, file ) );
}

async function partOf( title, file ) {
	const text = file ? await readFile( file, 'utf8' ) : '';
	return `${ title }\n${ '-'.repeat( title.length ) }\n${ text.trim() }\n`;
}
