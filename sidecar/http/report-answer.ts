import type { Request, Response } from 'express';
import type { Prepared } from '../reports/reports';
import type { FlatHeaders } from './flat-headers';
import { securityHeaders } from './security-headers';

const fixedHeaders: FlatHeaders = [
	...securityHeaders,
	'Content-Type',
	'application/json; charset=utf-8',
	'Cache-Control',
	'private, no-cache',
	'Vary',
	'Origin',
];

/** The same bytes and headers whether it was just computed or lay ready. */
export function sendReport(
	{ headers, method }: Request,
	response: Response,
	{ body, etag }: Prepared,
	further: FlatHeaders
): void {
	if ( headers[ 'if-none-match' ] === etag ) {
		response
			.writeHead( 304, [ ...fixedHeaders, 'ETag', etag, ...further ] )
			.end();
		return;
	}
	response
		.writeHead( 200, [
			...fixedHeaders,
			'ETag',
			etag,
			'Content-Length',
			String( body.length ),
			...further,
		] )
		.end( method === 'HEAD' ? undefined : body );
}
