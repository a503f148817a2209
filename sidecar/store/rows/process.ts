import type { ProcessRow } from '../tables/schema';
import type { Store, Writing } from '../store';

/** Milliseconds without a word, after which a process counts as gone. */
const silentAfter = 30_000;

/** The processes that work on this store, the eldest first. */
export async function findProcesses(
	db: Store[ 'db' ] | Writing,
	now: number
): Promise< ProcessRow[] > {
	return db
		.selectFrom( 'processes' )
		.selectAll()
		.where( 'seen_at', '>', now - silentAfter )
		.orderBy( 'started_at' )
		.orderBy( 'id' )
		.execute();
}

export async function insertProcess(
	writing: Writing,
	row: ProcessRow
): Promise< void > {
	await writing.insertInto( 'processes' ).values( row ).execute();
}

/** Answers whether the row was there. */
export async function touchProcess(
	writing: Writing,
	{ id, kids, seen_at }: Pick< ProcessRow, 'id' | 'kids' | 'seen_at' >
): Promise< boolean > {
	const { numUpdatedRows } = await writing
		.updateTable( 'processes' )
		.set( { kids, seen_at } )
		.where( 'id', '=', id )
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

export async function deleteProcess(
	writing: Writing,
	id: string
): Promise< void > {
	await writing.deleteFrom( 'processes' ).where( 'id', '=', id ).execute();
}

export async function forgetProcesses(
	writing: Writing,
	now: number
): Promise< void > {
	await writing
		.deleteFrom( 'processes' )
		.where( 'seen_at', '<', now - silentAfter )
		.execute();
}
