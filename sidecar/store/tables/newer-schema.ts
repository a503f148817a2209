import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { StartFault } from '../start-fault';

/** A database that a newer Gatehouse has changed is left as it is. */
export async function refuseNewer< Schema >(
	db: Kysely< Schema >,
	migrations: Record< string, Migration >,
	name: string
): Promise< void > {
	const tables = await db.introspection.getTables( {
		withInternalKyselyTables: true,
	} );
	if ( ! tables.some( ( table ) => table.name === 'kysely_migration' ) ) {
		return;
	}
	const { rows } = await sql< {
		name: string;
	} >`select name from kysely_migration order by name`.execute( db );
	const unknown = rows.find( ( row ) => ! ( row.name in migrations ) );
	if ( unknown !== undefined ) {
		throw new StartFault(
			`${ name } was made by a newer Gatehouse (its step ${ unknown.name } is not known here). Start that version or a newer one, or put back a backup from before.`
		);
	}
}
