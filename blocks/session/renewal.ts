import type { SessionAnswer } from '../../sidecar/contract/sessions';
import type { Outcome, Refused } from './call';
import {
	type EndReason,
	type Hindrance,
	markRunOut,
	momentOf,
	type Owner,
	type SessionState,
} from './session-state';

/* Pure: a state and the present moment give what to do, an outcome gives the next state. */

export type Step = 'wait' | 'read' | 'renew' | 'hand-off';

export const rereadSeconds = 30;
const longestWaitSeconds = 60;

export function nextStep( state: SessionState, now: number ): Step {
	if ( state.ended !== null || ! state.isOnline || now < state.retryAt ) {
		return 'wait';
	}
	if ( state.needsHandOff ) {
		return 'hand-off';
	}
	const { confirmed } = state;
	if ( confirmed === null || state.doubtedAt !== null ) {
		return 'read';
	}
	if ( now >= momentOf( confirmed, 'renewInSeconds' ) ) {
		return 'renew';
	}
	return now - confirmed.at >= rereadSeconds * 1000 ? 'read' : 'wait';
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
		return afterFailure( { ...state, hindrance: 'away' }, attempt, 0 );
	}
	if ( outcome.status === 401 || outcome.status === 403 ) {
		return afterRefusal( state, attempt, outcome.code );
	}
	return afterFailure(
		{ ...state, hindrance: hindranceOf( outcome ) },
		attempt,
		outcome.retryAfterSeconds ?? 0
	);
}

function hindranceOf( { status, code }: Refused ): Hindrance | null {
	if ( code === 'store_busy' ) {
		return 'not-saving';
	}
	return status >= 500 ? 'away' : null;
}

function afterAnswer(
	state: SessionState,
	{ step, at }: Attempt,
	answer: SessionAnswer
): SessionState {
	const calm: SessionState = {
		...state,
		needsHandOff: false,
		// What came up after this was asked, it does not answer.
		doubtedAt: ( state.doubtedAt ?? at ) > at ? state.doubtedAt : null,
		failures: 0,
		// A renewal that is due follows at once, and only it tells whether saving works again.
		hindrance:
			step === 'read' && answer.renewInSeconds <= 0
				? state.hindrance
				: null,
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
			: afterFailure( { ...state, hindrance: 'away' }, attempt, 0 );
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
		: afterFailure( { ...state, hindrance: null }, attempt, 0 );
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
