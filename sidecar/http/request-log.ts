import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { addressPrefix } from '../device';
import type { Parts } from './parts';

const loggers = new WeakMap< Request, Logger >();

/** One line a request: its id, what and how long; no query, no token, no full address. */
export function logRequests( { log, randomId, clock }: Parts ): RequestHandler {
	return ( request, response, next ) => {
		const id = randomId();
		const started = clock();
		const [ path ] = request.url.split( '?' );
		const logger = log.child( { request: id } );
		loggers.set( request, logger );
		response.setHeader( 'X-Request-Id', id );
		response.on( 'finish', () =>
			logger.debug(
				{
					method: request.method,
					path,
					status: response.statusCode,
					milliseconds: clock() - started,
					network: addressPrefix( request.ip ?? '' ),
				},
				'answered'
			)
		);
		next();
	};
}

export function loggerOf( request: Request, log: Logger ): Logger {
	return loggers.get( request ) ?? log;
}
