import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { forgetful, startMariadb } from '../../scripts/servers/mariadb.mjs';

declare module 'vitest' {
	interface ProvidedContext {
		/** Up to the name of a database. Undefined in the project that runs on SQLite. */
		mariadb: string | undefined;
	}
}

/** One server for all tests of the project, each of which has databases of its own. */
export async function setup( project: TestProject ) {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-mariadb-' ) );
	const server = await startMariadb( folder, { settings: forgetful } );
	project.provide( 'mariadb', server.url( '' ) );
	return async () => {
		await server.stop();
		await rm( folder, { recursive: true, force: true } );
	};
}
