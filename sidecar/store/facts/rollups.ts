import { type Kysely, sql } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { changeFacts } from './change';
import type { Dataset, Total } from './dataset';
import { factsTable, rollupTable } from './dataset';
import type { Zone } from './days';

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
			await rebuildDay( writing, site, dataset, zone, day );
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

async function rebuildDay(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: Dataset,
	zone: Zone,
	day: number
): Promise< void > {
	if ( dataset.moment === null ) {
		return;
	}
	const moment = sql.ref( dataset.moment );
	const totals = Object.entries( dataset.totals );
	for ( const [ rollup, dimensions ] of Object.entries( dataset.rollups ) ) {
		const table = sql.table( rollupTable( dataset, rollup ) );
		const by = sql.join( dimensions.map( ( name ) => sql.ref( name ) ) );
		const columns = [
			...dimensions,
			'facts',
			...Object.keys( dataset.totals ),
		];
		const sums = totals.map( ( [ , total ] ) => sumOf( total ) );
		await sql`delete from ${ table } where site = ${ site } and day = ${ day }`.execute(
			db
		);
		await sql`
			insert into ${ table }
				( site, day, ${ sql.join( columns.map( ( name ) => sql.ref( name ) ) ) } )
			select ${ site }, ${ day }, ${ by },
				${ sql.join( [ sql`count( * )`, ...sums ] ) }
			from ${ sql.table( factsTable( dataset ) ) }
			where site = ${ site }
				and ${ moment } >= ${ zone.startOf( day ) }
				and ${ moment } < ${ zone.startOf( day + 1 ) }
			group by ${ by }
		`.execute( db );
	}
}

function sumOf( total: Total ) {
	const field = sql.ref( total.field );
	switch ( total.kind ) {
		case 'sum':
			return sql`coalesce( sum( ${ field } ), 0 )`;
		case 'present':
			return sql`sum( case when ${ field } = 0 then 0 else 1 end )`;
		case 'known':
			return sql`count( ${ field } )`;
	}
}
