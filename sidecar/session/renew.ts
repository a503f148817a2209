import { Refusal } from '../errors';
import type { Client } from '../store/rows/activity';
import { findSessionToEnd } from '../store/rows/held';
import {
	adoptGeneration,
	findSession,
	type Generation,
	rotate,
	type Session,
	type SessionStatus,
} from '../store/rows/session';
import type { Writing } from '../store/store';
import { endForGood } from './end';
import { ifLive } from './live';

export type Renewing = {
	presented: Generation;
	client: Client;
	log: { warn( detail: object, message: string ): void };
};

export async function renewSession(
	writing: Writing,
	now: number,
	renewing: Renewing
): Promise< Session | Refusal > {
	const { presented } = renewing;
	if ( await rotate( writing, presented, now ) ) {
		return ifLive( await findSession( writing, presented.session ), now );
	}
	const found = await findSessionToEnd( writing, presented.session );
	return settle( writing, now, found, renewing );
}

/** A renewal that rotated nothing: a race, a lost reply, a restored backup, an end, or a theft. */
async function settle(
	writing: Writing,
	now: number,
	found: SessionStatus | undefined,
	{ presented, client, log }: Renewing
): Promise< Session | Refusal > {
	const session = ifLive( found, now );
	if ( session instanceof Refusal ) {
		return session;
	}

	if ( presented.generation > session.generation ) {
		log.warn(
			{
				session: session.id,
				stored: session.generation,
				presented: presented.generation,
			},
			'the store is behind a token it signed; was a backup restored?'
		);
		await adoptGeneration( writing, presented );
		await rotate( writing, presented, now );
		return ifLive( await findSession( writing, session.id ), now );
	}
	// Two tabs may renew at once; the loser gets the winner's cookies, not a 401.
	if (
		presented.generation === session.generation - 1 &&
		found?.inUse === false
	) {
		return session;
	}

	log.warn(
		{ session: session.id, site: session.site, user: session.user },
		'a refresh token was used twice; the session is closed'
	);
	await endForGood( writing, now, session, {
		because: 'replayed',
		client,
	} );
	return new Refusal( 'session_replayed' );
}
