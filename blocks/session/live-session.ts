import type { SessionAnswer } from '../../sidecar/contract/sessions';
import type { Outcome } from './call';
import type { Client } from './client';
import type { HandOff } from './hand-off';
import { afterAttempt, nextStep, type Step } from './renewal';
import {
	afterOtherRefusal,
	askNow,
	doubt,
	initialState,
	markEnded,
	type Owner,
	type SessionState,
	setOnline,
	startAnew,
} from './session-state';
import { statusOf } from './status';
import type { Status } from './status';
import type { Action } from './end-sentence';

export type Parts = {
	client: Client;
	/** Null on the sidecar's own pages: WordPress is asked by going there. */
	handOff: HandOff | null;
	owner: Owner | null;
	/** Monotonic and wall clock, in milliseconds. */
	clock: () => number;
	wallClock: () => number;
	random: () => number;
	window: Window;
	/** Tells other tabs of this origin; correctness never rests on it. */
	channel: BroadcastChannel | null;
	go: ( where: 'onward' | 'sign-in' | 'reload' ) => void;
};

/** What a status bar draws. A new object whenever anything changed. */
export type View = {
	status: Status;
	answer: SessionAnswer | null;
	now: number;
	wallNow: number;
};

/** The one session of a page: keeps it alive, and lets others ask with it. */
export type LiveSession = {
	view(): View;
	subscribe( listener: () => void ): () => void;
	/** Waits for a session, asks, and asks once more after a renewal. */
	ask< Value >(
		question: () => Promise< Outcome< Value > >
	): Promise< Outcome< Value > >;
	act( action: Action | 'end' ): void;
	stop(): void;
};

const tickMilliseconds = 15_000;
// Longer than a tick can be late by itself: the machine slept, or somebody set its clock.
const sleptMilliseconds = 30_000;

export function keepSession( parts: Parts ): LiveSession {
	const { client, clock, wallClock, window, channel } = parts;
	const listeners = new Set< () => void >();
	const listening = new AbortController();
	let state = setOnlineQuietly( initialState( parts.owner ) );
	let view = look();
	let running: Promise< void > | null = null;
	let isIntended = false;
	let drift = wallClock() - clock();

	function setOnlineQuietly( fresh: SessionState ): SessionState {
		return { ...fresh, isOnline: window.navigator.onLine };
	}

	function isConfirmed(): boolean {
		return state.confirmed !== null;
	}

	function look(): View {
		const now = clock();
		return {
			status: statusOf( state, now ),
			answer: state.confirmed?.answer ?? null,
			now,
			wallNow: wallClock(),
		};
	}

	function update( next: SessionState ) {
		state = next;
		view = look();
		listeners.forEach( ( listener ) => listener() );
	}

	function proceed( next: SessionState = state ): Promise< void > {
		update( next );
		running ??= takeSteps().finally( () => {
			running = null;
		} );
		return running;
	}

	/** A read may ask for a hand-off, a renewal for another read: a few steps, then the next tick. */
	async function takeSteps() {
		for ( let turn = 0; turn < 3; turn++ ) {
			const step = nextStep( state, clock() );
			if ( step === 'wait' || ( step === 'read' && isIdle() ) ) {
				return;
			}
			const at = clock();
			const outcome = await take( step );
			const random = parts.random();
			update( afterAttempt( state, { step, at, random }, outcome ) );
			if ( outcome.kind !== 'answered' ) {
				continue;
			}
			if ( step !== 'read' ) {
				channel?.postMessage( 'changed' );
			}
			if ( step === 'renew' ) {
				// The notice of a renewal is brief.
				window.setTimeout( () => update( state ), 6_100 );
			}
		}
	}

	/** A page that nobody sees renews, but doesn't look again in between. */
	function isIdle(): boolean {
		return (
			window.document.hidden &&
			state.confirmed !== null &&
			state.doubtedAt === null
		);
	}

	function take(
		step: Exclude< Step, 'wait' >
	): Promise< Outcome< SessionAnswer > > {
		if ( step === 'hand-off' && parts.handOff ) {
			const intent = isIntended;
			isIntended = false;
			return parts.handOff( intent );
		}
		return step === 'renew' && state.confirmed
			? client.renew( state.confirmed.answer.csrf )
			: client.session();
	}

	function tick() {
		const now = wallClock() - clock();
		const hasSlept = Math.abs( now - drift ) > sleptMilliseconds;
		drift = now;
		void proceed( hasSlept ? doubt( state, clock() ) : state );
	}

	function catchUp() {
		if ( ! window.document.hidden ) {
			void proceed( doubt( state, clock() ) );
		}
	}

	const { signal } = listening;
	const timer = window.setInterval( tick, tickMilliseconds );
	window.document.addEventListener( 'visibilitychange', catchUp, { signal } );
	window.addEventListener(
		'pageshow',
		( { persisted } ) => persisted && catchUp(),
		{ signal }
	);
	for ( const name of [ 'online', 'offline' ] ) {
		window.addEventListener(
			name,
			() =>
				void proceed( setOnline( state, name === 'online', clock() ) ),
			{ signal }
		);
	}
	channel?.addEventListener( 'message', catchUp, { signal } );
	void proceed();

	async function endSession() {
		const csrf = state.confirmed?.answer.csrf;
		const outcome = csrf === undefined ? null : await client.end( csrf );
		if ( outcome?.kind === 'answered' ) {
			channel?.postMessage( 'changed' );
			update( markEnded( state ) );
		} else {
			await proceed( askNow( state, clock() ) );
		}
	}

	return {
		view: () => view,

		subscribe( listener ) {
			listeners.add( listener );
			return () => listeners.delete( listener );
		},

		async ask( question ) {
			await proceed();
			if ( ! isConfirmed() ) {
				return { kind: 'silent' };
			}
			const outcome = await question();
			if ( outcome.kind !== 'refused' || outcome.status !== 401 ) {
				return outcome;
			}
			await proceed( afterOtherRefusal( state, outcome.code, clock() ) );
			return isConfirmed() ? question() : outcome;
		},

		act( action ) {
			if ( action === 'renew' || action === 'try' ) {
				void proceed( askNow( state, clock() ) );
			} else if ( action === 'end' ) {
				void endSession();
			} else if ( action === 'hand-off' && parts.handOff ) {
				isIntended = true;
				void proceed( setOnlineQuietly( startAnew( state ) ) );
			} else if ( action === 'hand-off' ) {
				parts.go( 'onward' );
			} else if ( action === 'sign-in' || action === 'reload' ) {
				parts.go( action );
			}
		},

		stop() {
			listening.abort();
			window.clearInterval( timer );
			listeners.clear();
		},
	};
}
