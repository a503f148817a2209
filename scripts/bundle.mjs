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

const out = join( dist, 'sidecar' );
export const sidecarBundle = join( out, 'gatehouse.cjs' );
/** Its workers' programs and the fonts lie beside it. */
export const sidecarWorkers = [ 'follow.cjs', 'print.cjs' ].map( ( name ) =>
	join( out, name )
);
export const sidecarFonts = join( out, 'fonts' );
export const sidecarLicences = join( out, 'LICENCES.txt' );

/**
 * Everything the sidecar needs in three CommonJS files, which any host with Node runs. A thread keeps
 * the text of its program in memory: so each has no more than its own.
 */
export async function bundleSidecar() {
	try {
		const { metafile } = await build( {
			absWorkingDir: root,
			metafile: true,
			entryPoints: {
				gatehouse: inRoot( 'sidecar', 'main.ts' ),
				follow: inRoot( 'sidecar', 'follow.ts' ),
				print: inRoot( 'sidecar', 'print.ts' ),
			},
			outdir: out,
			outExtension: { '.js': '.cjs' },
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
			// Without comments, and in lines short enough for a stack trace to say where something was.
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
