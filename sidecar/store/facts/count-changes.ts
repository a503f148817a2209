import type { Kysely } from 'kysely';
import { factsPerTransaction } from './change';
import type { Dataset } from './dataset';
import { type DayOfDataset, daySumsOf } from './day-sums';
import type { Day } from './days';
import { listDirty, markDirty } from './dirty';
import type { FactsSchema } from './facts';
import { isLongDay } from './long-days';
import type { Place } from './write';

/** Ids of the facts that a change takes from a day, and of those that it gives to it. */
export type ChangedDay = { before: number[]; after: number[] };

/**
 * Lets facts be written and their days be counted: most of them anew, later. A day of very many
 * facts is counted on, by these alone, or each new order of a great sale would count all of it.
 */
export async function countChanges(
	db: Kysely< FactsSchema >,
	{ site, zone }: Place,
	dataset: Dataset,
	changed: ReadonlyMap< Day, ChangedDay >,
	write: () => Promise< void >
): Promise< void > {
	const days = [ ...changed.keys() ];
	const dirty = new Set( await listDirty( db, site, dataset, days ) );
	const anew: Day[] = [];
	const on: Array< DayOfDataset & ChangedDay > = [];
	for ( const [ day, ids ] of changed ) {
		const place = { db, site, dataset, zone, day };
		if ( dirty.has( day ) ) {
			continue;
		}
		if ( await isLongDay( place ) ) {
			on.push( { ...place, ...ids } );
		} else {
			anew.push( day );
		}
	}
	for ( const place of on ) {
		await countOn( place, 'takeFacts', place.before );
	}
	await write();
	for ( const place of on ) {
		await countOn( place, 'addFacts', place.after );
	}
	await markDirty(
		db,
		site,
		anew.map( ( day ) => ( { dataset: dataset.id, day } ) )
	);
}

async function countOn(
	place: DayOfDataset,
	how: 'takeFacts' | 'addFacts',
	changed: readonly number[]
): Promise< void > {
	for ( let at = 0; at < changed.length; at += factsPerTransaction ) {
		const ids = changed.slice( at, at + factsPerTransaction );
		for ( const sums of daySumsOf( place ) ) {
			await sums.run( how, { ids } );
			await sums.spread( how, { ids } );
		}
	}
}
