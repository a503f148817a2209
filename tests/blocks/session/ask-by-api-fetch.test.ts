// @vitest-environment jsdom
import apiFetch from '@wordpress/api-fetch';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askByApiFetch } from '../../../blocks/session/ask-by-api-fetch';
import type { Fetch } from '../../../blocks/session/call';

const routes = {
	handOff: 'https://example.com/?rest_route=/gatehouse/v1/handoff',
	nonce: 'https://example.com/wp-admin/admin-ajax.php?action=rest-nonce',
};
const signed = { handoff: 'a.b.c', url: 'https://example.com/reports/' };

/** A WordPress that takes one nonce only, and gives it to whoever is signed in. */
function wordPress( { goodNonce = 'good', nonceStatus = 200 } ) {
	return vi.fn( async ( address: string, request: RequestInit ) => {
		if ( address.startsWith( routes.nonce ) ) {
			return new Response( goodNonce, { status: nonceStatus } );
		}
		const nonce = new Headers( request.headers ).get( 'X-WP-Nonce' );
		return nonce === goodNonce
			? Response.json( signed )
			: Response.json(
					{
						code: 'rest_cookie_invalid_nonce',
						message: 'Cookie check failed',
						data: { status: 403 },
					},
					{ status: 403 }
				);
	} );
}

describe( 'asking WordPress where its packages are', () => {
	const nonces = apiFetch.createNonceMiddleware( 'old' );
	apiFetch.use( nonces );
	apiFetch.nonceMiddleware = nonces;
	apiFetch.nonceEndpoint = routes.nonce;

	beforeEach( () => {
		nonces.nonce = 'old';
	} );
	afterEach( () => vi.unstubAllGlobals() );

	function ask( fetch: Fetch ) {
		vi.stubGlobal( 'fetch', fetch );
		return askByApiFetch( routes, fetch )( true );
	}

	it( 'gets another nonce for the one of a page left open', async () => {
		const fetch = wordPress( {} );
		expect( await ask( fetch ) ).toEqual( {
			kind: 'answered',
			value: signed,
		} );
		expect( fetch.mock.lastCall?.[ 1 ].body ).toBe( '{"intent":true}' );
	} );

	it( 'takes a refused nonce for a sign-out, but not a fault of the site', async () => {
		expect(
			await ask( wordPress( { goodNonce: '0', nonceStatus: 400 } ) )
		).toMatchObject( { code: 'session_signed_out' } );
		expect(
			await ask( wordPress( { goodNonce: '0', nonceStatus: 503 } ) )
		).toEqual( { kind: 'silent' } );
	} );

	it.each( [
		[
			'a refusal with its code',
			() =>
				Response.json(
					{
						code: 'permission_missing',
						message: 'Not yours.',
						data: { status: 403 },
					},
					{ status: 403 }
				),
			{
				kind: 'refused',
				status: 403,
				code: 'permission_missing',
				message: 'Not yours.',
			},
		],
		[
			'a proxy’s error page for silence',
			() => new Response( '<h1>Bad gateway</h1>', { status: 502 } ),
			{ kind: 'silent' },
		],
		[
			'an answer without a hand-off for silence',
			() => Response.json( { handoff: 7 } ),
			{ kind: 'silent' },
		],
		[
			'no network for silence',
			() => {
				throw new TypeError( 'Failed to fetch' );
			},
			{ kind: 'silent' },
		],
	] )( 'takes %s', async ( _name, answer, expected ) => {
		expect( await ask( vi.fn( async () => answer() ) ) ).toMatchObject(
			expected
		);
	} );
} );
