import type { RequestHandler } from 'express';

/** Passenger sets it itself, and answers 400 to whoever sends one. */
const clientHeader = '!~passenger-client-address';

/**
 * Passenger speaks through a socket of the file system, and says 127.0.0.1 for everybody.
 * Whom it spoke to becomes the address of the connection; a proxy before it may be trusted
 * as anywhere. Only for use under Passenger: elsewhere the header is anybody's to send.
 */
export const namePassengerClients: RequestHandler = (
	{ headers, socket },
	_response,
	next
) => {
	const client = headers[ clientHeader ];
	if ( typeof client === 'string' ) {
		Object.defineProperty( socket, 'remoteAddress', {
			value: client,
			configurable: true,
		} );
	}
	next();
};
