import type { Facts } from './facts';
import { changeFacts } from './change';
import type { Dataset } from './dataset';
import type { Zone } from './days';
import { rebuildDay } from './rebuild-day';

/** Milliseconds; with the day begun last and the commit a transaction stays below ten. */
const longEnough = 4;

/** Counts each dirty day of a site anew, a few days to a transaction. */
export async function rebuildRollups(
	facts: Facts,
	site: number,
	zone: Zone
): Promise< number > {
	let rebuilt = 0;
	for ( const dataset of facts.datasets.values() ) {
		for (;;) {
			const days = await dirtyDays( facts, site, dataset );
			if ( days.length === 0 ) {
				break;
			}
			rebuilt += await rebuildSome( facts, site, dataset, zone, days );
		}
	}
	return rebuilt;
}

async function dirtyDays(
	{ db }: Facts,
	site: number,
	dataset: Dataset
): Promise< number[] > {
	const rows = await db
		.selectFrom( 'dirty_days' )
		.select( 'day' )
		.where( 'site', '=', site )
		.where( 'dataset', '=', dataset.id )
		.orderBy( 'day' )
		.limit( 100 )
		.execute();
	return rows.map( ( row ) => row.day );
}

async function rebuildSome(
	facts: Facts,
	site: number,
	dataset: Dataset,
	zone: Zone,
	days: readonly number[]
): Promise< number > {
	return changeFacts( facts, async ( writing ) => {
		const started = performance.now();
		let rebuilt = 0;
		for ( const day of days ) {
			await rebuildDay( { db: writing, site, dataset, zone, day } );
			rebuilt++;
			if ( performance.now() - started > longEnough ) {
				break;
			}
		}
		await writing
			.deleteFrom( 'dirty_days' )
			.where( 'site', '=', site )
			.where( 'dataset', '=', dataset.id )
			.where( 'day', 'in', days.slice( 0, rebuilt ) )
			.execute();
		return rebuilt;
	} );
}
