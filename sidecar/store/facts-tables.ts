import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { FactsSchema } from './facts';
import type { Dataset, Field } from './facts-dataset';
import { factsTable, rollupTable, shapeOf } from './facts-dataset';
import { patiently } from './sqlite';

const columnTypes = {
	count: sql`bigint`,
	reference: sql`bigint`,
	moment: sql`bigint`,
	choice: sql`varchar(64)`,
	word: sql`varchar(64)`,
	text: sql`text`,
} as const satisfies Record< Field[ 'kind' ], unknown >;

/**
 * Makes the tables of each dataset from its declaration. One whose declaration changed is
 * emptied and copied again: a site can always tell its facts anew.
 */
export async function prepareDatasets(
	db: Kysely< FactsSchema >,
	datasets: readonly Dataset[]
): Promise< void > {
	await patiently( () =>
		db.transaction().execute( async ( transaction ) => {
			for ( const dataset of datasets ) {
				await prepareDataset( transaction, dataset );
			}
		} )
	);
}

async function prepareDataset(
	db: Kysely< FactsSchema >,
	dataset: Dataset
): Promise< void > {
	const known = await db
		.selectFrom( 'shapes' )
		.select( 'shape' )
		.where( 'dataset', '=', dataset.id )
		.executeTakeFirst();
	const shape = shapeOf( dataset );
	if ( known?.shape === shape ) {
		return;
	}
	await dropDataset( db, dataset.id );
	await createFactsTable( db, dataset );
	for ( const rollup of Object.keys( dataset.rollups ) ) {
		await createRollupTable( db, dataset, rollup );
	}
	await db
		.replaceInto( 'shapes' )
		.values( { dataset: dataset.id, shape } )
		.execute();
}

async function dropDataset(
	db: Kysely< FactsSchema >,
	id: string
): Promise< void > {
	const tables = await db.introspection.getTables();
	for ( const { name } of tables ) {
		if (
			name === `facts_${ id }` ||
			name.startsWith( `rollup_${ id }__` )
		) {
			await db.schema.dropTable( name ).execute();
		}
	}
	for ( const table of [ 'copies', 'skipped', 'dirty_days' ] as const ) {
		await db.deleteFrom( table ).where( 'dataset', '=', id ).execute();
	}
	await db.updateTable( 'sites' ).set( { agreed_at: null } ).execute();
}

// Without a rowid the row lies in its own key: some 50 bytes for ten numbers, and nothing twice.
async function createFactsTable(
	db: Kysely< FactsSchema >,
	dataset: Dataset
): Promise< void > {
	const table = factsTable( dataset );
	let create = db.schema
		.createTable( table )
		.addColumn( 'site', 'integer', ( column ) => column.notNull() )
		.addColumn( 'id', 'bigint', ( column ) => column.notNull() );
	for ( const [ name, field ] of Object.entries( dataset.fields ) ) {
		const isOptional = field.kind === 'moment' && field.optional === true;
		create = create.addColumn(
			name,
			columnTypes[ field.kind ],
			( column ) => ( isOptional ? column : column.notNull() )
		);
	}
	await create
		.addPrimaryKeyConstraint( `${ table }_key`, [ 'site', 'id' ] )
		.modifyEnd( sql`without rowid` )
		.execute();
	await db.schema
		.createIndex( `${ table }_moment` )
		.on( table )
		.columns( [ 'site', dataset.moment ] )
		.execute();
}

async function createRollupTable(
	db: Kysely< FactsSchema >,
	dataset: Dataset,
	rollup: string
): Promise< void > {
	const table = rollupTable( dataset, rollup );
	const dimensions = dataset.rollups[ rollup ] ?? [];
	let create: CreateTableBuilder< string, string > = db.schema
		.createTable( table )
		.addColumn( 'site', 'integer', ( column ) => column.notNull() )
		.addColumn( 'day', 'integer', ( column ) => column.notNull() );
	for ( const dimension of dimensions ) {
		const field = dataset.fields[ dimension ];
		if ( field === undefined ) {
			throw new Error(
				`Rollup ${ table } is by ${ dimension }, which is no field.`
			);
		}
		create = create.addColumn(
			dimension,
			columnTypes[ field.kind ],
			( column ) => column.notNull()
		);
	}
	for ( const total of [ 'facts', ...Object.keys( dataset.totals ) ] ) {
		create = create.addColumn( total, 'bigint', ( column ) =>
			column.notNull()
		);
	}
	await create
		.addPrimaryKeyConstraint( `${ table }_key`, [
			'site',
			'day',
			...dimensions,
		] )
		.modifyEnd( sql`without rowid` )
		.execute();
}
