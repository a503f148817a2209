// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { pageSession } from '../../../blocks/session/page-session';
import { base, good, owner, pretend } from './pretended-page';

afterEach( () => {
	window.gatehouseSession?.session.stop();
	window.gatehouseSession = null;
	vi.unstubAllGlobals();
} );

const printed = {
	...owner,
	base,
	handOff: '',
	nonce: '',
	signIn: '',
	screen: '',
	paper: 'a4',
	locale: 'en',
};

it( 'is one for all scripts of a page', () => {
	const server = pretend();
	server.on( 'GET /reports/session', 200, good );
	vi.stubGlobal( 'fetch', server.fetch );
	const page = pageSession( printed );
	expect( page ).not.toBeNull();
	expect( pageSession( printed ) ).toBe( page );
	expect( server.asked ).toEqual( [ 'GET /reports/session' ] );
} );

it.each( [
	[ 'says nothing', undefined ],
	[ 'has no user', { ...printed, user: 0 } ],
	[ 'is not connected', { ...printed, base: '' } ],
] )( 'is none where PHP %s', ( _name, given ) => {
	expect( pageSession( given ) ).toBeNull();
} );
