import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createActivity } from './activity-tables';
import { createProcesses } from './process-tables';
import type { Schema } from './schema';

/** In order of their names; what has run anywhere is never changed. */
export const migrations: Record< string, Migration > = {
	'0001-sessions': { up: createSessions },
	'0002-signed-in': { up: addSignedIn },
	'0003-activity': { up: createActivity },
	'0004-nothing-before': { up: addNothingBefore },
	'0005-processes': { up: createProcesses },
};

async function createSessions( db: Kysely< Schema > ): Promise< void > {
	await db.schema
		.createTable( 'users' )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'user', 'integer', ( column ) => column.notNull() )
		.addColumn( 'version', 'integer', ( column ) => column.notNull() )
		.addColumn( 'minimum_version', 'integer', ( column ) =>
			column.notNull()
		)
		.addColumn( 'name', 'text', ( column ) => column.notNull() )
		.addColumn( 'locale', 'text', ( column ) => column.notNull() )
		.addColumn( 'grants', 'text', ( column ) => column.notNull() )
		.addPrimaryKeyConstraint( 'users_key', [ 'site', 'user' ] )
		.execute();

	await db.schema
		.createTable( 'verifiers' )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'verifier', 'text', ( column ) => column.notNull() )
		.addColumn( 'user', 'integer', ( column ) => column.notNull() )
		.addColumn( 'state', 'text', ( column ) => column.notNull() )
		.addColumn( 'barred_at', 'integer' )
		.addColumn( 'changed_at', 'integer', ( column ) => column.notNull() )
		.addPrimaryKeyConstraint( 'verifiers_key', [ 'site', 'verifier' ] )
		.execute();
	await db.schema
		.createIndex( 'verifiers_user' )
		.on( 'verifiers' )
		.columns( [ 'site', 'user', 'state' ] )
		.execute();

	await db.schema
		.createTable( 'sessions' )
		.addColumn( 'id', 'text', ( column ) => column.primaryKey() )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'user', 'integer', ( column ) => column.notNull() )
		.addColumn( 'verifier', 'text', ( column ) => column.notNull() )
		.addColumn( 'csrf', 'text', ( column ) => column.notNull() )
		.addColumn( 'generation', 'integer', ( column ) => column.notNull() )
		.addColumn( 'rotated_at', 'integer', ( column ) => column.notNull() )
		.addColumn( 'in_use', 'integer', ( column ) => column.notNull() )
		.addColumn( 'remember', 'integer', ( column ) => column.notNull() )
		.addColumn( 'started_at', 'integer', ( column ) => column.notNull() )
		.addColumn( 'ends_at', 'integer', ( column ) => column.notNull() )
		.addColumn( 'revoked_at', 'integer' )
		.addColumn( 'revoked_because', 'text' )
		.addColumn( 'device', 'text', ( column ) => column.notNull() )
		.execute();
	await db.schema
		.createIndex( 'sessions_live' )
		.unique()
		.on( 'sessions' )
		.columns( [ 'site', 'verifier' ] )
		.where( sql< boolean >`revoked_at is null` )
		.execute();

	await db.schema
		.createTable( 'revocations' )
		.addColumn( 'seq', 'integer', ( column ) =>
			column.primaryKey().autoIncrement()
		)
		.addColumn( 'at', 'integer', ( column ) => column.notNull() )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'session', 'text' )
		.addColumn( 'because', 'text' )
		.addColumn( 'user', 'integer' )
		.addColumn( 'minimum_version', 'integer' )
		.execute();
	await db.schema
		.createIndex( 'revocations_at' )
		.on( 'revocations' )
		.column( 'at' )
		.execute();

	await db.schema
		.createTable( 'used_statements' )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'id', 'text', ( column ) => column.notNull() )
		.addColumn( 'at', 'integer', ( column ) => column.notNull() )
		.addPrimaryKeyConstraint( 'used_statements_key', [ 'site', 'id' ] )
		.execute();

	await db.schema
		.createTable( 'site_keys' )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'kid', 'text', ( column ) => column.notNull() )
		.addColumn( 'x', 'text', ( column ) => column.notNull() )
		.addPrimaryKeyConstraint( 'site_keys_key', [ 'site', 'kid' ] )
		.execute();

	await db.schema
		.createTable( 'site_origins' )
		.addColumn( 'site', 'text', ( column ) => column.notNull() )
		.addColumn( 'origin', 'text', ( column ) => column.notNull() )
		.addPrimaryKeyConstraint( 'site_origins_key', [ 'site', 'origin' ] )
		.execute();
}

async function addSignedIn( db: Kysely< Schema > ): Promise< void > {
	for ( const name of [ 'address', 'way' ] ) {
		await db.schema
			.alterTable( 'sessions' )
			.addColumn( name, 'text', ( column ) =>
				column.notNull().defaultTo( '' )
			)
			.execute();
	}
	await db.schema
		.alterTable( 'sessions' )
		.addColumn( 'last_seen_at', 'integer', ( column ) =>
			column.notNull().defaultTo( 0 )
		)
		.execute();
	await db.schema
		.createIndex( 'sessions_started' )
		.on( 'sessions' )
		.columns( [ 'site', 'started_at', 'id' ] )
		.execute();
	await db.schema
		.createIndex( 'sessions_user' )
		.on( 'sessions' )
		.columns( [ 'site', 'user', 'started_at' ] )
		.execute();
}

async function addNothingBefore( db: Kysely< Schema > ): Promise< void > {
	await db.schema
		.alterTable( 'revocations' )
		.addColumn( 'nothing_before', 'integer' )
		.execute();
}
