import { type RawBuilder, sql } from 'kysely';
import type { DayRange } from './question';
import type { Day } from './days';
import type { Source } from './source';

/** Days that follow one another and begin at the same hour of UTC. */
type Stretch = { from: Day; to: Day; late: number };

const secondsPerDay = 86_400;
/** No moment is before it, so that nothing divided is below 0. */
const earliest: Day = -1_000_000;

/** The day of a moment that lies in a range: clocks change rarely, and between that it is reckoned. */
export function dayOfMoment(
	moment: RawBuilder< unknown >,
	days: Exclude< DayRange, null >,
	{ zone, perSecond }: Pick< Source, 'zone' | 'perSecond' >
): RawBuilder< unknown > {
	const unit = secondsPerDay * perSecond;
	const stretches = stretchesOf( days, zone.startOf );
	const reckoned = stretches.map( ( { from, to, late } ) => {
		const shift = late * perSecond + earliest * unit;
		const since = sql`( ${ moment } - ${ sql.lit( shift ) } )`;
		return {
			until: zone.startOf( to + 1 ) * perSecond,
			day:
				from === to
					? sql.lit( from )
					: sql`( ${ since } - ${ since } % ${ sql.lit( unit ) } ) / ${ sql.lit( unit ) } + ${ sql.lit( earliest ) }`,
		};
	} );
	const last = reckoned.pop();
	return reckoned.reduceRight< RawBuilder< unknown > >(
		( rest, { until, day } ) =>
			sql`case when ${ moment } < ${ sql.lit( until ) } then ${ day } else ${ rest } end`,
		last?.day ?? sql.lit( days.from )
	);
}

/** A day that is longer or shorter than others is a stretch by itself. */
function stretchesOf(
	{ from, to }: Exclude< DayRange, null >,
	startOf: ( day: Day ) => number
): Stretch[] {
	const stretches: Stretch[] = [];
	let isLastOdd = true;
	for ( let day = from; day <= to; day++ ) {
		const start = startOf( day );
		const late = start - day * secondsPerDay;
		const isOdd = startOf( day + 1 ) - start !== secondsPerDay;
		const last = stretches.at( -1 );
		if ( last !== undefined && ! isOdd && ! isLastOdd ) {
			last.to = day;
		} else {
			stretches.push( { from: day, to: day, late } );
		}
		isLastOdd = isOdd;
	}
	return stretches;
}
