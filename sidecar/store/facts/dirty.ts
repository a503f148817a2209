import { type Kysely, sql } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { changeFacts } from './change';
import { type Dataset, factsTable } from './dataset';

/** A day whose rollups no longer tell what the facts tell. */
type DirtyDay = { dataset: string; day: number };

const daysPerInsert = 500;

export async function markDirty(
	db: Kysely< FactsSchema >,
	site: number,
	dirty: readonly DirtyDay[]
): Promise< void > {
	for ( let start = 0; start < dirty.length; start += daysPerInsert ) {
		await db
			.replaceInto( 'dirty_days' )
			.values(
				dirty
					.slice( start, start + daysPerInsert )
					.map( ( { dataset, day } ) => ( { site, dataset, day } ) )
			)
			.execute();
	}
}

/** Those of some days that are to be counted anew. */
export async function listDirty(
	db: Kysely< FactsSchema >,
	site: number,
	{ id }: Dataset,
	days: readonly number[]
): Promise< number[] > {
	if ( days.length === 0 ) {
		return [];
	}
	const rows = await db
		.selectFrom( 'dirty_days' )
		.select( 'day' )
		.where( 'site', '=', site )
		.where( 'dataset', '=', id )
		.where( 'day', 'in', days )
		.execute();
	return rows.map( ( { day } ) => day );
}

/** Every day that has a fact in any timezone at all, which covers the old one's and the new one's. */
export async function markEveryDay(
	facts: Facts,
	site: number
): Promise< void > {
	const { db, datasets } = facts;
	for ( const dataset of datasets.values() ) {
		if ( dataset.moment === null ) {
			continue;
		}
		const moment = sql.ref( dataset.moment );
		// MySQL divides whole numbers into fractions.
		const { rows } = await sql< { day: number } >`
			select distinct ( ${ moment } - ${ moment } % 86400 ) / 86400 as day
			from ${ sql.table( factsTable( dataset ) ) }
			where site = ${ site } and ${ moment } is not null
		`.execute( db );
		const days = new Set(
			rows.flatMap( ( { day } ) => [ day - 1, day, day + 1 ] )
		);
		const dirty = [ ...days ].map( ( day ) => ( {
			dataset: dataset.id,
			day,
		} ) );
		for ( let start = 0; start < dirty.length; start += daysPerInsert ) {
			await changeFacts( facts, ( writing ) =>
				markDirty(
					writing,
					site,
					dirty.slice( start, start + daysPerInsert )
				)
			);
		}
	}
}
