// @vitest-environment jsdom
import { createRoot } from '@wordpress/element';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../blocks/session/call';
import type { Client, Order } from '../../../blocks/session/client';
import type { LiveSession } from '../../../blocks/session/live-session';
import type { Asking } from '../../../blocks/signed-in/roster';
import { SignedInList } from '../../../blocks/signed-in/signed-in-list';
import type { PageContext } from '../../../sidecar/contract/page';
import type {
	SessionsAnswer,
	SiteSessionsAnswer,
} from '../../../sidecar/contract/sessions';

const now = 1_800_000_000;
const silent = { kind: 'silent' } as const;

function sessionsOf( ...verifiers: string[] ) {
	return verifiers.map( ( verifier ) => ( {
		verifier,
		device: 'Firefox, Windows',
		address: '203.0.113.0/24',
		since: now - 3600,
	} ) );
}

function answered< Value >( value: Value ): Outcome< Value > {
	return { kind: 'answered', value };
}

const people: SiteSessionsAnswer = {
	people: [
		{
			id: 1,
			name: 'Ada',
			endsWordPress: true,
			sessions: sessionsOf( 'mine', 'phone' ),
		},
		{
			id: 7,
			name: 'Jin Park',
			endsWordPress: true,
			sessions: sessionsOf( 'a1' ),
		},
	],
	next: null,
};

const reports: SessionsAnswer = {
	sessions: [
		{
			id: 's1',
			user: { id: 7, name: 'Jin Park' },
			verifier: 'a1',
			device: 'Firefox, Windows',
			address: '203.0.113.0/24',
			way: 'php',
			startedAt: now - 3600,
			lastSeenAt: now - 300,
			endsAt: now + 9000,
			isThisBrowser: false,
		},
	],
	next: null,
};

/** Both services as the list sees them; what it ended is written down in order. */
function services( given: {
	people?: Outcome< SiteSessionsAnswer >;
	signedIn?: Outcome< SessionsAnswer >;
	locale?: string;
	status?: 'active' | 'ended';
	/** What WordPress answers to an end. */
	end?: Outcome< object >;
} ) {
	const ended: string[] = [];
	const context = { user: 1, verifier: 'mine', locale: given.locale ?? 'en' };
	const asking = {
		context: context as PageContext,
		client: {
			read: async () => given.signedIn ?? answered( reports ),
			send: async ( { path }: Order ) => {
				const url = new URL( path, 'https://example.com' );
				const user = url.searchParams.get( 'user' );
				ended.push(
					user === null
						? `reports ${ url.pathname.split( '/' ).at( -1 ) }`
						: `reports all of ${ user }`
				);
				return given.signedIn?.kind === 'silent'
					? silent
					: answered( user === null ? null : { ended: 1 } );
			},
		} as Partial< Client > as Client,
		session: {
			ask: ( question ) => question(),
			view: () => ( {
				answer: null,
				status: { kind: given.status ?? 'active' },
			} ),
		} as Partial< LiveSession > as LiveSession,
		siteSessions: {
			people: async () => given.people ?? answered( people ),
			end: async ( { user, verifier } ) => {
				ended.push( `WordPress ${ user } ${ verifier }` );
				return given.end ?? answered( {} );
			},
			endAllOf: async ( { user } ) => {
				ended.push( `WordPress all of ${ user }` );
				return given.end ?? answered( {} );
			},
		},
	} satisfies Asking;
	return { asking, ended };
}

describe( 'the list of who is signed in', () => {
	let place: HTMLElement;
	let root: ReturnType< typeof createRoot >;

	beforeEach( () => {
		Object.assign( globalThis, { IS_REACT_ACT_ENVIRONMENT: true } );
		// jsdom has no modal dialogs.
		HTMLDialogElement.prototype.close = function () {
			this.open = false;
		};
		HTMLDialogElement.prototype.showModal = function () {
			this.open = true;
		};
		place = document.body.appendChild( document.createElement( 'div' ) );
		root = createRoot( place );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		place.remove();
	} );

	async function show( asking: Asking, user: number | null = null ) {
		await act( async () =>
			root.render(
				<SignedInList
					asking={ asking }
					user={ user }
					clock={ () => now * 1000 }
				/>
			)
		);
	}

	function button( name: string ): HTMLButtonElement | undefined {
		return [ ...place.querySelectorAll( 'button' ) ].find(
			( one ) =>
				( one.getAttribute( 'aria-label' ) ?? one.textContent ) === name
		);
	}

	async function press( name: string ) {
		const found = button( name );
		expect( found, name ).toBeDefined();
		await act( async () => found?.click() );
	}

	it( 'says device, network, since, last seen and path', async () => {
		await show( services( {} ).asking );
		const row = place.querySelectorAll( 'tbody tr' )[ 2 ]?.textContent;
		expect( row ).toBe(
			'Firefox on Windows203.0.113.0/241 hour ago5 minutes agowith the sign-inEnd'
		);
	} );

	it( 'warns before it ends anything, and ends nothing when that is cancelled', async () => {
		const { asking, ended } = services( {} );
		await show( asking );
		await press( 'End: Firefox on Windows, Jin Park' );
		expect( place.querySelector( 'dialog' )?.textContent ).toContain(
			'Jin Park is signed out of WordPress and of the reports in that browser.'
		);
		await press( 'Cancel' );
		expect( ended ).toEqual( [] );
		expect( place.querySelector( 'dialog' ) ).toBeNull();
	} );

	it( "ends the reports first, then WordPress's session", async () => {
		const { asking, ended } = services( {} );
		await show( asking );
		await press( 'End: Firefox on Windows, Jin Park' );
		await press( 'End' );
		expect( ended ).toEqual( [ 'reports s1', 'WordPress 7 a1' ] );
		expect( place.querySelector( '[role=status]' )?.textContent ).toContain(
			'Ended.'
		);
		expect( document.activeElement?.className ).toBe( 'gatehouse-roster' );
	} );

	it( 'marks this browser and offers no end of it', async () => {
		await show( services( {} ).asking );
		const [ here ] = place.querySelectorAll( 'tbody tr' );
		expect( here?.textContent ).toContain( 'this browser' );
		expect( here?.querySelector( 'button' ) ).toBeNull();
	} );

	const many = {
		id: 1,
		name: 'Ada',
		endsWordPress: true,
		sessions: sessionsOf(
			'mine',
			...Array.from( { length: 200 }, ( _none, i ) => `s${ i }` )
		),
	};
	const peopleWithMany = answered( { people: [ many ], next: null } );

	it( 'ends all others but this browser by one request to each side, however many', async () => {
		const { asking, ended } = services( { people: peopleWithMany } );
		await show( asking, 1 );
		await press( 'End all my other sessions' );
		expect( place.querySelector( 'dialog' )?.textContent ).toContain(
			'200 sessions'
		);
		await press( 'End' );
		expect( ended ).toEqual( [ 'reports all of 1', 'WordPress all of 1' ] );
		expect( place.querySelector( '[role=status]' )?.textContent ).toBe(
			'Ended 200 sessions. The reports are closed there.'
		);
	} );

	it.each( [
		[
			'the reports are away',
			{ signedIn: silent },
			'Ended 200 sessions in WordPress.',
		],
		[
			'WordPress is silent',
			{ end: silent },
			'WordPress has not confirmed it.',
		],
	] )( 'says what came of it when %s', async ( _name, given, sentence ) => {
		const { asking } = services( { people: peopleWithMany, ...given } );
		await show( asking, 1 );
		await press( 'End all my other sessions' );
		await press( 'End' );
		expect( place.querySelector( '[role=status]' )?.textContent ).toContain(
			sentence
		);
	} );

	it( 'lists and ends what WordPress knows while the reports are away', async () => {
		const { asking, ended } = services( { signedIn: silent } );
		await show( asking );
		expect( place.textContent ).toContain(
			'The report service is not answering'
		);
		await press( 'End: Firefox on Windows, Jin Park' );
		await press( 'End' );
		expect( ended ).toEqual( [ 'WordPress 7 a1' ] );
		expect( place.querySelector( '[role=status]' )?.textContent ).toContain(
			'as soon as it answers again'
		);
		expect( place.textContent ).not.toContain( 'not opened' );
	} );

	it.each( [
		[
			'nobody',
			{ people: answered( { people: [], next: null } ) },
			'Nobody who may see reports',
		],
		[
			'a silent WordPress',
			{ people: silent },
			'WordPress did not answer',
		],
		[
			'no permission',
			{ people: refused( 403 ) },
			'Your account may not see this',
		],
		[
			'a report session that is over',
			{ signedIn: silent, status: 'ended' },
			'Your report session has ended',
		],
		[
			'a Korean reader',
			{ locale: 'ko-KR' },
			'Firefox (Windows)이 브라우저',
		],
	] satisfies Array<
		[ string, Parameters< typeof services >[ 0 ], string ]
	> )( 'has words for %s', async ( _name, given, sentence ) => {
		await show( services( given ).asking );
		expect( place.textContent ).toContain( sentence );
	} );
} );

function refused( status: number ): Outcome< never > {
	return {
		kind: 'refused',
		status,
		code: 'permission_missing',
		message: '',
		parameter: null,
		retryAfterSeconds: null,
	};
}
