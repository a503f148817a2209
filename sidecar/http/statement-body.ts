import express, { type Request, type RequestHandler } from 'express';
import { headers, statementMediaType } from '../contract';
import { renderBytesAtMost } from '../contract/render';
import type { Site } from '../config';
import { Refusal } from '../errors';
import type { Verifying } from '../statement';
import type { Parts } from './parts';

const limit = '64kb';

/** For a statement that carries a document. */
export const readRenderBody: RequestHandler = express.text( {
	type: statementMediaType,
	limit: renderBytesAtMost,
} );

const readText = express.text( { type: statementMediaType, limit } );
const readForm = express.urlencoded( {
	extended: false,
	limit,
	parameterLimit: 10,
} );

/** Reads the bodies that a statement may travel in; express refuses the larger ones. */
export const readStatementBody: RequestHandler = (
	request,
	response,
	next
) => {
	const read = isForm( request ) ? readForm : readText;
	read( request, response, next );
};

/** By the keys that the site has now. */
export function verifyingFor(
	site: Site,
	{ siteKeys, clock }: Pick< Parts, 'siteKeys' | 'clock' >
): Verifying {
	return {
		site,
		findKey: ( kid ) => siteKeys.find( site.home, kid ),
		now: clock(),
	};
}

/** As the body, as the form field `handoff`, or in a header where the body is empty. */
export function requireStatement( request: Request ): string {
	const body: unknown = request.body;
	if ( typeof body === 'string' && body !== '' ) {
		return body;
	}
	const field =
		typeof body === 'object' && body !== null && 'handoff' in body
			? body.handoff
			: request.get( headers.statement );
	if ( typeof field !== 'string' ) {
		throw new Refusal( 'body_type_wrong' );
	}
	return field;
}

export function isForm( request: Request ): boolean {
	return Boolean( request.is( 'application/x-www-form-urlencoded' ) );
}
