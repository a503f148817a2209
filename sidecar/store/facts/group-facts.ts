import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { DayRange, Grouping, Question } from './question';
import { dayOfMoment } from './day-of-moment';
import { monthOfMoment } from './month-of-moment';
import type { Source } from './source';
import { sumColumn, sumOfFacts } from './sums';

/** The same as from a rollup, counted fact by fact. */
export function groupFromFacts(
	source: Source,
	{ days, where, sums }: Question,
	grouping: Grouping
): RawBuilder< unknown > {
	const { dataset, rows } = source;
	const selected = Object.values( sums ).map(
		( sum, at ) =>
			sql`${ sumOfFacts( dataset, sum ) } as ${ sumColumn( at ) }`
	);
	const key = keyOf( source, days, grouping );
	return sql`
		select ${ sql.join( [ sql`${ key } as ${ sql.ref( 'key' ) }`, ...selected ] ) }
		from ${ rows } ${ withinDays( source, days ) } ${ conditionsOf( where ) }
		${ grouping.kind === 'all' ? sql`` : sql`group by 1` }
	`;
}

/** The facts of some days, to be put behind a condition. */
export function withinDays(
	source: Source,
	days: DayRange
): RawBuilder< unknown > {
	const moments = momentsOf( source, days );
	if ( moments === null ) {
		return sql``;
	}
	const { moment, from, before } = moments;
	return sql`and ${ moment } >= ${ from } and ${ moment } < ${ before }`;
}

/** The moments of some days, as the facts have them; null where all days are meant. */
export function momentsOf(
	{ dataset, zone, perSecond }: Source,
	days: DayRange
): { moment: RawBuilder< unknown >; from: number; before: number } | null {
	return days === null || dataset.moment === null
		? null
		: {
				moment: sql.ref( dataset.moment ),
				from: zone.startOf( days.from ) * perSecond,
				before: zone.startOf( days.to + 1 ) * perSecond,
			};
}

function keyOf(
	{ dataset, zone, perSecond }: Source,
	days: DayRange,
	grouping: Grouping
): RawBuilder< unknown > {
	switch ( grouping.kind ) {
		case 'all':
			return sql`0`;
		case 'value': {
			const derived = dataset.derived?.[ grouping.field ];
			return derived === undefined
				? sql.ref( grouping.field )
				: monthOfMoment( sql.ref( derived.of ), zone );
		}
		case 'day':
		case 'month':
			if ( days === null || dataset.moment === null ) {
				throw new Error( `Facts of ${ dataset.id } have no day here.` );
			}
			return dayOfMoment( sql.ref( dataset.moment ), days, {
				zone,
				perSecond,
			} );
	}
}
