import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { FactsSchema } from './facts';
import type { Dataset, Field } from './dataset';
import { datasetOf, factsTable, rollupTable, shapeOf } from './dataset';
import { isMysql } from '../dialect';
import { createTable, required } from '../tables/tables';

const columnTypes = {
	count: sql`bigint`,
	signed: sql`bigint`,
	amount: sql`bigint`,
	currency: sql`varchar(8)`,
	references: sql`text`,
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
	const shapes = await readShapes( db );
	for ( const dataset of datasets ) {
		const known = shapes.get( dataset.id );
		if ( known !== shapeOf( dataset ) ) {
			await prepareDataset( db, dataset, known );
		}
	}
}

/** Whether nothing is left to prepare. */
export async function arePrepared(
	db: Kysely< FactsSchema >,
	datasets: readonly Dataset[]
): Promise< boolean > {
	const shapes = await readShapes( db );
	return datasets.every(
		( dataset ) => shapes.get( dataset.id ) === shapeOf( dataset )
	);
}

async function readShapes(
	db: Kysely< FactsSchema >
): Promise< Map< string, string > > {
	const rows = await db.selectFrom( 'shapes' ).selectAll().execute();
	return new Map( rows.map( ( { dataset, shape } ) => [ dataset, shape ] ) );
}

/** MySQL commits each definition by itself: stopped half-way, all of it is done again. */
async function prepareDataset(
	db: Kysely< FactsSchema >,
	dataset: Dataset,
	known: string | undefined
): Promise< void > {
	const { id } = dataset;
	const rollups = Object.keys( dataset.rollups );
	const tables = new Set( [
		factsTable( dataset ),
		...rollups.map( ( rollup ) => rollupTable( dataset, rollup ) ),
		...( known === undefined
			? []
			: Object.keys( datasetOf( id, known ).rollups ).map( ( rollup ) =>
					rollupTable( dataset, rollup )
				) ),
	] );
	for ( const table of tables ) {
		await db.schema.dropTable( table ).ifExists().execute();
	}
	for ( const table of [ 'copies', 'skipped', 'dirty_days' ] as const ) {
		await db.deleteFrom( table ).where( 'dataset', '=', id ).execute();
	}
	await createFactsTable( db, dataset );
	for ( const rollup of rollups ) {
		await createRollupTable( db, dataset, rollup );
	}
	await db
		.replaceInto( 'shapes' )
		.values( { dataset: id, shape: shapeOf( dataset ) } )
		.execute();
}

/** Nearly all lies in the key, so SQLite needs no second tree: some 50 bytes for ten numbers. */
async function createFactsTable(
	db: Kysely< FactsSchema >,
	dataset: Dataset
): Promise< void > {
	const table = factsTable( dataset );
	await createTable(
		db,
		table,
		( start ) => {
			let create: CreateTableBuilder< string, string > = start
				.addColumn( 'site', 'integer', required )
				.addColumn( 'id', 'bigint', required );
			for ( const [ name, field ] of Object.entries( dataset.fields ) ) {
				const isOptional =
					'optional' in field && field.optional === true;
				create = create.addColumn(
					name,
					columnTypes[ field.kind ],
					( column ) => ( isOptional ? column : column.notNull() )
				);
			}
			return create.addPrimaryKeyConstraint( `${ table }_key`, [
				'site',
				'id',
			] );
		},
		{
			indexes:
				dataset.moment === null
					? {}
					: { [ `${ table }__moment` ]: [ 'site', dataset.moment ] },
			inKey: true,
		}
	);
}

async function createRollupTable(
	db: Kysely< FactsSchema >,
	dataset: Dataset,
	rollup: string
): Promise< void > {
	const table = rollupTable( dataset, rollup );
	const dimensions = dataset.rollups[ rollup ]?.by ?? [];
	await createTable(
		db,
		table,
		( start ) => {
			let create: CreateTableBuilder< string, string > = start
				.addColumn( 'site', 'integer', required )
				.addColumn( 'span', 'integer', required )
				.addColumn( 'day', 'integer', required );
			for ( const dimension of dimensions ) {
				create = create.addColumn(
					dimension,
					dimensionType( db, dataset, dimension ),
					required
				);
			}
			for ( const total of [
				'facts',
				...Object.keys( dataset.totals ),
			] ) {
				create = create.addColumn( total, 'bigint', required );
			}
			return create.addPrimaryKeyConstraint( `${ table }_key`, [
				'site',
				'span',
				'day',
				...dimensions,
			] );
		},
		{ inKey: true }
	);
}

/** MySQL has no text in a key, and no key beyond 3072 bytes. */
function dimensionType(
	db: Kysely< FactsSchema >,
	dataset: Dataset,
	dimension: string
) {
	if ( dataset.derived?.[ dimension ] !== undefined ) {
		return columnTypes.count;
	}
	const field = dataset.fields[ dimension ];
	if ( field === undefined ) {
		throw new Error(
			`A rollup of ${ dataset.id } is by ${ dimension }, which is no field.`
		);
	}
	switch ( field.kind ) {
		case 'references': {
			// Sixteen digits, a comma; brackets.
			const length = sql.raw( String( field.atMost * 17 + 2 ) );
			return isMysql( db )
				? sql`varchar( ${ length } ) character set ascii`
				: sql`varchar( ${ length } )`;
		}
		case 'text':
			return sql`varchar( ${ sql.raw( String( field.length ) ) } )`;
		default:
			return columnTypes[ field.kind ];
	}
}
