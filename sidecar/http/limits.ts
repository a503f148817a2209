import { isIP } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import { createLocalCounts, type LocalCounts } from '../counts/local-counts';
import { countsLast } from '../counts/shared-counts';
import type { Telling } from '../counts/telling';
import { Refusal } from '../errors';
import { isReplay } from '../use-statement';
import { appendHeaders } from './flat-headers';
import { createKeyedLimit, type KeyedLimit } from './keyed-limit';

/** Requests a minute, by what they cost. */
const allowed = {
	/** Anything, per address. */
	request: 1200,
	/** Hand-offs that browsers bring, per address. */
	handOff: 100,
	/** Statements that were refused, per address: PHP's own when it is the site's. */
	refusedStatement: 120,
	/** Renewals, per session. */
	renewal: 60,
	/** Report documents and pages, per session. */
	report: 600,
	/** Pages of tables, and facts behind numbers, per session. */
	part: 240,
	/** Files that are written anew for each who asks, per session. */
	file: 30,
	/** Hand-offs and states the site brings, per site once their signature is known good. */
	statement: 1200,
};

type Name = keyof typeof allowed;

export type Limits = {
	request: RequestHandler;
	browserHandOff: RequestHandler;
	refusedStatement: RequestHandler;
	renewal: KeyedLimit;
	report: KeyedLimit;
	part: KeyedLimit;
	file: KeyedLimit;
	statement: KeyedLimit;
};

export type LimitsParts = {
	/** Multiplies them all: many people behind one address, or a load test. */
	factor: number;
	telling: Telling;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
};

export function createLimits( parts: LimitsParts ): Limits {
	const { factor, telling, steadyClock } = parts;
	const of = ( name: Name ) => {
		const limit = allowed[ name ] * factor;
		const counts = createLocalCounts( {
			name,
			limit,
			telling,
			steadyClock,
		} );
		return { name, limit, counts };
	};
	return {
		request: perAddress( of( 'request' ) ),
		browserHandOff: perAddress( of( 'handOff' ) ),
		refusedStatement: perAddress( of( 'refusedStatement' ), {
			skipSuccessfulRequests: true,
		} ),
		renewal: createKeyedLimit( of( 'renewal' ) ),
		report: createKeyedLimit( of( 'report' ) ),
		part: createKeyedLimit( of( 'part' ) ),
		file: createKeyedLimit( of( 'file' ) ),
		statement: createKeyedLimit( of( 'statement' ) ),
	};
}

/** Takes one and says so in the answer, or refuses. */
export async function takeOne(
	limit: KeyedLimit,
	key: string,
	response: Response
): Promise< void > {
	const { isOver, headers, retryAfterSeconds } = await limit.take( key );
	appendHeaders( response, headers );
	if ( isOver ) {
		throw new Refusal( 'too_many_requests', { retryAfterSeconds } );
	}
}

/** Does what a statement is for. A replay does not count, or one statement could use up the limit of its site. */
export async function takeStatement< Result >(
	{ statement }: Limits,
	site: string,
	response: Response,
	work: () => Promise< Result >
): Promise< Result > {
	await takeOne( statement, site, response );
	try {
		return await work();
	} catch ( error ) {
		if ( isReplay( error ) ) {
			statement.giveBack( site );
		}
		throw error;
	}
}

type Counting = {
	name: Name;
	limit: number;
	counts: LocalCounts;
};

function perAddress(
	{ name, limit, counts }: Counting,
	options: { skipSuccessfulRequests?: boolean } = {}
): RequestHandler {
	return rateLimit( {
		windowMs: countsLast,
		limit,
		identifier: name,
		store: toStore( name, counts ),
		keyGenerator: networkOf,
		standardHeaders: 'draft-8',
		legacyHeaders: false,
		// Forwarded headers are anybody's to send; they count only from trusted proxies.
		validate: { xForwardedForHeader: false, forwardedHeader: false },
		handler: ( _request, response, next ) =>
			next(
				new Refusal( 'too_many_requests', {
					retryAfterSeconds: Number(
						response.getHeader( 'Retry-After' )
					),
				} )
			),
		...options,
	} );
}

function toStore( name: Name, counts: LocalCounts ): Store {
	return {
		prefix: name,
		async increment( key ) {
			const { total, resetsIn } = await counts.take( key );
			return {
				totalHits: total,
				resetTime: new Date( Date.now() + resetsIn ),
			};
		},
		decrement: counts.giveBack,
		resetKey() {
			throw new Error( 'No count is reset by hand.' );
		},
	};
}

/** Behind a trusted proxy that forwards what it was sent, the address may be any text. */
function networkOf( { ip = '', socket }: Request ): string {
	const address = isIP( ip ) > 0 ? ip : ( socket.remoteAddress ?? '' );
	return ipKeyGenerator( address, 56 );
}
