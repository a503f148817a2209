import { lifetimes } from './contract';
import type { Troubles } from './troubles';

/** Milliseconds since 1970: when we asked and were answered, and the `Date` of the answer. */
export type Heard = { sent: number; received: number; date: number };

/** How far the other's clock is ahead, at the least; 0 while it may be right. */
export function secondsAhead( { sent, received, date }: Heard ): number {
	// `Date` has whole seconds, cut off.
	const [ earliest, latest ] = [ sent - 1000, received ];
	const apart =
		date < earliest ? date - earliest : Math.max( date - latest, 0 );
	return Math.round( apart / 1000 );
}

/** Tells when the clocks of a site and of this machine are too far apart for hand-offs. */
export function watchSiteClock( troubles: Troubles ) {
	return ( site: string, heard: Heard ): void => {
		const seconds = secondsAhead( heard );
		if ( Math.abs( seconds ) > lifetimes.clockTolerance ) {
			troubles.begin( 'clock_apart', { site, seconds } );
		} else {
			troubles.end( 'clock', site );
		}
	};
}
