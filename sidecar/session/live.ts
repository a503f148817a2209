import { Refusal } from '../errors';
import { endCodes } from '../revocations';
import type { Session, SessionStatus } from '../store/rows/session';

/** The session while it goes on, or why it no longer does. */
export function ifLive(
	found: SessionStatus | undefined,
	now: number
): Session | Refusal {
	if ( found === undefined ) {
		return new Refusal( 'session_expired', { reason: 'no row' } );
	}
	if ( found.end !== null ) {
		return new Refusal( endCodes[ found.end ] );
	}
	return found.session.endsAt <= now
		? new Refusal( 'session_expired' )
		: found.session;
}
