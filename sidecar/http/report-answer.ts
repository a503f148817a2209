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
	if ( isKnown( headers[ 'if-none-match' ], etag ) ) {
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

/** RFC 9110 section 13.1.2; a proxy that compresses makes our tag a weak one. */
function isKnown( header: string | undefined, etag: string ): boolean {
	return (
		header !== undefined &&
		header
			.split( ',' )
			.some( ( tag ) => tag.trim().replace( /^W\//, '' ) === etag )
	);
}
