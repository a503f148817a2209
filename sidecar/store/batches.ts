import { setTimeout as sleep } from 'node:timers/promises';
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { isMysql } from './dialect';

/** As many as others hardly notice: a transaction holds them up, and on SQLite the event loop too. */
export const rowsPerBatch = 100;

/** Milliseconds in which those who wait for the store have it. */
const pause = 20;

/** Deletes batch by batch until few are left, or as long as it is ours to do. */
export async function inBatches(
	deleteBatch: () => Promise< number >,
	isOurs: () => boolean = () => true
): Promise< void > {
	while ( isOurs() && ( await deleteBatch() ) >= rowsPerBatch ) {
		await sleep( pause );
	}
}

/** Deletes a batch of the rows for which the condition holds; answers how many. A table kept in its key needs that key. */
export async function deleteBatch(
	db: QueryExecutorProvider,
	table: string,
	condition: RawBuilder< unknown >,
	key: readonly string[] = [ 'rowid' ]
): Promise< number > {
	const from = sql.table( table );
	const limit = sql.lit( rowsPerBatch );
	const place = sql.join( key.map( ( column ) => sql.ref( column ) ) );
	// SQLite's own "limit" is left out of most builds, and MySQL has none in a subquery.
	const { numAffectedRows } = await (
		isMysql( db )
			? sql`delete from ${ from } where ${ condition } limit ${ limit }`
			: sql`delete from ${ from } where ( ${ place } ) in
				( select ${ place } from ${ from } where ${ condition } limit ${ limit } )`
	).execute( db );
	return Number( numAffectedRows ?? 0 );
}
