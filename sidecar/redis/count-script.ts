import type { Counted } from '../counts/shared-counts';

/** A window begins with the first hit after the last one is over. */
export const countScript = `
redis.call( 'set', KEYS[ 1 ], 0, 'px', ARGV[ 2 ], 'nx' )
return { redis.call( 'incrby', KEYS[ 1 ], ARGV[ 1 ] ), redis.call( 'pttl', KEYS[ 1 ] ) }`;

export function toCounted( answer: unknown ): Counted {
	const [ hits, resetsIn ] = Array.isArray( answer )
		? answer.map( Number )
		: [];
	if ( hits === undefined || resetsIn === undefined ) {
		throw new TypeError( 'Redis answered a count with something else.' );
	}
	return { hits, resetsIn };
}
