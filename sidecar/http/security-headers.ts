import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { type FlatHeaders, setHeaders } from './flat-headers';

const setHelmet = helmet( {
	contentSecurityPolicy: {
		useDefaults: false,
		directives: {
			defaultSrc: [ "'none'" ],
			scriptSrc: [ "'self'" ],
			styleSrc: [ "'self'" ],
			imgSrc: [ "'self'" ],
			connectSrc: [ "'self'" ],
			formAction: [ "'self'" ],
			baseUri: [ "'none'" ],
			frameAncestors: [ "'none'" ],
		},
	},
	frameguard: { action: 'deny' },
	// The site's decision: it would bind every subdomain of its domain.
	strictTransportSecurity: false,
	// With no-referrer a form post would come with "Origin: null".
	referrerPolicy: { policy: 'strict-origin' },
} );

/** What helmet sets, read off once for the hot path. */
export const securityHeaders: FlatHeaders = readOff();

export const setSecurityHeaders: RequestHandler = (
	_request,
	response,
	next
) => {
	setHeaders( response, securityHeaders );
	response.setHeader( 'Cache-Control', 'no-store' );
	next();
};

function readOff(): string[] {
	const request = new IncomingMessage( new Socket() );
	const response = new ServerResponse( request );
	setHelmet( request, response, () => undefined );
	return response
		.getHeaderNames()
		.flatMap( ( name ) => [ name, String( response.getHeader( name ) ) ] );
}
