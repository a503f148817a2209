import type { Kysely } from 'kysely';
import { columnTypes, createTable, required } from './tables';

const { home, id, number, word } = columnTypes;

/** What processes on one store agree by. */
export async function createLeases( db: Kysely< never > ): Promise< void > {
	await createTable( db, 'leases', ( table ) =>
		table
			.addColumn( 'name', word, ( column ) => column.primaryKey() )
			.addColumn( 'holder', id, required )
			.addColumn( 'until', number, required )
	);
	await createTable( db, 'pings', ( table ) =>
		table.addColumn( 'site', home, ( column ) => column.primaryKey() )
	);
}
