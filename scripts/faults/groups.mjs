import { diskFull, diskSlow } from './disk-faults.mjs';
import { openOnGalera } from './on-galera.mjs';
import { openOnMariadb } from './on-mariadb.mjs';
import { openOnSqlite } from './on-sqlite.mjs';
import { openOnWordPress } from './on-wordpress.mjs';
import { killAllOfRedis, killOneOfRedis, killRedis } from './redis-faults.mjs';
import {
	sidecarDead,
	sidecarFrozen,
	wordPressAway,
} from './wordpress-faults.mjs';

const all = [ 0, 1, 2 ];

const killOne = ( { fleet } ) => ( {
	name: 'kill -9 of one sidecar of three',
	begin: () => fleet.kill( 0 ),
	holdSeconds: 1,
	end: () => fleet.start( 0 ),
} );

export const killAll = ( { fleet } ) => ( {
	name: 'kill -9 of all sidecars',
	begin: () => fleet.kill( ...all ),
	holdSeconds: 1,
	end: () => fleet.start( ...all ),
	isFelt: ( { cut } ) => cut > 0,
} );

const signOutMeanwhile = ( { fleet } ) => ( {
	...killAll( { fleet } ),
	name: 'all sidecars down while 50 people sign out of WordPress',
	holdSeconds: 3,
	leaving: 50,
} );

/** An hour of changes in twelve seconds: what counts is how many wait. */
const siteAway = ( { site, crowd } ) => ( {
	name: 'the site away for 1,000 changes',
	begin: async () => site.leave(),
	holdSeconds: 12,
	leaving: 0,
	async end() {
		site.publish( 1000 );
		await site.come( crowd.deliver );
		await crowd.untilCounted( site.posts() );
	},
} );

const isRefused = ( { failed } ) => failed > 0;

/** Faults by the store they befall, each with three sidecars of its own. */
export const groups = [
	{
		store: 'SQLite',
		open: openOnSqlite,
		faults: [
			killOne,
			killAll,
			signOutMeanwhile,
			siteAway,
			diskFull,
			diskSlow,
		],
	},
	{
		store: 'SQLite, WordPress',
		open: openOnWordPress,
		hasSignIns: true,
		faults: [ sidecarDead, sidecarFrozen, wordPressAway ],
	},
	{
		store: 'MariaDB',
		open: openOnMariadb,
		faults: [
			killOne,
			killAll,
			( { server } ) => ( {
				name: 'kill -9 of MariaDB',
				begin: async () => process.kill( server.pid(), 'SIGKILL' ),
				holdSeconds: 3,
				end: server.restart,
				isFelt: isRefused,
			} ),
			( { server } ) => ( {
				name: 'MariaDB frozen for 20 s',
				begin: async () => process.kill( server.pid(), 'SIGSTOP' ),
				holdSeconds: 20,
				end: async () => process.kill( server.pid(), 'SIGCONT' ),
				isFelt: isRefused,
			} ),
		],
	},
	{
		store: 'MariaDB, Redis',
		open: ( folder ) => openOnMariadb( folder, { withRedis: true } ),
		faults: [ killRedis ],
	},
	{
		store: 'Galera, Redis Cluster',
		open: openOnGalera,
		faults: [
			killOne,
			( { galera } ) => ( {
				name: 'kill -9 of one Galera node of three',
				begin: async () =>
					process.kill( galera.nodes[ 0 ].pid(), 'SIGKILL' ),
				holdSeconds: 3,
				end: () => galera.restart( 0 ),
			} ),
			killOneOfRedis,
			killAllOfRedis,
		],
	},
];
