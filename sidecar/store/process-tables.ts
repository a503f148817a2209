import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export async function createProcesses( db: Kysely< Schema > ): Promise< void > {
	await db.schema
		.createTable( 'processes' )
		.addColumn( 'id', 'varchar(64)', ( column ) => column.primaryKey() )
		.addColumn( 'host', 'varchar(255)', ( column ) => column.notNull() )
		.addColumn( 'pid', 'integer', ( column ) => column.notNull() )
		.addColumn( 'kids', 'text', ( column ) => column.notNull() )
		.addColumn( 'started_at', 'bigint', ( column ) => column.notNull() )
		.addColumn( 'seen_at', 'bigint', ( column ) => column.notNull() )
		.execute();
}
