import { pathToFileURL } from 'node:url';
import { installDependencies } from './dependencies.mjs';
import { runScript } from './fault.mjs';
import { step } from './terminal.mjs';

/** Builds the plugin's blocks and the sidecar's bundle. */
export async function buildAll() {
	const { buildBlocks } = await import( './block-build.mjs' );
	const { bundleSidecar } = await import( './bundle.mjs' );
	await step( 'Building the blocks', buildBlocks );
	await step( 'Bundling the sidecar', bundleSidecar );
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ).href ) {
	await runScript( async () => {
		await installDependencies();
		await buildAll();
	} );
}
