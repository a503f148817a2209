import {
	type InsertQueryBuilder,
	type InsertResult,
	MysqlAdapter,
	type QueryExecutorProvider,
	type SelectQueryBuilder,
	sql,
} from 'kysely';

/** What MySQL and MariaDB say when a row has the key of another. */
const duplicateEntry = 1062;

/** MySQL or MariaDB, and not SQLite. */
export function isMysql( db: QueryExecutorProvider ): boolean {
	return db.getExecutor().adapter instanceof MysqlAdapter;
}

/** Milliseconds since 1970 by the store's own clock, which all processes share. */
export function databaseTime( db: QueryExecutorProvider ) {
	// MySQL's unix_timestamp( now() ) is an hour off for an hour in autumn.
	return isMysql( db )
		? sql< number >`timestampdiff( microsecond, '1970-01-01', utc_timestamp( 3 ) ) div 1000`
		: sql< number >`cast( unixepoch( 'subsec' ) * 1000 as integer )`;
}

/** Inserts one row; answers whether it is new. One that was there stays as it is. */
export async function insertIfNew< Schema, Table extends keyof Schema >(
	db: QueryExecutorProvider,
	insert: InsertQueryBuilder< Schema, Table, InsertResult >
): Promise< boolean > {
	return isNew(
		ifNew( db, insert )
			.executeTakeFirstOrThrow()
			.then( ( { numInsertedOrUpdatedRows } ) => ( {
				numAffectedRows: numInsertedOrUpdatedRows,
			} ) )
	);
}

/** The insertion of one row, whose execution goes through `isNew`. */
export function ifNew< Schema, Table extends keyof Schema >(
	db: QueryExecutorProvider,
	insert: InsertQueryBuilder< Schema, Table, InsertResult >
): InsertQueryBuilder< Schema, Table, InsertResult > {
	// "insert ignore" would let a value that is too long pass as well, cut off.
	return isMysql( db )
		? insert
		: insert.onConflict( ( conflict ) => conflict.doNothing() );
}

/** Whether the row was inserted; one that was there stays as it is. */
export async function isNew(
	inserting: Promise< { numAffectedRows?: bigint | undefined } >
): Promise< boolean > {
	try {
		const { numAffectedRows } = await inserting;
		return Number( numAffectedRows ) > 0;
	} catch ( error ) {
		if ( isDuplicate( error ) ) {
			return false;
		}
		throw error;
	}
}

/** Inserts those rows that are new. `column` is any one of the table. */
export async function insertNew< Schema, Table extends keyof Schema >(
	db: QueryExecutorProvider,
	insert: InsertQueryBuilder< Schema, Table, InsertResult >,
	column: keyof Schema[ Table ] & string
): Promise< void > {
	const same = sql.ref( column );
	await (
		isMysql( db )
			? insert.modifyEnd(
					sql`on duplicate key update ${ same } = ${ same }`
				)
			: insert.onConflict( ( conflict ) => conflict.doNothing() )
	).execute();
}

/**
 * Keeps the rows that are read as they are until the transaction ends. A transaction on
 * SQLite has the whole file to itself already.
 */
export function locked< Schema, Table extends keyof Schema, Row >(
	db: QueryExecutorProvider,
	select: SelectQueryBuilder< Schema, Table, Row >
): SelectQueryBuilder< Schema, Table, Row > {
	return isMysql( db ) ? select.forUpdate() : select;
}

function isDuplicate( error: unknown ): boolean {
	return (
		error instanceof Error &&
		'errno' in error &&
		error.errno === duplicateEntry
	);
}
