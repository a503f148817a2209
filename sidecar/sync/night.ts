import { createHash } from 'node:crypto';
import type { Zone } from '../store/facts/days';

/** Seconds after midnight; sites begin at different times, each always at the same. */
const firstBegin = 3600;
const lastBegin = 4 * 3600;
const end = 6 * 3600;
/** Milliseconds. A sidecar that sleeps at night compares when it is awake. */
const longestWithout = 48 * 3600 * 1000;

/** When last night's comparison was to begin, in the site's timezone. Milliseconds since 1970. */
export function nightOf( zone: Zone, home: string, now: number ) {
	const seconds = now / 1000;
	const today = zone.dayOf( Math.floor( seconds ) );
	const hash = createHash( 'sha256' ).update( home ).digest().readUInt32BE();
	const begin = firstBegin + ( hash % ( lastBegin - firstBegin ) );
	const day = seconds < zone.startOf( today ) + begin ? today - 1 : today;
	return {
		begin: ( zone.startOf( day ) + begin ) * 1000,
		end: ( zone.startOf( day ) + end ) * 1000,
	};
}

export function isComparisonDue( {
	home,
	zone,
	comparedAt,
	isSmall,
	now,
}: {
	home: string;
	zone: Zone;
	/** Milliseconds since 1970; null: never. */
	comparedAt: number | null;
	/** So that it costs nobody anything. */
	isSmall: boolean;
	now: number;
} ): boolean {
	const night = nightOf( zone, home, now );
	// A clock that was ahead may have noted a time that is still to come.
	const last = comparedAt === null || comparedAt > now ? 0 : comparedAt;
	if ( last >= night.begin ) {
		return false;
	}
	return (
		now < night.end ||
		isSmall ||
		( last > 0 && now - last > longestWithout )
	);
}
