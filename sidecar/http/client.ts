import type { Request } from 'express';
import { addressPrefix, deviceLabel } from '../device';
import type { HandOff } from '../handoff';
import type { Client } from '../store/rows/activity';

/** What is kept of a browser. */
export function visitorOf( request: Request ): Client {
	return {
		address: addressPrefix( request.ip ?? '' ),
		device: deviceLabel( request.get( 'user-agent' ) ?? '' ),
	};
}

/** With way `php` the connection is PHP's, and the site says who came. */
export function clientOf(
	request: Request,
	{ way, client }: HandOff
): HandOff[ 'client' ] {
	return way === 'php' ? client : visitorOf( request );
}

/** Whether whoever holds the other end of the connection may say who came. */
export function isProxyTrusted( { app, socket }: Request ): boolean {
	const trusts = app.get( 'trust proxy fn' ) as (
		address: string,
		hop: number
	) => boolean;
	return trusts( socket.remoteAddress ?? '', 0 );
}
