import type { Kysely } from 'kysely';
import { columnTypes, createTable, required, serial } from './tables';

const { home, id, line, number, word } = columnTypes;

export async function createActivity( db: Kysely< never > ): Promise< void > {
	await createTable(
		db,
		'activity',
		( table ) =>
			table
				.addColumn( 'seq', serial( db ), ( column ) =>
					column.primaryKey().autoIncrement()
				)
				.addColumn( 'site', home, required )
				.addColumn( 'at', number, required )
				.addColumn( 'user', number, required )
				.addColumn( 'session', id )
				.addColumn( 'kind', word, required )
				.addColumn( 'reason', line )
				.addColumn( 'report', line )
				.addColumn( 'device', line, required )
				.addColumn( 'address', word, required )
				.addColumn( 'once', line )
				.addUniqueConstraint( 'activity_once', [ 'once' ] ),
		{
			indexes: {
				activity_at: [ 'site', 'at', 'seq' ],
				activity_user: [ 'site', 'user', 'at', 'seq' ],
				activity_kind: [ 'site', 'kind', 'at', 'seq' ],
				activity_session: [ 'session' ],
				activity_old: [ 'at' ],
			},
		}
	);
	await createTable( db, 'dismissals', ( table ) =>
		table
			.addColumn( 'site', home, required )
			.addColumn( 'notice', number, required )
			.addColumn( 'user', number, required )
			.addPrimaryKeyConstraint( 'dismissals_key', [
				'site',
				'notice',
				'user',
			] )
	);
}

/** A row for each kind of refusal and day, however many there are. */
export async function createStrangers( db: Kysely< never > ): Promise< void > {
	await createTable(
		db,
		'strangers',
		( table ) =>
			table
				.addColumn( 'seq', serial( db ), ( column ) =>
					column.primaryKey().autoIncrement()
				)
				.addColumn( 'site', home, required )
				.addColumn( 'day', number, required )
				.addColumn( 'kind', word, required )
				.addColumn( 'agent', word, required )
				.addColumn( 'times', number, required )
				.addUniqueConstraint( 'strangers_counted', [
					'site',
					'day',
					'kind',
					'agent',
				] ),
		{ indexes: { strangers_old: [ 'day' ] } }
	);
}
