import {
	type EndReason,
	type Hindrance,
	momentOf,
	type SessionState,
} from './session-state';

/** What the status bar may say: only what the server confirmed. Moments as in renewal.ts. */
export type Status =
	| { kind: 'connecting' }
	| { kind: 'active'; until: number; renewsAt: number; endsAt: number }
	| { kind: 'renewed'; until: number; endsAt: number }
	| { kind: 'expires-soon'; until: number; canRenew: boolean }
	| { kind: 'offline'; until: number | null }
	| { kind: Hindrance }
	| { kind: 'ended'; reason: EndReason };

const warnSeconds = 5 * 60;
const renewedSeconds = 6;

export function statusOf( state: SessionState, now: number ): Status {
	if ( state.ended !== null ) {
		return { kind: 'ended', reason: state.ended };
	}
	const { confirmed } = state;
	if ( confirmed === null ) {
		return unconfirmed( state );
	}
	const endsAt = momentOf( confirmed, 'endsInSeconds' );
	const until = Math.min( momentOf( confirmed, 'expiresInSeconds' ), endsAt );
	const isValid = now < until;
	if ( ! state.isOnline ) {
		return { kind: 'offline', until: isValid ? until : null };
	}
	if ( isValid && until - now <= warnSeconds * 1000 ) {
		return { kind: 'expires-soon', until, canRenew: until < endsAt };
	}
	if ( state.hindrance !== null ) {
		return { kind: state.hindrance };
	}
	if ( ! isValid ) {
		return { kind: 'connecting' };
	}
	const { renewedAt } = state;
	if ( renewedAt !== null && now - renewedAt < renewedSeconds * 1000 ) {
		return { kind: 'renewed', until, endsAt };
	}
	const renewsAt = Math.min( momentOf( confirmed, 'renewInSeconds' ), until );
	return { kind: 'active', until, renewsAt, endsAt };
}

function unconfirmed( { isOnline, hindrance }: SessionState ): Status {
	if ( ! isOnline ) {
		return { kind: 'offline', until: null };
	}
	return { kind: hindrance ?? 'connecting' };
}
