import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isMysql } from '../dialect';
import { conditionsOf } from './conditions';
import { type Span, spans } from './cover';
import type { Dataset } from './dataset';
import { factsTable, rollupTable } from './dataset';
import { type Day, startOfMonth, startOfYear, type Zone } from './days';
import type { FactsSchema } from './facts';
import { monthOfMoment } from './month-of-moment';
import { totalOf } from './sums';

/** One day of one rollup of a site. */
type Place = {
	db: Kysely< FactsSchema >;
	site: number;
	dataset: Dataset;
	zone: Zone;
	day: Day;
	rollup: string;
};

/** Counts one day anew; its month and its year change by as much as it does. */
export async function rebuildDay(
	place: Omit< Place, 'rollup' >
): Promise< void > {
	for ( const rollup of Object.keys( place.dataset.rollups ) ) {
		await rebuildRollup( { ...place, rollup } );
	}
}

async function rebuildRollup( place: Place ): Promise< void > {
	const { db, site, dataset, day, rollup } = place;
	const table = sql.table( rollupTable( dataset, rollup ) );
	const ofDay = sql`from ${ table } where site = ${ site } and span = ${ spans.day } and day = ${ day }`;
	const { rows } = await sql`select 1 ${ ofDay } limit 1`.execute( db );
	const before = sql`select ${ columnsOf( place ) } ${ ofDay }`;
	const isNew = rows.length === 0;
	if ( ! isNew ) {
		const changes = sql`${ freshOf( place ) } union all select ${ columnsOf( place, 'less' ) } ${ ofDay }`;
		await addTo( place, 'month', changes );
		await addTo( place, 'year', changes );
		await sql`delete ${ ofDay }`.execute( db );
	}
	await sql`
		insert into ${ table } ( site, span, day, ${ columnsOf( place ) } )
		select ${ site }, ${ spans.day }, ${ day }, fresh.* from ( ${ freshOf( place ) } ) as fresh
	`.execute( db );
	if ( isNew ) {
		await addTo( place, 'month', before );
		await addTo( place, 'year', before );
	}
}

/** What the facts of the day say, in the order of the columns. */
function freshOf( { site, dataset, zone, day, rollup }: Place ) {
	const moment = sql.ref( dataset.moment ?? '' );
	const { where = [] } = dataset.rollups[ rollup ] ?? {};
	const dimensions = dimensionsOf( dataset, rollup ).map( ( name ) => {
		const derived = dataset.derived?.[ name ];
		return derived === undefined
			? sql.ref( name )
			: sql`${ monthOfMoment( sql.ref( derived.of ), zone ) } as ${ sql.ref( name ) }`;
	} );
	const sums = [
		sql`count( * ) as facts`,
		...Object.entries( dataset.totals ).map(
			( [ name, total ] ) =>
				sql`${ totalOf( total ) } as ${ sql.ref( name ) }`
		),
	];
	const by = dimensions.map( ( _dimension, at ) => sql.lit( at + 1 ) );
	const grouped =
		by.length === 0
			? sql`having count( * ) > 0`
			: sql`group by ${ sql.join( by ) }`;
	return sql`
		select ${ sql.join( [ ...dimensions, ...sums ] ) }
		from ${ sql.table( factsTable( dataset ) ) }
		where site = ${ site }
			and ${ moment } >= ${ zone.startOf( day ) }
			and ${ moment } < ${ zone.startOf( day + 1 ) }
			${ conditionsOf( where ) }
		${ grouped }
	`;
}

/** Adds rows to those of the month or the year; what comes to nothing goes. */
async function addTo(
	place: Place,
	span: Exclude< Span, 'day' >,
	rows: RawBuilder< unknown >
): Promise< void > {
	const { db, site, dataset, rollup } = place;
	const start =
		span === 'month' ? startOfMonth( place.day ) : startOfYear( place.day );
	const table = sql.table( rollupTable( dataset, rollup ) );
	const totals = totalsOf( dataset );
	const dimensions = dimensionsOf( dataset, rollup ).map( ( name ) =>
		sql.ref( name )
	);
	const sums = totals.map( ( name ) => sql`sum( ${ sql.ref( name ) } )` );
	const adding = totals.map( ( name ) =>
		isMysql( db )
			? sql`${ sql.ref( name ) } = ${ table }.${ sql.ref( name ) } + values( ${ sql.ref( name ) } )`
			: sql`${ sql.ref( name ) } = ${ table }.${ sql.ref( name ) } + excluded.${ sql.ref( name ) }`
	);
	const conflict = isMysql( db )
		? sql`on duplicate key update`
		: sql`on conflict do update set`;
	await sql`
		insert into ${ table } ( site, span, day, ${ columnsOf( place ) } )
		select ${ site }, ${ spans[ span ] }, ${ start }, ${ sql.join( [ ...dimensions, ...sums ] ) }
		from ( ${ rows } ) as changes
		${ dimensions.length === 0 ? sql`` : sql`group by ${ sql.join( dimensions ) }` }
		having ${ sql.join(
			sums.map( ( sum ) => sql`${ sum } <> 0` ),
			sql` or `
		) }
		${ conflict } ${ sql.join( adding ) }
	`.execute( db );
	await sql`
		delete from ${ table }
		where site = ${ site } and span = ${ spans[ span ] } and day = ${ start } and facts = 0
	`.execute( db );
}

function columnsOf(
	{ dataset, rollup }: Place,
	sign: 'as they are' | 'less' = 'as they are'
): RawBuilder< unknown > {
	return sql.join( [
		...dimensionsOf( dataset, rollup ).map( ( name ) => sql.ref( name ) ),
		...totalsOf( dataset ).map( ( name ) =>
			sign === 'less' ? sql`-${ sql.ref( name ) }` : sql.ref( name )
		),
	] );
}

function dimensionsOf( dataset: Dataset, rollup: string ): readonly string[] {
	return dataset.rollups[ rollup ]?.by ?? [];
}

function totalsOf( dataset: Dataset ): string[] {
	return [ 'facts', ...Object.keys( dataset.totals ) ];
}
