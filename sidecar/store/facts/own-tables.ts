import type { Kysely } from 'kysely';
import { isMysql } from '../dialect';
import { changeFacts } from './change';
import { type Dataset, type FactsTable, rollupsOf } from './dataset';
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

/** With all their facts. Without `only` every one that the site ever declared. */
export async function dropOwn(
	facts: Facts,
	site: number,
	only?: string
): Promise< void > {
	const shapes = await facts.db.selectFrom( 'shapes' ).selectAll().execute();
	for ( const { dataset, shape } of shapes ) {
		const isMeant =
			only === undefined
				? dataset.startsWith( ownId( site, '' ) )
				: dataset === only;
		if ( isMeant ) {
			await defining( facts, ( db ) => drop( db, dataset, shape ) );
		}
	}
}

async function drop(
	db: Kysely< FactsSchema >,
	dataset: string,
	shape: string
): Promise< void > {
	const tables: string[] = [
		`facts_${ dataset }` satisfies FactsTable,
		...rollupsOf( shape ).map(
			( rollup ) => `rollup_${ dataset }__${ rollup }`
		),
	];
	for ( const table of tables ) {
		await db.schema.dropTable( table ).ifExists().execute();
	}
	for ( const table of [
		'copies',
		'resyncs',
		'skipped',
		'dirty_days',
		'shapes',
	] as const ) {
		await db.deleteFrom( table ).where( 'dataset', '=', dataset ).execute();
	}
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
