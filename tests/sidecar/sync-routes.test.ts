import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ResyncOrder } from '../../sidecar/contract/sync';
import type { SyncDesk } from '../../sidecar/sync-desk';
import type { Browser } from './browser';
import { startGatehouse } from './gatehouse';
import { manager, refusal, signIn } from './signed-in';

const unusable = {
	kind: 'report' as const,
	id: 'newsletter',
	reason: 'grand is not known.',
};

async function withDesk() {
	const orders: ResyncOrder[] = [];
	const syncDesk: SyncDesk = {
		state: async () => ( {
			state: 'following',
			asOf: null,
			lastAgreed: null,
			datasets: [],
			resyncs: [],
			skipped: [],
			wrong: [],
		} ),
		wrong: async () => [ unusable ],
		async order( _home, order ) {
			orders.push( order );
			return [];
		},
	};
	return { orders, gatehouse: await startGatehouse( { syncDesk } ) };
}

function order(
	browser: Browser,
	body: unknown,
	headers: Record< string, string > = {}
) {
	return browser.fetch( '/api/sync', {
		method: 'POST',
		headers: {
			origin: browser.gatehouse.site.home,
			'x-gatehouse-csrf': browser.csrf,
			'content-type': 'application/json',
			...headers,
		},
		body: JSON.stringify( body ),
	} );
}

describe( 'api/sync', () => {
	it( 'tells who manages, and nobody else', async () => {
		const { gatehouse } = await withDesk();
		const { browser } = await signIn( gatehouse, manager );
		const { browser: reader } = await signIn( gatehouse );

		const told = await browser.fetch( '/api/sync' );
		expect( [ told.status, ( await told.json() ).state ] ).toEqual( [
			200,
			'following',
		] );
		expect( await refusal( await reader.fetch( '/api/sync' ) ) ).toEqual( [
			403,
			'permission_missing',
			undefined,
		] );
	} );

	it( 'takes an order, has the site looked at, and notes who gave it', async () => {
		const { gatehouse, orders } = await withDesk();
		const { browser } = await signIn( gatehouse, manager );
		const wanted = { dataset: 'posts', days: { from: '2026-01-01' } };

		const answer = await order( browser, wanted );
		await gatehouse.activity.write();

		expect( answer.status ).toBe( 202 );
		expect( orders ).toEqual( [ wanted ] );
		expect( gatehouse.pings ).toEqual( [ gatehouse.site.home ] );
		const { activity } = await (
			await browser.fetch( '/api/activity?kind=resynced' )
		).json();
		expect( activity ).toMatchObject( [
			{ kind: 'resynced', user: 1, reason: 'posts' },
		] );
	} );

	it.each( [
		[ 'without the CSRF value', {}, { 'x-gatehouse-csrf': '' }, 403 ],
		[ 'from another origin', {}, { origin: 'https://evil.example' }, 403 ],
		[ 'that is no JSON', {}, { 'content-type': 'text/plain' }, 415 ],
		[ 'with something unknown in it', { table: 'posts' }, {}, 400 ],
		[ 'with ids that are none', { ids: { from: -1 } }, {}, 400 ],
		[ 'that is a list', [], {}, 400 ],
	] )( 'refuses an order %s', async ( _what, body, headers, status ) => {
		const { gatehouse, orders } = await withDesk();
		const { browser } = await signIn( gatehouse, manager );
		expect( ( await order( browser, body, headers ) ).status ).toBe(
			status
		);
		expect( orders ).toEqual( [] );
	} );

	it( 'refuses the order of who may not manage', async () => {
		const { gatehouse, orders } = await withDesk();
		const { browser } = await signIn( gatehouse );
		expect( ( await order( browser, {} ) ).status ).toBe( 403 );
		expect( orders ).toEqual( [] );
	} );
} );

describe( 'POST site/catalogue', () => {
	it( 'tells the site what other plugins declare and can’t be used, for who manages', async () => {
		const { gatehouse } = await withDesk();
		const { site, clock, address } = gatehouse;
		const iat = Math.floor( clock.now / 1000 );
		const told = await Promise.all(
			[ [ 'view', 'manage' ], [ 'view' ] ].map( async ( grants ) => {
				const answer = await fetch( `${ address }/site/catalogue`, {
					method: 'POST',
					headers: { 'content-type': 'application/jose' },
					body: await site.sign( 'gatehouse-catalogue+jwt', {
						iss: site.home,
						aud: site.base,
						iat,
						exp: iat + 60,
						jti: randomUUID(),
						viewer: { user: 7, grants },
						lang: 'en',
					} ),
				} );
				return ( await answer.json() ).wrong;
			} )
		);
		expect( told ).toEqual( [ [ unusable ], undefined ] );
	} );
} );
