import { Refusal } from '../errors';
import { revokeSessions } from '../ended-sessions';
import { scopeOfRecords } from '../reports/permission';
import type { Client } from '../store/rows/activity';
import { findSessionToEnd } from '../store/rows/held';
import { findOthersOf } from '../store/rows/live-sessions';
import { type Session, setBarred } from '../store/rows/session';
import type { Writing } from '../store/store';

/** The user's own sign-out. */
export async function endSession(
	writing: Writing,
	now: number,
	{ id, client }: { id: string; client: Client }
): Promise< void > {
	const found = await findSessionToEnd( writing, id );
	if ( found !== undefined && found.end === null ) {
		await endForGood( writing, now, found.session, {
			because: 'ended',
			client,
		} );
	}
}

/** Somebody else's with `manage`, or another of one's own; ended already is well too. */
export async function endSessionBy(
	writing: Writing,
	now: number,
	{ asking, id, client }: { asking: Session; id: string; client: Client }
): Promise< void | Refusal > {
	const found = await findSessionToEnd( writing, id );
	const isOwn = found?.session.user === asking.user;
	if (
		found?.session.site !== asking.site ||
		! ( isOwn || scopeOfRecords( asking ) === 'all' )
	) {
		return new Refusal( 'session_unknown' );
	}
	if ( found.end === null ) {
		await endForGood( writing, now, found.session, {
			because: isOwn ? 'ended' : 'revoked',
			client,
		} );
	}
}

/**
 * Live sessions of these users but the one that asks, as many as one commit may hold; answers
 * how many. One's own, or anybody's with `manage`.
 */
export async function endOthersOf(
	writing: Writing,
	now: number,
	{
		asking,
		users,
		client,
		limit,
	}: {
		asking: Session;
		users: readonly number[];
		client: Client;
		limit: number;
	}
): Promise< number > {
	const found = await findOthersOf( writing, {
		site: asking.site,
		users,
		except: asking.id,
		now,
		limit,
	} );
	for ( const { id } of found ) {
		await endSessionBy( writing, now, { asking, id, client } );
	}
	return found.length;
}

/** Bars the verifier too, so that no automatic hand-off starts it again. */
export async function endForGood(
	writing: Writing,
	now: number,
	session: Session,
	{
		because,
		client,
	}: { because: 'ended' | 'revoked' | 'replayed'; client: Client }
): Promise< void > {
	await revokeSessions( writing, [ session ], because, now, client );
	await setBarred( writing, session.site, session.verifier, now );
}
