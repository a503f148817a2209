import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, sql, SqliteDialect, type SqliteStatement } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { type AskFileSystem, networkFileSystemOf } from './file-system';
import { watchPlace } from '../in-place';
import { refuseNewer } from '../tables/newer-schema';
import { patiently } from '../patiently';
import { isStoreFault } from './fault';
import { explainReadOnly } from './read-only';
import { opening } from '../start-fault';

export { isStoreFault };

/** Milliseconds. A busy wait blocks the event loop, so SQLite itself waits only briefly. */
const busyWait = 25;

/** KiB of pages kept in memory. With twice as many, reports over a million orders take a tenth less. */
const pageCache = 8192;

/** Statements with lists come in many lengths. */
const preparedAtMost = 200;

/**
 * Opens a file of the store; every commit in it is synced to disk. Kysely lets one
 * transaction run at a time, so nothing in a transaction may wait for the network.
 */
export async function openSqlite< Schema >(
	file: string,
	askFileSystem?: AskFileSystem
): Promise< Kysely< Schema > > {
	const network = await networkFileSystemOf( dirname( file ), askFileSystem );
	const database = await opening( file, async () => {
		const opened = new DatabaseSync( file, { timeout: busyWait } );
		await patiently( async () => {
			opened.exec(
				`pragma journal_mode = ${ network === null ? 'wal' : 'delete' }`
			);
			opened.exec( 'pragma synchronous = full' );
			opened.exec( `pragma cache_size = -${ pageCache }` );
		} );
		return opened;
	} );

	return new Kysely< Schema >( {
		dialect: new SqliteDialect( {
			database: {
				close: () => database.close(),
				prepare: rememberPrepared( database, file ),
			},
		} ),
	} );
}

/** Brings a file to the newest of `migrations`, also when several processes try at once. */
export async function migrate< Schema >(
	db: Kysely< Schema >,
	migrations: Record< string, Migration >,
	/** What is migrated, in the words of a fault. */
	name: string
): Promise< void > {
	await patiently( () =>
		db.connection().execute( async ( connection ) => {
			// The Migrator would not take a transaction from Kysely on SQLite.
			await sql`begin immediate`.execute( connection );
			try {
				await refuseNewer( connection, migrations, name );
				// A file that may only be read takes everything but a write.
				await sql`pragma user_version = 1`.execute( connection );
				const { error } = await new Migrator( {
					db: connection,
					provider: { getMigrations: async () => migrations },
					disableTransactions: true,
				} ).migrateToLatest();
				if ( error !== undefined ) {
					throw error instanceof Error
						? error
						: new Error( 'The migrations failed.', {
								cause: error,
							} );
				}
			} catch ( error ) {
				await sql`rollback`.execute( connection );
				throw error;
			}
			await sql`commit`.execute( connection );
		} )
	);
}

/** Preparing costs more than most of the statements themselves. */
function rememberPrepared( database: DatabaseSync, file: string ) {
	const requireInPlace = watchPlace( file );
	const prepared = new Map< string, ReturnType< typeof prepare > >();
	return ( text: string ) => {
		if ( text === 'commit' ) {
			requireInPlace();
		}
		if ( text === 'rollback' && ! database.isTransaction ) {
			return nothing;
		}
		const known = prepared.get( text );
		if ( known !== undefined ) {
			return known;
		}
		if ( prepared.size >= preparedAtMost ) {
			prepared.clear();
		}
		const statement = prepare( database, text, file );
		prepared.set( text, statement );
		return statement;
	};
}

/** On a full disk SQLite rolls back by itself; a second one would hide why. */
const nothing: SqliteStatement = {
	reader: false,
	all: () => [],
	run: () => ( { changes: 0, lastInsertRowid: 0 } ),
	iterate: () => [][ Symbol.iterator ](),
};

function prepare( database: DatabaseSync, sql: string, file: string ) {
	// A transaction that reads before it writes fails at once if another wrote meanwhile.
	const statement = database.prepare(
		sql === 'begin' ? 'begin immediate' : sql
	);
	return {
		reader: statement.columns().length > 0,
		all: ( parameters: readonly unknown[] ) =>
			statement.all( ...parameters.map( toValue ) ),
		run( parameters: readonly unknown[] ) {
			try {
				return statement.run( ...parameters.map( toValue ) );
			} catch ( error ) {
				throw explainReadOnly( file, error );
			}
		},
		iterate: ( parameters: readonly unknown[] ) =>
			statement.iterate( ...parameters.map( toValue ) ),
	};
}

function toValue( value: unknown ): SQLInputValue {
	if (
		value === null ||
		typeof value === 'string' ||
		typeof value === 'number' ||
		typeof value === 'bigint' ||
		value instanceof Uint8Array
	) {
		return value;
	}
	throw new TypeError( `SQLite has no type for ${ typeof value }` );
}
