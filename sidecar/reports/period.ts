import type {
	Comparison,
	Grouping,
	NamedPeriod,
} from '../contract/report-query';
import {
	addMonths,
	type Day,
	startOfMonth,
	startOfQuarter,
	startOfYear,
	weekday,
} from '../store/facts/days';
import type { AskedQuery } from './query';

/** Days, both inclusive; `to` before `from` is no day at all. */
export type Days = { from: Day; to: Day };

export type Bucket = Days & { previous: Days | null };

/** A period with today's date in it: nothing is left open. */
export type ResolvedPeriod = Days & {
	name: NamedPeriod | null;
	today: Day;
	by: Grouping;
	compare: Comparison;
	previous: Days | null;
	buckets: Bucket[];
};

export function resolvePeriod(
	{ period, by, compare }: AskedQuery,
	today: Day,
	weekStartsOn: number
): ResolvedPeriod {
	const name = typeof period === 'string' ? period : null;
	const days = typeof period === 'string' ? daysOf( period, today ) : period;
	const previous = previousDays( days, days, compare );
	const grouping = by ?? defaultGrouping( days );
	return {
		...days,
		name,
		today,
		by: grouping,
		compare,
		previous: previous && hasDays( previous ) ? previous : null,
		buckets: split( days, grouping, weekStartsOn ).map( ( bucket ) => ( {
			...bucket,
			previous: previousDays( bucket, days, compare ),
		} ) ),
	};
}

/** 29 February has no counterpart in other years. */
export function hasDays( { from, to }: Days ): boolean {
	return from <= to;
}

/** Named periods that reach up to now include today. */
function daysOf( name: NamedPeriod, today: Day ): Days {
	const month = startOfMonth( today );
	const quarter = startOfQuarter( today );
	const year = startOfYear( today );
	switch ( name ) {
		case 'today':
			return { from: today, to: today };
		case 'last-7-days':
			return { from: today - 6, to: today };
		case 'last-28-days':
			return { from: today - 27, to: today };
		case 'last-90-days':
			return { from: today - 89, to: today };
		case 'this-month':
			return { from: month, to: today };
		case 'last-month':
			return { from: addMonths( month, -1 ), to: month - 1 };
		case 'this-quarter':
			return { from: quarter, to: today };
		case 'last-quarter':
			return { from: addMonths( quarter, -3 ), to: quarter - 1 };
		case 'this-year':
			return { from: year, to: today };
		case 'last-year':
			return { from: addMonths( year, -12 ), to: year - 1 };
		case 'last-12-months':
			return { from: addMonths( month, -11 ), to: today };
	}
}

/** As many points as a chart shows well. */
function defaultGrouping( { from, to }: Days ): Grouping {
	const length = to - from + 1;
	if ( length <= 62 ) {
		return 'day';
	}
	return length <= 366 ? 'week' : 'month';
}

/**
 * The part of the compared period that lies where `part` lies in `whole`. Each begins where
 * the one before ends, so together they are the compared period, day for day.
 */
function previousDays(
	part: Days,
	whole: Days,
	compare: Comparison
): Days | null {
	switch ( compare ) {
		case 'none':
			return null;
		case 'previous': {
			const length = whole.to - whole.from + 1;
			return { from: part.from - length, to: part.to - length };
		}
		case 'year':
			// 29 February becomes 1 March and ends before it: no day, and none counted twice.
			return {
				from: addMonths( part.from, -12 ),
				to: addMonths( part.to + 1, -12 ) - 1,
			};
	}
}

/** Weeks and months at the ends are cut off where the period is. */
function split( days: Days, by: Grouping, weekStartsOn: number ): Days[] {
	const buckets: Days[] = [];
	for ( let from = days.from; from <= days.to; ) {
		const next = nextStart( from, by, weekStartsOn );
		buckets.push( { from, to: Math.min( next - 1, days.to ) } );
		from = next;
	}
	return buckets;
}

function nextStart( day: Day, by: Grouping, weekStartsOn: number ): Day {
	switch ( by ) {
		case 'day':
			return day + 1;
		case 'week':
			return day + 7 - ( ( weekday( day ) - weekStartsOn + 7 ) % 7 );
		case 'month':
			return addMonths( startOfMonth( day ), 1 );
		case 'quarter':
			return addMonths( startOfQuarter( day ), 3 );
	}
}
