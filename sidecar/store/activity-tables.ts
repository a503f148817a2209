import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export async function createActivity( db: Kysely< Schema > ): Promise< void > {
	await db.schema
		.createTable( 'activity' )
		.addColumn( 'seq', 'integer', ( column ) =>
			column.primaryKey().autoIncrement()
		)
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'at', 'integer', ( column ) => column.notNull() )
		.addColumn( 'user', 'integer', ( column ) => column.notNull() )
		.addColumn( 'session', 'text' )
		.addColumn( 'kind', 'text', ( column ) => column.notNull() )
		.addColumn( 'reason', 'text' )
		.addColumn( 'report', 'text' )
		.addColumn( 'device', 'text', ( column ) => column.notNull() )
		.addColumn( 'address', 'text', ( column ) => column.notNull() )
		.addColumn( 'once', 'text', ( column ) => column.unique() )
		.execute();
	await db.schema
		.createIndex( 'activity_at' )
		.on( 'activity' )
		.columns( [ 'site', 'at', 'seq' ] )
		.execute();
	await db.schema
		.createIndex( 'activity_user' )
		.on( 'activity' )
		.columns( [ 'site', 'user', 'at', 'seq' ] )
		.execute();
	await db.schema
		.createIndex( 'activity_kind' )
		.on( 'activity' )
		.columns( [ 'site', 'kind', 'at', 'seq' ] )
		.execute();
	await db.schema
		.createIndex( 'activity_session' )
		.on( 'activity' )
		.column( 'session' )
		.execute();

	await db.schema
		.createTable( 'dismissals' )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'notice', 'integer', ( column ) => column.notNull() )
		.addColumn( 'user', 'integer', ( column ) => column.notNull() )
		.addPrimaryKeyConstraint( 'dismissals_key', [
			'site',
			'notice',
			'user',
		] )
		.execute();
}
