// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { named, showScreen, text } from './shown-screen';

const limited = () =>
	Response.json(
		{ code: 'too_many_requests', message: 'Too many at once.' },
		{ status: 429 }
	);
const silence = () => Response.json( {}, { status: 503 } );

describe( 'a Reports screen whose first question fails', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;

	beforeEach( () => {
		vi.useFakeTimers( { shouldAdvanceTime: true } );
		window.history.replaceState( null, '', '/?page=gatehouse' );
	} );
	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
		vi.useRealTimers();
	} );

	const later = () => act( () => vi.advanceTimersByTimeAsync( 10_000 ) );

	/** Fails once. */
	function failing( failure: () => Response, answer: object ) {
		let isFirst = true;
		return () => {
			const given = isFirst ? failure() : answer;
			isFirst = false;
			return given;
		};
	}

	it.each( [
		[ 'a limit', limited, 'That was a lot at once.' ],
		[ 'silence', silence, 'The report service is not answering.' ],
	] )( 'says so of %s, and asks again', async ( _name, failure, words ) => {
		screen = await showScreen( {
			answers: {
				'GET /api/reports': failing( failure, {
					reports: [ { id: 'publishing', title: 'Publishing' } ],
				} ),
			},
		} );
		expect( text( screen.place ) ).toContain( words );
		expect( screen.place.querySelector( '.is-skeleton' ) ).toBeNull();
		await later();
		expect( text( screen.place ) ).not.toContain( words );
		expect( text( screen.place.querySelector( 'nav' ) ) ).toBe(
			'Publishing'
		);
		expect( screen.place.querySelector( 'article' ) ).not.toBeNull();
	} );

	it( 'says that saved views have not come, and asks for them again', async () => {
		screen = await showScreen( {
			answers: {
				'GET /api/views': failing( silence, { views: [] } ),
			},
		} );
		expect( text( screen.place ) ).toContain(
			'Saved views: The report service is not answering.'
		);
		await later();
		expect( text( screen.place ) ).not.toContain( 'is not answering' );
		expect(
			named( screen.place, 'summary', 'Saved views: None' )
		).toBeDefined();
	} );
} );
