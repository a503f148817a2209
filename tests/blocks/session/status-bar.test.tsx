// @vitest-environment jsdom
import { createRoot, flushSync } from '@wordpress/element';
import { beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../../blocks/session/live-session';
import { StatusBar } from '../../../blocks/session/status-bar';

const replayed: View = {
	status: { kind: 'ended', reason: 'replayed' },
	answer: null,
	now: 0,
	wallNow: 0,
};

describe( 'the panel of the status bar', () => {
	const done: string[] = [];
	const place = document.createElement( 'div' );
	document.body.append( place );
	const root = createRoot( place );

	beforeEach( () => {
		done.length = 0;
		flushSync( () =>
			root.render(
				<StatusBar
					view={ replayed }
					locale="en"
					spoken=""
					isOpen
					onAction={ ( action ) => done.push( action ) }
				/>
			)
		);
	} );

	function press( selector: string, key: string ) {
		const button = place.querySelector< HTMLElement >( selector );
		button?.focus();
		button?.dispatchEvent(
			new KeyboardEvent( 'keydown', { key, bubbles: true } )
		);
	}

	it( 'closes by Escape, and gives the focus back to what has opened it', () => {
		press( '.gatehouse-status__details button', 'Escape' );
		expect( done ).toEqual( [ 'explain' ] );
		expect( document.activeElement?.textContent ).toBe( 'What happened' );
	} );

	it( 'closes by Escape on the button itself', () => {
		press( '[aria-expanded]', 'Escape' );
		expect( done ).toEqual( [ 'explain' ] );
	} );

	it( 'stays at any other key', () => {
		press( '.gatehouse-status__details button', 'a' );
		expect( done ).toEqual( [] );
	} );
} );
