import type { Kysely } from 'kysely';
import { columnTypes, createTable, required, serial } from './tables';

const { flag, home, id, line, number, origin, word } = columnTypes;

export async function createSessions( db: Kysely< never > ): Promise< void > {
	await createTable(
		db,
		'users',
		( table ) =>
			table
				.addColumn( 'site', home, required )
				.addColumn( 'user', number, required )
				.addColumn( 'version', number, required )
				.addColumn( 'minimum_version', number, required )
				.addColumn( 'name', line, required )
				.addColumn( 'locale', word, required )
				.addColumn( 'grants', line, required )
				.addPrimaryKeyConstraint( 'users_key', [ 'site', 'user' ] ),
		{ indexes: { users_grants: [ 'grants', 'site', 'user' ] } }
	);
	await createTable(
		db,
		'verifiers',
		( table ) =>
			table
				.addColumn( 'site', home, required )
				.addColumn( 'verifier', id, required )
				.addColumn( 'user', number, required )
				.addColumn( 'state', word, required )
				.addColumn( 'barred_at', number )
				.addColumn( 'changed_at', number, required )
				.addPrimaryKeyConstraint( 'verifiers_key', [
					'site',
					'verifier',
				] ),
		{
			indexes: {
				verifiers_user: [ 'site', 'user', 'state' ],
				verifiers_changed: [ 'state', 'changed_at' ],
			},
		}
	);
	await createTable(
		db,
		'sessions',
		( table ) =>
			table
				.addColumn( 'id', id, ( column ) => column.primaryKey() )
				.addColumn( 'site', home, required )
				.addColumn( 'user', number, required )
				.addColumn( 'verifier', id, required )
				.addColumn( 'live_verifier', id )
				.addColumn( 'csrf', id, required )
				.addColumn( 'generation', number, required )
				.addColumn( 'rotated_at', number, required )
				.addColumn( 'in_use', flag, required )
				.addColumn( 'remember', flag, required )
				.addColumn( 'started_at', number, required )
				.addColumn( 'ends_at', number, required )
				.addColumn( 'revoked_at', number )
				.addColumn( 'revoked_because', word )
				.addColumn( 'device', line, required )
				.addColumn( 'address', word, required )
				.addColumn( 'way', word, required )
				.addColumn( 'last_seen_at', number, required )
				.addUniqueConstraint( 'sessions_live', [
					'site',
					'live_verifier',
				] ),
		{
			indexes: {
				sessions_started: [ 'site', 'started_at', 'id' ],
				sessions_user: [ 'site', 'user', 'started_at' ],
				sessions_ends: [ 'ends_at' ],
			},
		}
	);
	await createTable(
		db,
		'revocations',
		( table ) =>
			table
				.addColumn( 'seq', serial( db ), ( column ) =>
					column.primaryKey().autoIncrement()
				)
				.addColumn( 'at', number, required )
				.addColumn( 'site', home, required )
				.addColumn( 'session', id )
				.addColumn( 'because', word )
				.addColumn( 'user', number )
				.addColumn( 'minimum_version', number )
				.addColumn( 'nothing_before', number ),
		{ indexes: { revocations_at: [ 'at' ] } }
	);
	await createTable(
		db,
		'used_statements',
		( table ) =>
			table
				.addColumn( 'site', home, required )
				.addColumn( 'id', id, required )
				.addColumn( 'at', number, required )
				.addPrimaryKeyConstraint( 'used_statements_key', [
					'site',
					'id',
				] ),
		{ indexes: { used_statements_at: [ 'at' ] } }
	);
	await createTable( db, 'site_keys', ( table ) =>
		table
			.addColumn( 'site', home, required )
			.addColumn( 'kid', id, required )
			.addColumn( 'x', id, required )
			.addPrimaryKeyConstraint( 'site_keys_key', [ 'site', 'kid' ] )
	);
	await createTable( db, 'site_origins', ( table ) =>
		table
			.addColumn( 'site', home, required )
			.addColumn( 'origin', origin, required )
			.addPrimaryKeyConstraint( 'site_origins_key', [ 'site', 'origin' ] )
	);
}
