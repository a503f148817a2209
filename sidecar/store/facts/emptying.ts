import { type Kysely, type RawBuilder, sql } from 'kysely';
import { deleteBatch, rowsPerBatch } from '../batches';
import { changeFacts } from './change';
import { factsTable, rollupTable } from './dataset';
import type { Zone } from './days';
import { markEveryDay } from './dirty';
import type { Facts, FactsSchema } from './facts';
import { rebuildRollups } from './rollups';

export type Emptying = {
	facts: Facts;
	site: number;
	signal: AbortSignal;
	/** Asked in each transaction that deletes: what is back is deleted no further. */
	isGone: ( writing: Kysely< FactsSchema > ) => Promise< boolean >;
};

/**
 * Of every dataset in `facts` the facts and the rollups of a site. What is back before the end of
 * this is to be copied anew: then every day of it is counted.
 */
export async function emptyTables(
	emptying: Emptying,
	zone: Zone | null
): Promise< void > {
	const { facts, site, signal } = emptying;
	const datasets = [ ...facts.datasets.values() ];
	const ofSite = sql`site = ${ site }`;
	await markEveryDay( facts, site );
	for ( const dataset of datasets ) {
		const key = [ 'site', 'id' ];
		await emptyTable( emptying, factsTable( dataset ), ofSite, key );
	}
	// Longer spans change by as much as their days do: first all of them come to nothing.
	if ( zone !== null ) {
		await rebuildRollups( facts, site, zone, signal );
	}
	for ( const dataset of datasets ) {
		for ( const [ rollup, { by } ] of Object.entries( dataset.rollups ) ) {
			const table = rollupTable( dataset, rollup );
			const key = [ 'site', 'span', 'day', ...by ];
			await emptyTable( emptying, table, ofSite, key );
		}
	}
}

/** Of what is noted about facts. */
export async function emptyNotes(
	emptying: Emptying,
	condition: RawBuilder< unknown >
): Promise< void > {
	for ( const table of [ 'skipped', 'dirty_days' ] ) {
		await emptyTable( emptying, table, condition );
	}
}

async function emptyTable(
	{ facts, signal, isGone }: Emptying,
	table: string,
	condition: RawBuilder< unknown >,
	key?: readonly string[]
): Promise< void > {
	let isMore = true;
	while ( isMore && ! signal.aborted ) {
		const deleted = await changeFacts( facts, async ( writing ) =>
			( await isGone( writing ) )
				? deleteBatch( writing, table, condition, key )
				: 0
		);
		isMore = deleted >= rowsPerBatch;
	}
}
