import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { licencesIn } from './licences.mjs';
import { dist, inRoot, root } from './places.mjs';
import { preactAliases, sidecarModulesForEsbuild } from './sidecar-modules.mjs';

export const sidecarBundle = join( dist, 'sidecar', 'gatehouse.cjs' );
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
			alias: preactAliases,
			loader: { '.css': 'text' },
			plugins: [ sidecarModulesForEsbuild ],
			legalComments: 'eof',
			logLevel: 'silent',
		} );
		await writeFile( sidecarLicences, await licencesIn( metafile ) );
	} catch ( error ) {
		throw new Fault(
			`The sidecar could not be bundled: ${ error.message }`
		);
	}
}
