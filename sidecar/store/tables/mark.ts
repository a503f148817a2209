import type { Kysely } from 'kysely';
import { columnTypes, createTable, required } from './tables';

const { home, id } = columnTypes;

export async function createMarks( db: Kysely< never > ): Promise< void > {
	await createTable( db, 'marks', ( table ) =>
		table
			.addColumn( 'site', home, ( column ) => column.primaryKey() )
			.addColumn( 'mark', id, required )
	);
}
