import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { StorePlace } from '../config/store';
import {
	addHits,
	type Counted,
	createLimits,
	forgetLimits,
	type LimitSchema,
} from '../store/rows/limit';
import { inBatches } from '../store/batches';
import { patiently } from '../store/patiently';
import { migrate, openSqlite } from '../store/sqlite/sqlite';
import type { Store } from '../store/store';

/** Milliseconds. Every limit is so many a minute. */
export const countsLast = 60_000;

/** Where the processes count together. */
export type SharedCounts = {
	/** Adds hits to each name; answers what there is now. Rejects when it can't. */
	add(
		hits: ReadonlyMap< string, number >
	): Promise< ReadonlyMap< string, Counted > >;
	/** Deletes what is over. */
	prune(): Promise< void >;
	close(): Promise< void >;
};

export type { Counted };

const migrations = { '0001-limits': { up: createLimits } };

/** A database of the store holds them too; SQLite has a file of its own. */
export async function openCounts(
	config: { store: StorePlace; data: string },
	store: Store
): Promise< SharedCounts > {
	return config.store.kind === 'mysql'
		? createStoreCounts( store.db.withTables< LimitSchema >() )
		: openSqliteCounts( config.data );
}

/** A file of its own: a power cut may take the counts of a minute, so nobody waits for the disk. */
async function openSqliteCounts( folder: string ): Promise< SharedCounts > {
	const file = join( folder, 'limits.sqlite' );
	const db = await openSqlite< LimitSchema >( file );
	await sql`pragma synchronous = off`.execute( db );
	await migrate( db, migrations, file );
	return { ...createStoreCounts( db ), close: () => db.destroy() };
}

/** In a database that others have opened, and close. */
function createStoreCounts( db: Kysely< LimitSchema > ): SharedCounts {
	return {
		add: ( hits ) => patiently( () => addHits( db, hits, countsLast ) ),
		prune: () => inBatches( () => patiently( () => forgetLimits( db ) ) ),
		close: async () => undefined,
	};
}
