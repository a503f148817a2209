import { describe, expect, it } from 'vitest';
import {
	initialState,
	type SessionState,
} from '../../../blocks/session/session-state';
import { statusOf } from '../../../blocks/session/status';
import {
	announcement,
	sentenceOf,
} from '../../../blocks/session/status-sentence';

// The moment 0 of the monotonic clock is 14:22 on the reader's own.
const start = new Date( 2026, 10, 22, 14, 22 ).getTime();

function telling( locale: string, now: number ) {
	return {
		locale,
		now,
		dateOf: ( moment: number ) => new Date( start + moment ),
	};
}

const confirmed: SessionState = {
	...initialState( { site: 'https://example.com', user: 7, verifier: 'a1' } ),
	confirmed: {
		at: 0,
		answer: {
			site: 'https://example.com',
			user: { id: 7, name: 'Jin Park', locale: 'ko-KR' },
			verifier: 'a1',
			grants: [ 'view' ],
			expiresInSeconds: 1800,
			renewInSeconds: 1200,
			endsInSeconds: 86_400,
			csrf: 'c',
			generation: 1,
		},
	},
};

function said( state: SessionState, now: number, locale: string ): string {
	const { title, aside, action } = sentenceOf(
		statusOf( state, now ),
		telling( locale, now )
	);
	return [ [ title, ...aside ].join( ' · ' ), action?.label ]
		.filter( Boolean )
		.join( ' | ' );
}

const minute = 60_000;
const ended = ( reason: NonNullable< SessionState[ 'ended' ] > ) => ( {
	...confirmed,
	ended: reason,
} );

describe( 'the words of the status bar', () => {
	it.each< [ string, SessionState, number, string, string ] >( [
		[
			'active',
			confirmed,
			minute,
			'Secure Session Active · until 14:52 · renews by itself at 14:42 | Details',
			'보안 세션 사용 중 · 14:52까지 · 14:42에 자동 갱신 | 자세히',
		],
		[
			'renewed',
			{ ...confirmed, renewedAt: minute },
			minute + 5_000,
			'Session renewed · until 14:52',
			'세션이 갱신되었습니다 · 14:52까지',
		],
		[
			'expires soon',
			{ ...confirmed, hindrance: 'away' },
			26 * minute,
			'Your session ends in 4 minutes. | Stay signed in',
			'4분 후 세션이 만료됩니다. | 로그인 유지',
		],
		[
			'offline',
			{ ...confirmed, isOnline: false },
			minute,
			'You are offline. The session is still valid until 14:52.',
			'오프라인 상태입니다. 세션은 14:52까지 유효합니다.',
		],
		[
			'sidecar away',
			{ ...confirmed, hindrance: 'away' },
			minute,
			'The report service is not answering. WordPress is not affected. Trying again. | Try now',
			'리포트 서비스가 응답하지 않습니다. 워드프레스에는 영향이 없습니다. 다시 시도하고 있습니다. | 지금 시도',
		],
		[
			'sidecar without a store',
			{ ...confirmed, hindrance: 'not-saving' },
			minute,
			'The report service cannot save right now. Nobody is signed out. Trying again. | Try now',
			'지금은 리포트 서비스가 저장하지 못합니다. 로그인은 그대로 유지됩니다. 다시 시도하고 있습니다. | 지금 시도',
		],
		[
			'expired',
			ended( 'expired' ),
			minute,
			'Your report session has ended. | Continue',
			'리포트 세션이 만료되었습니다. | 계속하기',
		],
		[
			'ended elsewhere',
			ended( 'revoked' ),
			minute,
			'This session was ended by an administrator. | Sign in again',
			'관리자가 이 세션을 종료했습니다. | 다시 로그인',
		],
		[
			'replay found',
			ended( 'replayed' ),
			minute,
			'This session was closed because its token was used twice. | What happened',
			'토큰이 두 번 사용되어 세션을 종료했습니다. | 자세히 보기',
		],
		[
			'signed out',
			ended( 'signed-out' ),
			minute,
			'You signed out of WordPress. | Sign in',
			'워드프레스에서 로그아웃했습니다. | 로그인',
		],
	] )( 'when %s', ( _name, state, now, english, korean ) => {
		expect( said( state, now, 'en-GB' ) ).toBe( english );
		expect( said( state, now, 'ko-KR' ) ).toBe( korean );
	} );

	it( 'never claim that a session is valid after its time', () => {
		expect(
			said( { ...confirmed, isOnline: false }, 31 * minute, 'en' )
		).toBe( 'You are offline.' );
		expect( statusOf( confirmed, 31 * minute ).kind ).toBe( 'connecting' );
	} );

	it( 'show the time of a reader whose clock is an hour fast in that reader’s own time', () => {
		const { aside } = sentenceOf( statusOf( confirmed, 0 ), {
			locale: 'en',
			now: 0,
			dateOf: ( moment ) => new Date( start + 60 * minute + moment ),
		} );
		expect( aside[ 0 ] ).toBe( 'until 15:52' );
	} );

	it( 'stop renewing by itself where the whole session ends first', () => {
		const short = {
			...confirmed,
			confirmed: confirmed.confirmed && {
				at: 0,
				answer: { ...confirmed.confirmed.answer, endsInSeconds: 240 },
			},
		};
		const { action } = sentenceOf(
			statusOf( short, 0 ),
			telling( 'en', 0 )
		);
		expect( action ).toEqual( {
			does: 'sign-in',
			label: 'Stay signed in',
		} );
	} );
} );

describe( 'what a screen reader hears', () => {
	const active = statusOf( confirmed, minute );
	const away = statusOf( { ...confirmed, hindrance: 'away' }, minute );
	const soon = ( at: number ) =>
		statusOf( { ...confirmed, hindrance: 'away' }, at * minute );

	it.each( [
		[
			'nothing while all is well',
			active,
			statusOf( { ...confirmed, renewedAt: minute }, minute ),
			1,
			null,
		],
		[
			'that the service went away',
			active,
			away,
			1,
			'The report service is not answering. WordPress is not affected. Trying again.',
		],
		[ 'that it is back', away, active, 1, 'Secure Session Active' ],
		[
			'the warning once',
			soon( 24 ),
			soon( 25 ),
			25,
			'Your session ends in 5 minutes.',
		],
		[ 'no countdown', soon( 26 ), soon( 27 ), 27, null ],
		[
			'the last minute',
			soon( 28 ),
			soon( 29 ),
			29,
			'Your session ends in 1 minute.',
		],
	] )( '%s', ( _name, before, after, now, sentence ) => {
		expect(
			announcement( before, after, telling( 'en', now * minute ) )
		).toBe( sentence );
	} );

	it( 'comes with a warning at least 20 seconds ahead (WCAG 2.2.1)', () => {
		expect( soon( 25 ).kind ).toBe( 'expires-soon' );
	} );
} );
