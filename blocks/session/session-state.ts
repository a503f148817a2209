import type { PageContext } from '../../sidecar/contract/page';
import type { SessionAnswer } from '../../sidecar/contract/sessions';

/*
 * What a page knows of its session, and what befalls it outside its own asking. Pure.
 * Moments are milliseconds of a monotonic clock, and lifetimes are those the server sent:
 * the wall clock of a reader may be an hour off.
 */

export type EndReason =
	| 'expired'
	| 'revoked'
	| 'replayed'
	| 'signed-out'
	| 'ended'
	| 'not-allowed'
	| 'other-user';

/** What the last attempt failed on: silence, or a service that answers and cannot save. */
export type Hindrance = 'away' | 'not-saving';

export type Confirmed = {
	answer: SessionAnswer;
	/** When it was asked for: counted from the asking, no lifetime is thought too long. */
	at: number;
};

/** What a session has to match: that of the page it is used on. */
export type Owner = Pick< PageContext, 'site' | 'user' | 'verifier' >;

export type SessionState = {
	/** Null on the sidecar's own pages, which belong to whoever has the session. */
	owner: Owner | null;
	confirmed: Confirmed | null;
	/** A new session is needed; WordPress is asked for a hand-off. */
	needsHandOff: boolean;
	/** Since when it is to be read again: after sleep, or because another tab says so. */
	doubtedAt: number | null;
	ended: EndReason | null;
	/** How the session ended whose cookies this page found; told if a hand-off is refused. */
	earlierEnd: EndReason | null;
	renewedAt: number | null;
	failures: number;
	hindrance: Hindrance | null;
	retryAt: number;
	isOnline: boolean;
};

export function initialState( owner: Owner | null ): SessionState {
	return {
		owner,
		confirmed: null,
		needsHandOff: false,
		doubtedAt: null,
		ended: null,
		earlierEnd: null,
		renewedAt: null,
		failures: 0,
		hindrance: null,
		retryAt: 0,
		isOnline: true,
	};
}

export function momentOf(
	{ answer, at }: Confirmed,
	lifetime: 'expiresInSeconds' | 'renewInSeconds' | 'endsInSeconds'
): number {
	return at + answer[ lifetime ] * 1000;
}

/** Sleep, a page brought back, another tab's hint: what is known may be old. */
export function doubt( state: SessionState, now: number ): SessionState {
	return { ...state, doubtedAt: now };
}

export function setOnline(
	state: SessionState,
	isOnline: boolean,
	now: number
): SessionState {
	return isOnline
		? { ...state, isOnline, doubtedAt: now, retryAt: 0 }
		: { ...state, isOnline };
}

/** A click: whatever held it back, ask now. */
export function askNow( state: SessionState, now: number ): SessionState {
	return { ...state, retryAt: 0, doubtedAt: now };
}

/** Another call, such as one for a report, was refused: the next step asks again in its place. */
export function afterOtherRefusal(
	state: SessionState,
	code: string,
	now: number
): SessionState {
	return code === 'access_expired'
		? markRunOut( state )
		: doubt( state, now );
}

/** "Sign in again": the only way past an end. */
export function startAnew( state: SessionState ): SessionState {
	return { ...initialState( state.owner ), needsHandOff: true };
}

/** The person's own end, from this page. */
export function markEnded( state: SessionState ): SessionState {
	return { ...state, confirmed: null, ended: 'ended' };
}

/** The access token is used up, whatever the schedule said; the refresh token may be good. */
export function markRunOut( state: SessionState ): SessionState {
	const { confirmed } = state;
	if ( confirmed === null ) {
		return { ...state, needsHandOff: state.owner !== null };
	}
	const answer = {
		...confirmed.answer,
		expiresInSeconds: 0,
		renewInSeconds: 0,
	};
	return { ...state, doubtedAt: null, confirmed: { ...confirmed, answer } };
}
