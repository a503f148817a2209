import type { Response } from 'express';
import type { Site } from '../config';
import { lifetimes } from '../contract';
import type { SessionAnswer } from '../contract/sessions';
import type { Session } from '../sessions';
import type { Access } from '../access';
import { sessionCookies } from './cookies';
import type { Parts } from './parts';

/** New cookies for a session that was just started or renewed. */
export async function issueCookies(
	{ tokens, clock }: Parts,
	site: Site,
	session: Session,
	response: Response
): Promise< void > {
	const [ access, refresh ] = await Promise.all( [
		tokens.mintAccess( site, session ),
		tokens.mintRefresh( site, session ),
	] );
	response.append(
		'Set-Cookie',
		sessionCookies( site, session, { access, refresh }, clock() )
	);
}

export function answerIssued( session: Session, now: number ): SessionAnswer {
	const expiresAt = Math.min( now + lifetimes.access * 1000, session.endsAt );
	return answerOf( session, { issuedAt: now, expiresAt }, now );
}

export function answerAccess( access: Access, now: number ): SessionAnswer {
	return answerOf( access, access, now );
}

/** The access token has run out, as after sleep, and the refresh token is still there. */
export function answerRenewable(
	session: Session,
	now: number
): SessionAnswer {
	return answerOf( session, { issuedAt: 0, expiresAt: 0 }, now );
}

type Described = Omit< Session, 'id' | 'version' >;

function answerOf(
	session: Described,
	{ issuedAt, expiresAt }: { issuedAt: number; expiresAt: number },
	now: number
): SessionAnswer {
	const secondsTo = ( time: number ) =>
		Math.max( Math.floor( ( time - now ) / 1000 ), 0 );
	const renewAt = Math.min(
		issuedAt + lifetimes.renewAfter * 1000,
		expiresAt
	);
	return {
		site: session.site,
		user: { id: session.user, name: session.name, locale: session.locale },
		verifier: session.verifier,
		grants: [ ...session.grants ],
		expiresInSeconds: secondsTo( expiresAt ),
		renewInSeconds: secondsTo( renewAt ),
		endsInSeconds: secondsTo( session.endsAt ),
		csrf: session.csrf,
		generation: session.generation,
	};
}
