import { type Kysely, sql } from 'kysely';
import { columnTypes, createTable, required } from './tables';

const { flag, home, id, line, number } = columnTypes;

export async function createViews( db: Kysely< never > ): Promise< void > {
	await createTable(
		db,
		'views',
		( table ) =>
			table
				.addColumn( 'id', id, ( column ) => column.primaryKey() )
				.addColumn( 'site', home, required )
				.addColumn( 'user', number, required )
				.addColumn( 'name', line, required )
				.addColumn( 'report', line, required )
				.addColumn( 'query', sql`text`, required )
				.addColumn( 'is_shared', flag, required ),
		{ indexes: { views_user: [ 'site', 'user' ] } }
	);
}
