/** A calendar day as a number: days since 1970-01-01, whatever the timezone. */
export type Day = number;

const secondsPerDay = 86400;

/** `YYYY-MM-DD`; null for anything else, such as 30 February. */
export function parseDay( text: string ): Day | null {
	if ( ! /^\d{4}-\d{2}-\d{2}$/.test( text ) ) {
		return null;
	}
	const milliseconds = Date.parse( `${ text }T00:00:00Z` );
	if ( Number.isNaN( milliseconds ) ) {
		return null;
	}
	const day = milliseconds / 1000 / secondsPerDay;
	return formatDay( day ) === text ? day : null;
}

export function formatDay( day: Day ): string {
	return toDate( day ).toISOString().slice( 0, 10 );
}

/** Midnight UTC of the day, for what formats or reckons by calendar in UTC. */
export function toDate( day: Day ): Date {
	return new Date( day * secondsPerDay * 1000 );
}

/** 0 is Sunday. */
export function weekday( day: Day ): number {
	return toDate( day ).getUTCDay();
}

/** The day `months` later; the 31st becomes the 1st of the next month where there is none. */
export function addMonths( day: Day, months: number ): Day {
	const date = toDate( day );
	const target = Date.UTC(
		date.getUTCFullYear(),
		date.getUTCMonth() + months,
		1
	);
	const length = new Date( target );
	length.setUTCMonth( length.getUTCMonth() + 1 );
	const first = target / 1000 / secondsPerDay;
	const last = length.getTime() / 1000 / secondsPerDay - 1;
	return Math.min( first + date.getUTCDate() - 1, last + 1 );
}

export function startOfMonth( day: Day ): Day {
	return day - toDate( day ).getUTCDate() + 1;
}

export function startOfQuarter( day: Day ): Day {
	return addMonths(
		startOfMonth( day ),
		-( toDate( day ).getUTCMonth() % 3 )
	);
}

export function startOfYear( day: Day ): Day {
	return addMonths( startOfMonth( day ), -toDate( day ).getUTCMonth() );
}

/** The days of one timezone. Times are seconds since 1970 (UTC). */
export type Zone = {
	dayOf( seconds: number ): Day;
	/** The day's first second; a day that a zone left out is empty. */
	startOf( day: Day ): number;
};

const zones = new Map< string, Zone >();
/** More names than there are: whoever spells one in a thousand ways fills no memory. */
const zonesAtMost = 1000;

/** Null when this Node doesn't know the zone. Takes IANA names and offsets such as `+09:00`. */
export function createZone( timezone: string ): Zone | null {
	const known = zones.get( timezone );
	if ( known !== undefined ) {
		return known;
	}
	const zone = makeZone( timezone );
	if ( zone !== null && zones.size < zonesAtMost ) {
		zones.set( timezone, zone );
	}
	return zone;
}

function makeZone( timezone: string ): Zone | null {
	const clock = clockOf( timezone );
	if ( clock === null ) {
		return null;
	}
	// Intl takes microseconds a call; a site's days are few and asked for again and again.
	const starts = new Map< Day, number >();

	const startOf = ( day: Day ): number => {
		const known = starts.get( day );
		if ( known !== undefined ) {
			return known;
		}
		const start = findStart( day, clock );
		starts.set( day, start );
		return start;
	};

	return {
		startOf,
		dayOf( seconds ) {
			let day = Math.floor( seconds / secondsPerDay );
			while ( seconds < startOf( day ) ) {
				day--;
			}
			while ( seconds >= startOf( day + 1 ) ) {
				day++;
			}
			return day;
		},
	};
}

/** What a clock on the wall shows, as if it were UTC. */
type WallClock = ( seconds: number ) => number;

function clockOf( timezone: string ): WallClock | null {
	let format: Intl.DateTimeFormat;
	try {
		format = new Intl.DateTimeFormat( 'en-US', {
			timeZone: timezone,
			calendar: 'iso8601',
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		} );
	} catch {
		return null;
	}
	return ( seconds ) => {
		const parts: Record< string, number > = {};
		for ( const part of format.formatToParts( seconds * 1000 ) ) {
			parts[ part.type ] = Number( part.value );
		}
		const { year = 0, month = 1, day = 1 } = parts;
		const { hour = 0, minute = 0, second = 0 } = parts;
		return Date.UTC( year, month - 1, day, hour, minute, second ) / 1000;
	};
}

function findStart( day: Day, clock: WallClock ): number {
	const midnight = day * secondsPerDay;
	const guess = midnight - ( clock( midnight ) - midnight );
	if ( clock( guess ) === midnight && clock( guess - 1 ) === midnight - 1 ) {
		return guess;
	}
	// The clocks change close to this midnight: search for the first second of the day or after it.
	let before = midnight - 15 * 3600;
	let start = midnight + 15 * 3600;
	while ( start - before > 1 ) {
		const middle = Math.floor( ( before + start ) / 2 );
		if ( clock( middle ) >= midnight ) {
			start = middle;
		} else {
			before = middle;
		}
	}
	return start;
}
