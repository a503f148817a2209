import { runOnServers } from '../faults/run.mjs';
import { missingOf } from '../server-packages.mjs';

await runOnServers( {
	file: import.meta.filename,
	missing: () =>
		missingOf( [
			'mariadb-server',
			'galera-4',
			'rsync',
			'redis-server',
			'haproxy',
		] ),
	load: async () => ( await import( './try-cluster.mjs' ) ).tryCluster,
} );
