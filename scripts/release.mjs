import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildAll } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { runScript } from './fault.mjs';
import { root } from './places.mjs';
import { say, step } from './terminal.mjs';

await runScript( async () => {
	await installDependencies();
	await buildAll();
	const { packArchives } = await import( './archives.mjs' );
	const archives = await step( 'Packing', packArchives );
	for ( const archive of Object.values( archives ) ) {
		const { size } = await stat( archive );
		say(
			`${ relative( root, archive ) }  ${ Math.ceil( size / 1000 ) } KB`
		);
	}
} );
