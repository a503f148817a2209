import type { Grouping } from '../contract/report-query';
import { addMonths, type Day, startOfMonth, toDate } from '../store/facts/days';
import type { Days } from './period';

/** Writes days for people; they are calendar days already, so everything is reckoned in UTC. */
export type DateWriter = {
	/** "26 Oct – 22 Nov", with the year where it isn't today's. */
	days( days: Days, today: Day ): string;
	/** A point of the chart: "3 Nov", "2 – 8 Nov", "Nov 2026". */
	bucket( days: Days, by: Grouping, today: Day ): string;
	/** The same in a sentence: "Tuesday 3 Nov", "November 2026". */
	spoken( days: Days, by: Grouping, today: Day ): string;
	/** 0 is Sunday. */
	weekday( weekday: number ): string;
};

/** 4 January 1970. */
const aSunday: Day = 3;

const writers = new Map< string, DateWriter >();

/** Formatters take a millisecond to make; locales are few, since only known languages pass. */
export function dateWriter( locale: string ): DateWriter {
	const known = writers.get( locale ) ?? createDateWriter( locale );
	writers.set( locale, known );
	return known;
}

function createDateWriter( locale: string ): DateWriter {
	const format = ( options: Intl.DateTimeFormatOptions ) =>
		new Intl.DateTimeFormat( locale, { ...options, timeZone: 'UTC' } );
	const day = format( { day: 'numeric', month: 'short' } );
	const dayOfYear = format( {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
	} );
	const spokenDay = format( {
		weekday: 'long',
		day: 'numeric',
		month: 'short',
	} );
	const month = format( { month: 'short', year: 'numeric' } );
	const spokenMonth = format( { month: 'long', year: 'numeric' } );
	const weekdayName = format( { weekday: 'long' } );

	const days = ( { from, to }: Days, today: Day ) => {
		const start = toDate( from );
		const isThisYear = [ from, to ].every(
			( day ) => yearOf( day ) === yearOf( today )
		);
		const style = isThisYear ? day : dayOfYear;
		return from >= to
			? style.format( start )
			: style.formatRange( start, toDate( to ) );
	};

	return {
		days,
		bucket: ( bucket, by, today ) =>
			by === 'month' && isWholeMonth( bucket )
				? month.format( toDate( bucket.from ) )
				: days( bucket, today ),
		spoken: ( bucket, by, today ) => {
			if ( by === 'month' && isWholeMonth( bucket ) ) {
				return spokenMonth.format( toDate( bucket.from ) );
			}
			return by === 'day'
				? spokenDay.format( toDate( bucket.from ) )
				: days( bucket, today );
		},
		weekday: ( weekday ) =>
			weekdayName.format( toDate( aSunday + weekday ) ),
	};
}

function isWholeMonth( { from, to }: Days ): boolean {
	return from === startOfMonth( from ) && to === addMonths( from, 1 ) - 1;
}

function yearOf( day: Day ): number {
	return toDate( day ).getUTCFullYear();
}
