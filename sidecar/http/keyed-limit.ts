import { createHash } from 'node:crypto';
import type { LocalCounts, Taken as Count } from '../counts/local-counts';
import { countsLast } from '../counts/shared-counts';
import type { FlatHeaders } from './flat-headers';

export type Taken = {
	isOver: boolean;
	/** `RateLimit` and `RateLimit-Policy`, draft 8 of the RateLimit header fields. */
	headers: FlatHeaders;
	retryAfterSeconds: number;
};

/** A limit per whatever key its route chooses, where a middleware would cost too much. */
export type KeyedLimit = {
	take( key: string ): Promise< Taken >;
	/** From memory; null when others have to be asked, and then nothing is counted. */
	takeNow( key: string ): Taken | null;
	giveBack( key: string ): void;
};

export type KeyedLimitParts = {
	name: string;
	limit: number;
	counts: LocalCounts;
};

const policiesKept = 10_000;

export function createKeyedLimit( {
	name,
	limit,
	counts,
}: KeyedLimitParts ): KeyedLimit {
	/** A hash for each answer would cost more than the rest of the limit. */
	const policies = new Map< string, string >();

	function policyOf( key: string ): string {
		const known = policies.get( key );
		if ( known !== undefined ) {
			return known;
		}
		if ( policies.size >= policiesKept ) {
			policies.clear();
		}
		const policy = `"${ name }"; q=${ limit }; w=${ countsLast / 1000 }; pk=:${ partitionOf( key ) }:`;
		policies.set( key, policy );
		return policy;
	}

	function toTaken( key: string, { total, resetsIn }: Count ): Taken {
		const left = Math.max( limit - total, 0 );
		const seconds = Math.ceil( resetsIn / 1000 );
		return {
			isOver: total > limit,
			retryAfterSeconds: Math.max( seconds, 1 ),
			headers: [
				'RateLimit-Policy',
				policyOf( key ),
				'RateLimit',
				`"${ name }"; r=${ left }; t=${ seconds }`,
			],
		};
	}

	return {
		take: async ( key ) => toTaken( key, await counts.take( key ) ),

		takeNow( key ) {
			const count = counts.takeNow( key );
			return count === null ? null : toTaken( key, count );
		},

		giveBack: counts.giveBack,
	};
}

/** Tells one whose requests are counted from another, and not who that is. */
function partitionOf( key: string ): string {
	return createHash( 'sha256' )
		.update( key )
		.digest( 'base64' )
		.slice( 0, 16 );
}
