import { createConnection } from 'mysql2/promise';
import { onTestFinished } from 'vitest';
import { startMariadb } from '../../scripts/servers/mariadb.mjs';

type Server = Awaited< ReturnType< typeof startMariadb > >;

/** For one test alone. */
export async function startOwnMariadb(
	folder: string,
	settings: string[] = []
): Promise< Server > {
	const server = await startMariadb( `${ folder }/mariadb`, { settings } );
	onTestFinished( () => server.stop() );
	return server;
}

export async function asAdministrator(
	{ folder }: Server,
	statements: string[]
): Promise< void > {
	const admin = await createConnection( {
		socketPath: `${ folder }/mariadb.sock`,
		user: 'root',
	} );
	for ( const statement of statements ) {
		await admin.query( statement );
	}
	await admin.end();
}
