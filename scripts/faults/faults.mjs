import { missingPhpPackages } from '../php.mjs';
import { missingOf } from '../server-packages.mjs';
import { runOnServers } from './run.mjs';

/** A store, or nothing for all of them. */
const [ , , wanted ] = process.argv;

await runOnServers( {
	file: import.meta.filename,
	missing: async () => [
		...( await missingPhpPackages() ),
		...missingOf( [
			'mariadb-server',
			'galera-4',
			'rsync',
			'redis-server',
			'haproxy',
		] ),
	],
	async load() {
		const { tryAll } = await import( './try-all.mjs' );
		return ( folder, hold ) => tryAll( { wanted, folder, hold } );
	},
} );
