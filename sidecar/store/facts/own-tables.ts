import type { Kysely } from 'kysely';
import { isMysql } from '../dialect';
import { changeFacts } from './change';
import { type Dataset, datasetOf, factsTable, rollupTable } from './dataset';
import type { Emptying } from './emptying';
import type { Facts, FactsSchema } from './facts';
import { ownId } from './own';
import { arePrepared, prepareDatasets } from './tables';

/** Makes the tables of what a site declares. One whose declaration changed is copied anew. */
export async function prepareOwn(
	facts: Facts,
	datasets: readonly Dataset[]
): Promise< void > {
	if ( ! ( await arePrepared( facts.db, datasets ) ) ) {
		await defining( facts, ( db ) => prepareDatasets( db, datasets ) );
	}
}

/** All that the site ever declared and whose tables are still there, as they were made. */
export async function listOwn(
	{ db }: Facts,
	site: number
): Promise< Dataset[] > {
	const shapes = await db.selectFrom( 'shapes' ).selectAll().execute();
	return shapes
		.filter( ( { dataset } ) => dataset.startsWith( ownId( site, '' ) ) )
		.map( ( { dataset, shape } ) => datasetOf( dataset, shape ) );
}

/** Its tables are empty: a long one would hold up all others. */
export async function dropOwn(
	{ facts, isGone }: Pick< Emptying, 'facts' | 'isGone' >,
	dataset: Dataset
): Promise< void > {
	await defining( facts, async ( db ) => {
		if ( ! ( await isGone( db ) ) ) {
			return;
		}
		// First: what a stop leaves is made anew where it is declared again.
		await db
			.deleteFrom( 'shapes' )
			.where( 'dataset', '=', dataset.id )
			.execute();
		const rollups = Object.keys( dataset.rollups );
		for ( const table of [
			factsTable( dataset ),
			...rollups.map( ( rollup ) => rollupTable( dataset, rollup ) ),
		] ) {
			await db.schema.dropTable( table ).ifExists().execute();
		}
	} );
}

/** MySQL commits each definition by itself; what was stopped half-way is done again there. */
async function defining(
	facts: Facts,
	work: ( db: Kysely< FactsSchema > ) => Promise< void >
): Promise< void > {
	if ( isMysql( facts.db ) ) {
		facts.requireDuty();
		await work( facts.db );
	} else {
		await changeFacts( facts, work );
	}
}
