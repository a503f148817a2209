import type { PageContext } from '../../sidecar/contract/page';
import type { SessionAnswer } from '../../sidecar/contract/sessions';
import type { Outcome } from './call';

/*
 * Pure: a state and the present moment give what to do, an outcome gives the next state.
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
	/** Read again at the next chance: after sleep, or because another tab says so. */
	isDoubted: boolean;
	ended: EndReason | null;
	/** How the session ended whose cookies this page found; told if a hand-off is refused. */
	earlierEnd: EndReason | null;
	renewedAt: number | null;
	failures: number;
	/** The last failure was silence, not a refusal. */
	isAway: boolean;
	retryAt: number;
	isOnline: boolean;
};

export type Step = 'wait' | 'read' | 'renew' | 'hand-off';

export const rereadSeconds = 30;
const longestWaitSeconds = 60;

export function initialState( owner: Owner | null ): SessionState {
	return {
		owner,
		confirmed: null,
		needsHandOff: false,
		isDoubted: false,
		ended: null,
		earlierEnd: null,
		renewedAt: null,
		failures: 0,
		isAway: false,
		retryAt: 0,
		isOnline: true,
	};
}

export function nextStep( state: SessionState, now: number ): Step {
	if ( state.ended !== null || ! state.isOnline || now < state.retryAt ) {
		return 'wait';
	}
	if ( state.needsHandOff ) {
		return 'hand-off';
	}
	const { confirmed } = state;
	if ( confirmed === null || state.isDoubted ) {
		return 'read';
	}
	if ( now >= momentOf( confirmed, 'renewInSeconds' ) ) {
		return 'renew';
	}
	return now - confirmed.at >= rereadSeconds * 1000 ? 'read' : 'wait';
}

export function momentOf(
	{ answer, at }: Confirmed,
	lifetime: 'expiresInSeconds' | 'renewInSeconds' | 'endsInSeconds'
): number {
	return at + answer[ lifetime ] * 1000;
}

type Attempt = {
	step: Exclude< Step, 'wait' >;
	/** When it was asked. */
	at: number;
	/** From 0 to 1: retries of many browsers don't come in step. */
	random: number;
};

export function afterAttempt(
	state: SessionState,
	attempt: Attempt,
	outcome: Outcome< SessionAnswer >
): SessionState {
	if ( outcome.kind === 'answered' ) {
		return afterAnswer( state, attempt, outcome.value );
	}
	if ( outcome.kind === 'silent' ) {
		return afterFailure( { ...state, isAway: true }, attempt, 0 );
	}
	if ( outcome.status === 401 || outcome.status === 403 ) {
		return afterRefusal( state, attempt, outcome.code );
	}
	const isAway = outcome.status >= 500;
	return afterFailure(
		{ ...state, isAway },
		attempt,
		outcome.retryAfterSeconds ?? 0
	);
}

function afterAnswer(
	state: SessionState,
	{ step, at }: Attempt,
	answer: SessionAnswer
): SessionState {
	const calm: SessionState = {
		...state,
		needsHandOff: false,
		isDoubted: false,
		failures: 0,
		isAway: false,
		retryAt: 0,
	};
	const { owner } = state;
	if ( ! belongsTo( answer, owner ) && step !== 'hand-off' ) {
		return { ...calm, confirmed: null, needsHandOff: true };
	}
	if ( owner && answer.user.id !== owner.user ) {
		return { ...calm, confirmed: null, ended: 'other-user' };
	}
	return {
		...calm,
		// Signed out and in again elsewhere: what WordPress signed just now is newer than the page.
		owner: owner && { ...owner, verifier: answer.verifier },
		earlierEnd: null,
		confirmed: { answer, at },
		renewedAt: step === 'renew' ? at : state.renewedAt,
	};
}

// A cookie can be tossed from a sibling subdomain, or be of whoever used this browser before;
// the server can't tell, the page can.
function belongsTo( answer: SessionAnswer, owner: Owner | null ): boolean {
	return (
		owner === null ||
		( answer.site === owner.site &&
			answer.user.id === owner.user &&
			answer.verifier === owner.verifier )
	);
}

/** Codes of a 401 or 403 that prove the end. Others leave the session as it is. */
const endings: Record< string, EndReason > = {
	session_expired: 'expired',
	session_revoked: 'revoked',
	session_ended: 'ended',
	session_replayed: 'replayed',
	session_signed_out: 'signed-out',
	permission_missing: 'not-allowed',
};

const withoutSession = [ 'session_missing', 'cookie_duplicated' ];

function afterRefusal(
	state: SessionState,
	attempt: Attempt,
	code: string
): SessionState {
	if ( code === 'access_expired' ) {
		return markRunOut( state );
	}
	const ending = endings[ code ] ?? null;
	const isMissing = withoutSession.includes( code );
	if ( attempt.step === 'hand-off' || state.owner === null ) {
		const last = isMissing
			? missingEnd( attempt )
			: ending && lastWord( state, code );
		return last
			? { ...state, confirmed: null, ended: last }
			: afterFailure( { ...state, isAway: true }, attempt, 0 );
	}
	// A first read may meet the cookies of an earlier sign-in: this page's own has not spoken yet.
	const isEarlier = state.confirmed === null && ending !== null;
	if ( isMissing || isEarlier ) {
		return {
			...state,
			confirmed: null,
			needsHandOff: true,
			earlierEnd: ending,
		};
	}
	return ending
		? { ...state, confirmed: null, ended: ending }
		: afterFailure( { ...state, isAway: false }, attempt, 0 );
}

/** A hand-off that finds no session speaks of WordPress's own. */
function missingEnd( { step }: Attempt ): EndReason {
	return step === 'hand-off' ? 'signed-out' : 'expired';
}

/** `session_ended` only says that a click is needed; why, the earlier session's own answer said. */
function lastWord( state: SessionState, code: string ): EndReason | null {
	const isBarred = code === 'session_ended';
	return ( isBarred && state.earlierEnd ) || ( endings[ code ] ?? null );
}

/** The access token is used up, whatever the schedule said; the refresh token may be good. */
function markRunOut( state: SessionState ): SessionState {
	const { confirmed } = state;
	if ( confirmed === null ) {
		return { ...state, needsHandOff: state.owner !== null };
	}
	const answer = {
		...confirmed.answer,
		expiresInSeconds: 0,
		renewInSeconds: 0,
	};
	return { ...state, isDoubted: false, confirmed: { ...confirmed, answer } };
}

function afterFailure(
	state: SessionState,
	{ at, random }: Attempt,
	atLeastSeconds: number
): SessionState {
	const failures = state.failures + 1;
	const backOff = Math.min( longestWaitSeconds, 2 ** ( failures + 1 ) );
	const seconds = Math.max( atLeastSeconds, backOff * ( 0.5 + random / 2 ) );
	return { ...state, failures, retryAt: at + seconds * 1000 };
}

/** Sleep, a page brought back, another tab's hint: what is known may be old. */
export function doubt( state: SessionState ): SessionState {
	return { ...state, isDoubted: true };
}

export function setOnline(
	state: SessionState,
	isOnline: boolean
): SessionState {
	return isOnline
		? { ...state, isOnline, isDoubted: true, retryAt: 0 }
		: { ...state, isOnline };
}

/** A click: whatever held it back, ask now. */
export function askNow( state: SessionState ): SessionState {
	return { ...state, retryAt: 0, isDoubted: true };
}

/** Another call, such as one for a report, was refused: the next step asks again in its place. */
export function afterOtherRefusal(
	state: SessionState,
	code: string
): SessionState {
	return code === 'access_expired' ? markRunOut( state ) : doubt( state );
}

/** "Sign in again": the only way past an end. */
export function startAnew( state: SessionState ): SessionState {
	return { ...initialState( state.owner ), needsHandOff: true };
}

/** The person's own end, from this page. */
export function markEnded( state: SessionState ): SessionState {
	return { ...state, confirmed: null, ended: 'ended' };
}
