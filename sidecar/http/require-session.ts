import type { Request } from 'express';
import type { Site } from '../config';
import { lifetimes } from '../contract';
import { Refusal } from '../errors';
import type { Access } from '../access';
import { actsIn } from './activity-notes';
import { requireCookies } from './cookies';
import type { Parts } from './parts';

/** The session of a valid access cookie that nothing has revoked. */
export async function requireSession(
	{ tokens, revocations, ...parts }: Parts,
	site: Site,
	request: Request
): Promise< Access > {
	const { access: token } = requireCookies( request, site );
	if ( token === undefined ) {
		throw new Refusal( 'session_missing' );
	}
	const access = await tokens.verifyAccess( site, token );
	actsIn( request, access );
	const code = revocations.check( access );
	if ( code !== null ) {
		throw new Refusal( code );
	}
	noteUse( parts, access );
	return access;
}

const noted = new WeakSet< Access >();

/**
 * An access token seen well after its rotation shows that the browser kept it, so the
 * refresh token before it is no longer good. Written once, and the request doesn't wait.
 */
export function noteUse(
	{
		sessions,
		signedIn,
		clock,
		log,
	}: Pick< Parts, 'sessions' | 'signedIn' | 'clock' | 'log' >,
	access: Access
): void {
	signedIn.note( access.session );
	const isKept =
		clock() - access.issuedAt > lifetimes.cookieWriteDelay * 1000;
	if ( access.generation === 1 || ! isKept || noted.has( access ) ) {
		return;
	}
	noted.add( access );
	sessions.recordUse( access ).catch( ( error: unknown ) => {
		noted.delete( access );
		log.warn( { err: error }, 'the use of a token was not recorded' );
	} );
}
