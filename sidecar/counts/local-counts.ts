import { createHash } from 'node:crypto';
import { countsLast } from './shared-counts';
import { Tally } from './tally';
import type { Telling } from './telling';

export type Taken = {
	/** With this one; more than the limit when it is over. */
	total: number;
	/** Milliseconds until counting begins anew. */
	resetsIn: number;
};

/**
 * The first line of a limit, in memory. A process is ahead of the others by a hundredth of
 * the limit at most: that much it lets through at once and tells them soon after; more waits
 * for their answer. So a limit below 100 is exact, and a high one seldom costs a question.
 */
export type LocalCounts = {
	/** Looks at nothing but memory; null when the others have to be asked first: nothing is counted then. */
	takeNow( key: string ): Taken | null;
	take( key: string ): Promise< Taken >;
	giveBack( key: string ): void;
};

export type LocalCountsParts = {
	/** What is limited; the others count under it too. */
	name: string;
	limit: number;
	telling: Telling;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
};

export function createLocalCounts( {
	name,
	limit,
	telling,
	steadyClock,
}: LocalCountsParts ): LocalCounts {
	const delayed = new Set< Tally >();
	const rules = {
		limit,
		ahead: Math.floor( limit / 100 ),
		telling,
		delayed,
		steadyClock,
	};
	let tallies = new Map< string, Tally >();
	let older = new Map< string, Tally >();
	let movedAt = steadyClock();
	telling.onAway( () => delayed.forEach( ( tally ) => tally.letThrough() ) );

	function tallyOf( key: string ): Tally {
		const now = steadyClock();
		if ( now - movedAt >= countsLast ) {
			// What nobody has asked for in a whole window is over.
			older = tallies;
			tallies = new Map();
			movedAt = now;
		}
		const known = tallies.get( key ) ?? older.get( key );
		const tally =
			known !== undefined && now < known.endsAt
				? known
				: new Tally( rules, sharedName( name, key ), now + countsLast );
		if ( tally !== tallies.get( key ) ) {
			tallies.set( key, tally );
		}
		return tally;
	}

	const toTaken = ( total: number, { endsAt }: Tally ): Taken => ( {
		total,
		resetsIn: Math.max( endsAt - steadyClock(), 0 ),
	} );

	return {
		takeNow( key ) {
			const tally = tallyOf( key );
			const total = tally.takeNow();
			return total === null ? null : toTaken( total, tally );
		},

		async take( key ) {
			const tally = tallyOf( key );
			return toTaken( await tally.take(), tally );
		},

		giveBack: ( key ) => tallyOf( key ).giveBack(),
	};
}

/** Of one length, and the store need not know addresses and sessions. */
function sharedName( name: string, key: string ): string {
	return createHash( 'sha256' )
		.update( `${ name } ${ key }` )
		.digest( 'base64url' );
}
