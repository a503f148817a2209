import type { Grouping } from '../contract/report-query';
import {
	addMonths,
	type Day,
	formatDay,
	startOfMonth,
	startOfQuarter,
	startOfYear,
	toDate,
} from '../store/facts/days';
import { languageOf } from './locale';
import { writeIsoMoment, writeMoment } from './moment';
import type { Days } from './period';

/** Writes days for people; they are calendar days already, so everything is reckoned in UTC. */
export type DateWriter = {
	/** "26 Oct – 22 Nov", with the year where it isn't today's. */
	days( days: Days, today: Day ): string;
	/** A point of the chart: "3 Nov", "2 – 8 Nov", "Nov 2026", "Q3 2026". */
	bucket( days: Days, by: Grouping, today: Day ): string;
	/** The same in a sentence: "Tuesday 3 Nov", "November 2026". */
	spoken( days: Days, by: Grouping, today: Day ): string;
	/** The month that a day is in: "November 2026". */
	month( day: Day ): string;
	/** 0 is Sunday. */
	weekday( weekday: number ): string;
	/** A moment in seconds as the clocks of the site showed it: "3 Nov 2026, 14:05". */
	moment( seconds: number, timezone: string ): string;
};

/** 4 January 1970. */
const aSunday: Day = 3;

const daysRemembered = 10_000;

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

	// Ten years by day are more than three thousand of them, twice.
	const written = new Map< string, string >();
	const remember = ( name: string, write: () => string ) => {
		const text = written.get( name ) ?? write();
		if ( written.size < daysRemembered ) {
			written.set( name, text );
		}
		return text;
	};

	const days = ( { from, to }: Days, today: Day ) => {
		const isThisYear =
			from >= startOfYear( today ) && to < nextYear( today );
		const style = isThisYear ? day : dayOfYear;
		return remember(
			`${ isThisYear ? 'this' : 'other' } ${ from } ${ to }`,
			() =>
				from >= to
					? style.format( toDate( from ) )
					: style.formatRange( toDate( from ), toDate( to ) )
		);
	};

	const quarter = ( day: Day ) =>
		inOneLine(
			languageOf( locale ) === 'ko'
				? `${ yearOf( day ) }년 ${ quarterOf( day ) }분기`
				: `Q${ quarterOf( day ) } ${ yearOf( day ) }`
		);

	return {
		days,
		bucket: ( bucket, by, today ) => {
			if ( by === 'quarter' && isWholeQuarter( bucket ) ) {
				return quarter( bucket.from );
			}
			return by === 'month' && isWholeMonth( bucket )
				? inOneLine( month.format( toDate( bucket.from ) ) )
				: days( bucket, today );
		},
		spoken: ( bucket, by, today ) => {
			if ( by === 'quarter' && isWholeQuarter( bucket ) ) {
				return quarter( bucket.from );
			}
			if ( by === 'month' && isWholeMonth( bucket ) ) {
				return spokenMonth.format( toDate( bucket.from ) );
			}
			return by === 'day'
				? spokenDay.format( toDate( bucket.from ) )
				: days( bucket, today );
		},
		month: ( day ) => inOneLine( spokenMonth.format( toDate( day ) ) ),
		weekday: ( weekday ) =>
			weekdayName.format( toDate( aSunday + weekday ) ),
		moment: ( seconds, timezone ) =>
			writeMoment( seconds, { locale, timezone } ),
	};
}

/** As ISO 8601 writes them, for programs: a bucket is its first day. */
export function isoDates( locale: string ): DateWriter {
	const spoken = dateWriter( locale );
	return {
		...spoken,
		days: ( { from, to } ) => `${ formatDay( from ) }/${ formatDay( to ) }`,
		bucket: ( { from } ) => formatDay( from ),
		month: ( day ) => formatDay( day ).slice( 0, 7 ),
		moment: writeIsoMoment,
	};
}

/** In the head of a narrow row too: a month without its year is another. */
function inOneLine( text: string ): string {
	return text.replaceAll( ' ', '\u00A0' );
}

function isWholeMonth( { from, to }: Days ): boolean {
	return from === startOfMonth( from ) && to === addMonths( from, 1 ) - 1;
}

function isWholeQuarter( { from, to }: Days ): boolean {
	return from === startOfQuarter( from ) && to === addMonths( from, 3 ) - 1;
}

function quarterOf( day: Day ): number {
	return Math.floor( toDate( day ).getUTCMonth() / 3 ) + 1;
}

function nextYear( day: Day ): Day {
	return addMonths( startOfYear( day ), 12 );
}

function yearOf( day: Day ): number {
	return toDate( day ).getUTCFullYear();
}
