import type { Kysely } from 'kysely';
import type { MysqlPlace } from '../../config/store';
import { openMysql, type Patience } from './mysql';
import { type MigrationTables, migrateMysql, type Wanted } from './migrate';
import { inspectServer, type MysqlServer, toStartFault } from './server';

/** Who opens it; each has its share of the connections that a process may hold. */
export type Part = 'sessions' | 'reports' | 'sync';

/** Milliseconds. Nobody waits for a definition, which may take long in a large table. */
const whileMigrating: Patience = { turn: 60_000, query: 600_000 };

const patience: Record< Part | 'inspection', Patience > = {
	inspection: { turn: 2000, query: 2000 },
	sessions: { turn: 2000, query: 3000 },
	reports: { turn: 10_000, query: 10_000 },
	sync: { turn: 60_000, query: 60_000 },
};

function shareOf( part: Part, connections: number ): number {
	const reports = Math.floor( connections / 3 );
	return { sync: 1, reports, sessions: connections - reports - 1 }[ part ];
}

/** Opens a database whose tables are the newest, or says in one sentence why it can't. */
export async function openMysqlPart< Schema >(
	place: MysqlPlace,
	part: Part,
	wanted: Omit< Wanted, 'prepare' | 'isPrepared' > & {
		prepare?: ( db: Kysely< Schema > ) => Promise< void >;
		isPrepared?: ( db: Kysely< Schema > ) => Promise< boolean >;
	}
): Promise< { db: Kysely< Schema >; server: MysqlServer } > {
	try {
		const server = await inspect( place );
		const { isGalera } = server;
		const setUp = { connections: 2, patience: whileMigrating, isGalera };
		const tables = openMysql< MigrationTables >( place, setUp );
		const db = openMysql< Schema >( place, setUp );
		try {
			await migrateMysql( tables, place, {
				...wanted,
				prepare: async () => wanted.prepare?.( db ),
				isPrepared: async () =>
					( await wanted.isPrepared?.( db ) ) ?? true,
			} );
		} finally {
			await tables.destroy();
			await db.destroy();
		}
		return {
			server,
			db: openMysql< Schema >( place, {
				connections: shareOf( part, place.connections ),
				patience: patience[ part ],
				isGalera,
			} ),
		};
	} catch ( error ) {
		throw toStartFault( error, place );
	}
}

async function inspect( place: MysqlPlace ): Promise< MysqlServer > {
	const db = openMysql< never >( place, {
		connections: 1,
		patience: patience.inspection,
		isGalera: false,
	} );
	try {
		return await inspectServer( db );
	} finally {
		await db.destroy();
	}
}
