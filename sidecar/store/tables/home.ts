import type { Kysely } from 'kysely';
import { columnTypes, createTable, required } from './tables';

const { home, number } = columnTypes;

export async function createHomes( db: Kysely< never > ): Promise< void > {
	await createTable( db, 'homes', ( table ) =>
		table
			.addColumn( 'site', home, ( column ) => column.primaryKey() )
			.addColumn( 'named_at', number, required )
	);
}
