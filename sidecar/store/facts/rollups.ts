import type { Kysely } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { changeFacts } from './change';
import type { Dataset } from './dataset';
import type { DayOfDataset } from './day-sums';
import type { Day, Zone } from './days';
import { isLongDay } from './long-days';
import { rebuildDay, rebuildLongDay } from './rebuild-day';

type DatasetOfSite = Omit< DayOfDataset, 'db' | 'day' >;

/** Milliseconds; with the day begun last and the commit a transaction stays below ten. */
const longEnough = 4;

/** Counts each dirty day of a site anew, a few days to a transaction. Stopped, it leaves the rest. */
export async function rebuildRollups(
	facts: Facts,
	site: number,
	zone: Zone,
	stop: AbortSignal
): Promise< number > {
	let rebuilt = 0;
	for ( const dataset of facts.datasets.values() ) {
		for (;;) {
			const days = await dirtyDays( facts, site, dataset );
			if ( days.length === 0 || stop.aborted ) {
				break;
			}
			rebuilt += await rebuildSome(
				facts,
				{ site, dataset, zone },
				days
			);
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

/** Those before the first long day, or that one. */
async function rebuildSome(
	facts: Facts,
	place: DatasetOfSite,
	days: readonly Day[]
): Promise< number > {
	const [ first = 0 ] = days;
	if ( await isLongDay( { ...place, db: facts.db, day: first } ) ) {
		await rebuildLongDay( facts, { ...place, day: first } );
		await changeFacts( facts, ( writing ) =>
			forgetDirty( writing, place, [ first ] )
		);
		return 1;
	}
	return changeFacts( facts, async ( writing ) => {
		const started = performance.now();
		const rebuilt: Day[] = [];
		for ( const day of days ) {
			const one = { ...place, db: writing, day };
			if ( rebuilt.length > 0 && ( await isLongDay( one ) ) ) {
				break;
			}
			await rebuildDay( one );
			rebuilt.push( day );
			if ( performance.now() - started > longEnough ) {
				break;
			}
		}
		await forgetDirty( writing, place, rebuilt );
		return rebuilt.length;
	} );
}

async function forgetDirty(
	db: Kysely< FactsSchema >,
	{ site, dataset }: DatasetOfSite,
	days: readonly Day[]
): Promise< void > {
	await db
		.deleteFrom( 'dirty_days' )
		.where( 'site', '=', site )
		.where( 'dataset', '=', dataset.id )
		.where( 'day', 'in', days )
		.execute();
}
