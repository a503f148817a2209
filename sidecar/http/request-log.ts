import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { addressPrefix } from '../device';
import { isProxyTrusted } from './client';
import type { Parts } from './parts';

const ids = new WeakMap< Request, string >();

/** One line a request: its id, what and how long; no query, no token, no full address. */
export function logRequests( { log, randomId, clock }: Parts ): RequestHandler {
	return ( request, response, next ) => {
		const id = idOfProxy( request ) ?? randomId();
		ids.set( request, id );
		response.setHeader( 'X-Request-Id', id );
		if ( log.isLevelEnabled( 'debug' ) ) {
			const started = clock();
			const [ path ] = request.url.split( '?' );
			response.on( 'finish', () =>
				loggerOf( request, log ).debug(
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
		}
		next();
	};
}

/** Made when there is something to say: most requests are answered without a word. */
export function loggerOf( request: Request, log: Logger ): Logger {
	const id = ids.get( request );
	return id === undefined ? log : log.child( { request: id } );
}

/** A proxy that is trusted may have given the request an id already, by which its own log is read. */
function idOfProxy( request: Request ): string | undefined {
	const id = request.headers[ 'x-request-id' ];
	return typeof id === 'string' &&
		/^[\w-]{8,64}$/.test( id ) &&
		isProxyTrusted( request )
		? id
		: undefined;
}
