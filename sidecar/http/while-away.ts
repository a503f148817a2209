import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../errors';
import { createTroubles, readinessOf } from '../troubles';

const retryAfterSeconds = 2;

/** What is answered before the store is there: we live, and are not ready. */
export function answerWhileAway( clock: () => number ) {
	const nothing = () => undefined;
	const troubles = createTroubles( {
		clock,
		log: { info: nothing, warn: nothing },
	} );
	troubles.begin( 'store_failing' );
	return (
		{ url = '' }: IncomingMessage,
		response: ServerResponse
	): void => {
		const [ path = '' ] = url.split( '?' );
		const isAlive = path.endsWith( '/healthz' );
		const answer = path.endsWith( '/readyz' )
			? readinessOf( troubles.of( '' ) )
			: new Refusal( 'store_busy' ).toAnswer();
		response.writeHead( isAlive ? 200 : 503, {
			'Content-Type': 'application/json; charset=utf-8',
			'Cache-Control': 'no-store',
			'Retry-After': String( retryAfterSeconds ),
		} );
		response.end( JSON.stringify( isAlive ? { status: 'ok' } : answer ) );
	};
}
