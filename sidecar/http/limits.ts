import { isIP } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import { Refusal } from '../errors';
import { type FlatHeaders, setHeaders } from './flat-headers';

/** Milliseconds. */
const window = 60_000;

/** Requests a minute, by what they cost. */
const allowed = {
	/** Anything, per address. */
	request: 1200,
	/** Hand-offs that browsers bring, per address. */
	handOff: 60,
	/** Hand-offs and states the site brings, per site once their signature is known good. */
	statement: 1200,
	/** Statements that were refused, per address: PHP's own when it is the site's. */
	refusedStatement: 120,
	renewal: 60,
	/** Report documents and pages, per session. */
	report: 600,
};

export type Taken = {
	isOver: boolean;
	/** `RateLimit` and `RateLimit-Policy`, draft 7. */
	headers: FlatHeaders;
	retryAfterSeconds: number;
};

/** A limit per whatever key its route chooses, where a middleware would cost too much. */
export type KeyedLimit = {
	take( key: string ): Promise< Taken >;
};

export type Limits = {
	request: RequestHandler;
	browserHandOff: RequestHandler;
	refusedStatement: RequestHandler;
	renewal: RequestHandler;
	statement: KeyedLimit;
	report: KeyedLimit;
};

/** `factor` multiplies them all: many people behind one address, or a load test. */
export function createLimits( factor: number ): Limits {
	const perMinute = ( name: keyof typeof allowed ) =>
		allowed[ name ] * factor;
	return {
		request: perAddress( { limit: perMinute( 'request' ) } ),
		browserHandOff: perAddress( { limit: perMinute( 'handOff' ) } ),
		refusedStatement: perAddress( {
			limit: perMinute( 'refusedStatement' ),
			skipSuccessfulRequests: true,
		} ),
		renewal: perAddress( { limit: perMinute( 'renewal' ) } ),
		statement: perKey( perMinute( 'statement' ) ),
		report: perKey( perMinute( 'report' ) ),
	};
}

/** Takes one and says so in the answer, or refuses. */
export async function takeOne(
	limit: KeyedLimit,
	key: string,
	response: Response
): Promise< void > {
	const { isOver, headers, retryAfterSeconds } = await limit.take( key );
	setHeaders( response, headers );
	if ( isOver ) {
		throw new Refusal( 'too_many_requests', { retryAfterSeconds } );
	}
}

function perAddress( options: {
	limit: number;
	skipSuccessfulRequests?: boolean;
} ): RequestHandler {
	return rateLimit( {
		windowMs: window,
		keyGenerator: toNetwork,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		// Forwarded headers are anybody's to send; they count only from trusted proxies.
		validate: { xForwardedForHeader: false, forwardedHeader: false },
		handler: ( _request, _response, next ) =>
			next(
				new Refusal( 'too_many_requests', { retryAfterSeconds: 60 } )
			),
		...options,
	} );
}

/** Behind a trusted proxy that forwards what it was sent, the address may be any text. */
function toNetwork( { ip = '', socket }: Request ): string {
	const address = isIP( ip ) > 0 ? ip : ( socket.remoteAddress ?? '' );
	return ipKeyGenerator( address, 56 );
}

function perKey( limit: number ): KeyedLimit {
	const store = new MemoryStore();
	// Gives the store its window; only the middleware knows how.
	rateLimit( { store, windowMs: window, limit } );
	const policy = `${ limit };w=${ window / 1000 }`;
	return {
		async take( key ) {
			const { totalHits, resetTime } = await store.increment( key );
			const left = Math.max( limit - totalHits, 0 );
			const seconds = Math.ceil(
				( ( resetTime?.getTime() ?? 0 ) - Date.now() ) / 1000
			);
			return {
				isOver: totalHits > limit,
				retryAfterSeconds: Math.max( seconds, 1 ),
				headers: [
					'RateLimit-Policy',
					policy,
					'RateLimit',
					`limit=${ limit }, remaining=${ left }, reset=${ seconds }`,
				],
			};
		},
	};
}
