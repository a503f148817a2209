import { build } from 'esbuild';
import { cp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { licencesIn } from './licences.mjs';
import { dist, inRoot, root } from './places.mjs';
import { preactAliases, sidecarModulesForEsbuild } from './sidecar-modules.mjs';

const require = createRequire( import.meta.url );
const fonts = inRoot( 'sidecar', 'render', 'fonts' );

export const sidecarBundle = join( dist, 'sidecar', 'gatehouse.cjs' );
/** They lie beside the bundle: fonts are read from files. */
export const sidecarFonts = join( dist, 'sidecar', 'fonts' );
export const sidecarLicences = join( dist, 'sidecar', 'LICENCES.txt' );

/** Everything the sidecar needs in one CommonJS file, which any host with Node runs. */
export async function bundleSidecar() {
	try {
		const { metafile } = await build( {
			absWorkingDir: root,
			metafile: true,
			entryPoints: [ inRoot( 'sidecar', 'main.ts' ) ],
			outfile: sidecarBundle,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			// An old Node has to be able to parse the file in order to say that it is too old.
			target: 'node14.18',
			tsconfig: inRoot( 'sidecar', 'tsconfig.json' ),
			// Its module and its CommonJS file, which pdfkit requires, would both be bundled.
			alias: { ...preactAliases, fontkit: require.resolve( 'fontkit' ) },
			loader: { '.css': 'text' },
			plugins: [ sidecarModulesForEsbuild ],
			// The engine keeps the text in the memory of each thread: without comments, and in lines
			// short enough for a stack trace to say where something was.
			minifyWhitespace: true,
			lineLimit: 120,
			legalComments: 'eof',
			logLevel: 'silent',
		} );
		await cp( fonts, sidecarFonts, { recursive: true } );
		await writeFile( sidecarLicences, await licencesIn( metafile ) );
	} catch ( error ) {
		throw new Fault(
			`The sidecar could not be bundled: ${ error.message }`
		);
	}
}
