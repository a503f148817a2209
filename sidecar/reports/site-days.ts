import { Refusal } from '../errors';
import type { Facts } from '../store/facts/facts';
import { createZone, parseDay, type Zone } from '../store/facts/days';
import { findSite } from '../store/facts/sites';

export type SiteZone = Zone & { timezone: string };

/** The days of a site; of UTC before it was first reached. */
export type SiteDays = ( home: string ) => Promise< SiteZone >;

export function createSiteDays( facts: Facts ): SiteDays {
	return async ( home ) =>
		zoneOf( ( await findSite( facts, home ) )?.timezone ?? 'UTC' );
}

/** There are some hundred at the most; each remembers when its days begin. */
const zones = new Map< string, SiteZone >();

export function zoneOf( timezone: string ): SiteZone {
	const known = zones.get( timezone );
	if ( known !== undefined ) {
		return known;
	}
	const zone = createZone( timezone );
	if ( zone === null ) {
		throw new Error( `The timezone ${ timezone } is not known here.` );
	}
	const made = { ...zone, timezone };
	zones.set( timezone, made );
	return made;
}

/** `from` and `to` of a query, either or both: milliseconds, the end excluded. */
export function readDays(
	query: URLSearchParams,
	zone: Zone
): { from: number | null; until: number | null } {
	const from = readDay( query, 'from' );
	const to = readDay( query, 'to' );
	if ( from !== null && to !== null && to < from ) {
		throw new Refusal( 'period_backwards', { parameter: 'to' } );
	}
	return {
		from: from === null ? null : zone.startOf( from ) * 1000,
		until: to === null ? null : zone.startOf( to + 1 ) * 1000,
	};
}

function readDay( query: URLSearchParams, parameter: string ) {
	const text = query.get( parameter ) || null;
	const day = text === null ? null : parseDay( text );
	if ( text !== null && day === null ) {
		throw new Refusal( 'period_wrong', { parameter } );
	}
	return day;
}
