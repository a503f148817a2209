import { type RawBuilder, sql } from 'kysely';
import { addMonths, type Day, parseDay, type Zone } from './days';

/** Further than sites go: what lies before or after counts to the first or the last. */
const firstMonth = parseDay( '2000-01-01' ) ?? 0;
const months = 50 * 12;

const known = new Map< number, Day >();

/** The first day of the month of a moment in seconds; 0 where there is none. */
export function monthOfMoment(
	moment: RawBuilder< unknown >,
	zone: Zone
): RawBuilder< unknown > {
	return sql`case when ${ moment } is null then 0 else ${ search( moment, zone, 0, months - 1 ) } end`;
}

/** By halves. All numbers stand in the text, which so stays the same. */
function search(
	moment: RawBuilder< unknown >,
	zone: Zone,
	from: number,
	to: number
): RawBuilder< unknown > {
	if ( from === to ) {
		return sql.lit( monthAt( from ) );
	}
	const middle = Math.ceil( ( from + to ) / 2 );
	return sql`case when ${ moment } < ${ sql.lit( zone.startOf( monthAt( middle ) ) ) }
		then ${ search( moment, zone, from, middle - 1 ) }
		else ${ search( moment, zone, middle, to ) } end`;
}

function monthAt( index: number ): Day {
	const day = known.get( index ) ?? addMonths( firstMonth, index );
	known.set( index, day );
	return day;
}
