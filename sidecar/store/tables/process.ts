import { type Kysely, sql } from 'kysely';
import { columnTypes, createTable, required } from './tables';

const { id, number } = columnTypes;

export async function createProcesses( db: Kysely< never > ): Promise< void > {
	await createTable( db, 'processes', ( table ) =>
		table
			.addColumn( 'id', id, ( column ) => column.primaryKey() )
			.addColumn( 'host', sql`varchar( 255 )`, required )
			.addColumn( 'pid', 'integer', required )
			.addColumn( 'kids', 'text', required )
			.addColumn( 'started_at', number, required )
			.addColumn( 'seen_at', number, required )
	);
}
