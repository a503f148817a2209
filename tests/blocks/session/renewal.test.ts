import { describe, expect, it } from 'vitest';
import type { SessionAnswer } from '../../../sidecar/contract/sessions';
import type { Outcome } from '../../../blocks/session/call';
import {
	afterAttempt,
	nextStep,
	type Step,
} from '../../../blocks/session/renewal';
import {
	doubt,
	initialState,
	type SessionState,
	setOnline,
	startAnew,
} from '../../../blocks/session/session-state';

const owner = { site: 'https://example.com', user: 7, verifier: 'a1' };

function answer( different: Partial< SessionAnswer > = {} ): SessionAnswer {
	return {
		site: 'https://example.com',
		user: { id: 7, name: 'Jin Park', locale: 'ko-KR' },
		verifier: 'a1',
		grants: [ 'view' ],
		expiresInSeconds: 1800,
		renewInSeconds: 1200,
		endsInSeconds: 86_400,
		csrf: 'c',
		generation: 1,
		...different,
	};
}

function answered( different: Partial< SessionAnswer > = {} ) {
	return { kind: 'answered', value: answer( different ) } as const;
}

function refused(
	status: number,
	code: string,
	retryAfterSeconds: number | null = null
): Outcome< never > {
	return {
		kind: 'refused',
		status,
		code,
		message: '',
		parameter: null,
		retryAfterSeconds,
	};
}

function after(
	state: SessionState,
	outcome: Outcome< SessionAnswer >,
	step: Exclude< Step, 'wait' > = 'read',
	at = 0
): SessionState {
	return afterAttempt( state, { step, at, random: 1 }, outcome );
}

const live = after( initialState( owner ), answered() );
const minutes = ( count: number ) => count * 60_000;

describe( 'a session that is alive', () => {
	it.each( [
		[ 'just confirmed', live, 1_000, 'wait' ],
		[ 'confirmed half a minute ago', live, 30_000, 'read' ],
		[
			'after sleep, or a hint of another tab',
			doubt( live, minutes( 1 ) ),
			1_000,
			'read',
		],
		[ 'twenty minutes old', live, minutes( 20 ), 'renew' ],
		[ 'long past its access token', live, minutes( 600 ), 'renew' ],
		[
			'offline',
			setOnline( live, false, minutes( 25 ) ),
			minutes( 25 ),
			'wait',
		],
		[
			'online again',
			setOnline( setOnline( live, false, 0 ), true, minutes( 1 ) ),
			minutes( 1 ),
			'read',
		],
		[
			'read from the refresh token alone',
			after( initialState( owner ), answered( { renewInSeconds: 0 } ) ),
			0,
			'renew',
		],
	] )( '%s', ( _name, state, now, step ) => {
		expect( nextStep( state, now ) ).toBe( step );
	} );

	it( 'counts a lifetime from when it was asked for, by the monotonic clock alone', () => {
		const late = after( initialState( owner ), answered(), 'read', 5_000 );
		expect( nextStep( late, 5_000 + minutes( 20 ) - 1 ) ).toBe( 'read' );
		expect( nextStep( late, 5_000 + minutes( 20 ) ) ).toBe( 'renew' );
	} );
} );

describe( 'what does not prove an end', () => {
	it.each< [ string, Outcome< never > ] >( [
		[ 'silence', { kind: 'silent' } ],
		[ '429', refused( 429, 'too_many_requests', 7 ) ],
		[ '500', refused( 500, 'internal_fault' ) ],
		[ '503', refused( 503, 'store_busy', 3 ) ],
		[
			'401 with a code that says nothing of the end',
			refused( 401, 'statement_refused' ),
		],
		[ '403 for a missing header', refused( 403, 'csrf_missing' ) ],
	] )( '%s keeps the session and tries again', ( _name, outcome ) => {
		const state = after( live, outcome, 'renew', minutes( 20 ) );
		expect( state.ended ).toBeNull();
		expect( state.confirmed ).toEqual( live.confirmed );
		expect( nextStep( state, minutes( 20 ) ) ).toBe( 'wait' );
		expect( nextStep( state, minutes( 22 ) ) ).toBe( 'renew' );
	} );

	it.each< [ string, Outcome< never >, SessionState[ 'hindrance' ] ] >( [
		[ 'silence', { kind: 'silent' }, 'away' ],
		[ '500', refused( 500, 'internal_fault' ), 'away' ],
		[ 'a store that fails', refused( 503, 'store_busy', 1 ), 'not-saving' ],
		[ '429', refused( 429, 'too_many_requests', 7 ), null ],
	] )( 'tells of %s what it is', ( _name, outcome, hindrance ) => {
		for ( const step of [ 'read', 'renew', 'hand-off' ] as const ) {
			expect( after( live, outcome, step ) ).toMatchObject( {
				hindrance,
			} );
		}
	} );

	it( 'is over only once the renewal that is due has come through', () => {
		const failed = after( live, refused( 503, 'store_busy' ), 'renew' );
		const read = after( failed, answered( { renewInSeconds: 0 } ), 'read' );
		expect( read.hindrance ).toBe( 'not-saving' );
		expect( after( read, answered(), 'renew' ).hindrance ).toBeNull();
		expect( after( failed, answered(), 'read' ).hindrance ).toBeNull();
	} );

	it( 'waits longer each time, at most a minute, and at least as long as it was told', () => {
		const waits = [ 1, 2, 3, 4, 5, 6, 7 ].reduce< SessionState[] >(
			( states ) => [
				...states,
				after( states.at( -1 ) ?? live, { kind: 'silent' } ),
			],
			[]
		);
		expect( waits.map( ( { retryAt } ) => retryAt / 1000 ) ).toEqual( [
			4, 8, 16, 32, 60, 60, 60,
		] );
		const told = after( live, refused( 503, 'store_busy', 90 ) );
		expect( told.retryAt ).toBe( 90_000 );
	} );

	it( 'spreads the retries of many browsers', () => {
		const early = afterAttempt(
			live,
			{ step: 'read', at: 0, random: 0 },
			{ kind: 'silent' }
		);
		expect( early.retryAt ).toBe( 2_000 );
	} );
} );

describe( 'a proven end', () => {
	it.each( [
		[ 401, 'session_expired', 'expired' ],
		[ 401, 'session_revoked', 'revoked' ],
		[ 401, 'session_replayed', 'replayed' ],
		[ 401, 'session_signed_out', 'signed-out' ],
	] )( '%i %s ends it, and asks no more', ( status, code, reason ) => {
		const state = after( live, refused( status, code ), 'renew' );
		expect( state.ended ).toBe( reason );
		expect( nextStep( state, minutes( 600 ) ) ).toBe( 'wait' );
		expect(
			nextStep( doubt( state, minutes( 600 ) ), minutes( 600 ) )
		).toBe( 'wait' );
	} );

	it( 'starts anew only by a click', () => {
		const ended = after( live, refused( 401, 'session_revoked' ) );
		expect( nextStep( startAnew( ended ), 0 ) ).toBe( 'hand-off' );
	} );
} );

describe( 'a page without a session of its own', () => {
	it.each( [
		[ 'no cookie', refused( 401, 'session_missing' ) ],
		[ 'a cookie sent twice', refused( 401, 'cookie_duplicated' ) ],
		[ 'cookies of an ended session', refused( 401, 'session_signed_out' ) ],
		[
			'the session of another user',
			answered( { user: { id: 8, name: 'Ana', locale: 'en' } } ),
		],
		[
			'the session of another site',
			answered( { site: 'https://other.example' } ),
		],
		[ 'the session of an earlier sign-in', answered( { verifier: 'b2' } ) ],
	] )( 'with %s asks WordPress for a hand-off', ( _name, outcome ) => {
		const state = after( initialState( owner ), outcome );
		expect( state.confirmed ).toBeNull();
		expect( nextStep( state, 0 ) ).toBe( 'hand-off' );
	} );

	const asked = after(
		initialState( owner ),
		refused( 401, 'session_missing' )
	);

	it( 'has the session that the hand-off gave', () => {
		const state = after( asked, answered(), 'hand-off' );
		expect( state.confirmed?.answer.csrf ).toBe( 'c' );
		expect( nextStep( state, 1_000 ) ).toBe( 'wait' );
	} );

	it( 'takes a newer sign-in of the same user for its own', () => {
		const state = after(
			asked,
			answered( { verifier: 'b2' } ),
			'hand-off'
		);
		const again = after( state, answered( { verifier: 'b2' } ) );
		expect( again.confirmed?.answer.verifier ).toBe( 'b2' );
	} );

	it.each( [
		[
			'another account',
			answered( { user: { id: 8, name: 'Ana', locale: 'en' } } ),
			'other-user',
		],
		[ 'a barred sign-in', refused( 403, 'session_ended' ), 'ended' ],
		[
			'no permission',
			refused( 403, 'permission_missing' ),
			'not-allowed',
		],
		[
			'WordPress signed out',
			refused( 401, 'session_missing' ),
			'signed-out',
		],
	] )( 'stops at %s, and does not go round', ( _name, outcome, reason ) => {
		const state = after( asked, outcome, 'hand-off' );
		expect( state.ended ).toBe( reason );
		expect( nextStep( state, minutes( 600 ) ) ).toBe( 'wait' );
	} );

	it( 'still says that a token was used twice after a reload', () => {
		const reloaded = after(
			initialState( owner ),
			refused( 401, 'session_replayed' )
		);
		const state = after(
			reloaded,
			refused( 403, 'session_ended' ),
			'hand-off'
		);
		expect( state.ended ).toBe( 'replayed' );
	} );
} );
