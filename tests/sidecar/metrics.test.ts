import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../sidecar/metrics';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { addressOf, run, settingsFor } from './processes';
import { startSite } from './site';

const token = 'a-token-of-32-letters-0123456789';

async function start( environment: Record< string, string > = {} ) {
	const site = await startSite();
	const process = run( {
		...settingsFor( site, await makeFolder() ),
		GATEHOUSE_METRICS_TOKEN: token,
		...environment,
	} );
	const address = `${ await addressOf( process ) }/reports`;
	const reached = { address, site, clock: { now: Date.now() } };
	return { reached, address, process };
}

async function read(
	address: string,
	headers: Record< string, string > = { authorization: `Bearer ${ token }` }
) {
	const response = await fetch( `${ address }/metrics`, { headers } );
	return { status: response.status, text: await response.text() };
}

const valueOf = ( text: string, line: string ) =>
	Number(
		text
			.split( '\n' )
			.find( ( one ) => one.startsWith( `${ line } ` ) )
			?.split( ' ' )[ 1 ]
	);

describe( 'GET metrics', { timeout: 20_000 }, () => {
	it( 'is nothing without a token in the settings', async () => {
		const { address } = await start( { GATEHOUSE_METRICS_TOKEN: '' } );
		expect( ( await read( address ) ).status ).toBe( 404 );
	} );

	it.each( [
		[ 'none', {}, 401 ],
		[
			'another',
			{ authorization: 'Bearer another-token-0123456789' },
			401,
		],
		[ 'the right one', { authorization: `Bearer ${ token }` }, 200 ],
		[ 'the right one in X-Gatehouse', { 'x-gatehouse': token }, 200 ],
	] )( 'with the token %s', async ( _name, headers, status ) => {
		const { address } = await start();
		const answer = await read( address, headers );
		expect( answer.status ).toBe( status );
		expect( answer.text ).not.toContain( token );
	} );

	it( 'counts requests by pattern, hand-offs, renewals, commits and revocations', async () => {
		const { address, reached } = await start();
		const browser = new Browser( reached );
		await browser.signIn();
		const copy = browser.copy();
		await browser.renew();
		await browser.renew();
		expect( ( await copy.renew() ).status ).toBe( 401 );
		await new Browser( reached ).bring( 'foul' );
		for ( const report of [ 'publishing', 'publishing', 'comments' ] ) {
			await new Browser( reached ).fetch( `/api/reports/${ report }` );
		}
		const other = new Browser( reached );
		await other.signIn();
		for ( let i = 0; i < 2; i++ ) {
			const warm = await other.fetch( '/api/reports/publishing' );
			expect( warm.status ).toBe( 200 );
		}

		await expect
			.poll( async () =>
				valueOf(
					( await read( address ) ).text,
					'gatehouse_revocation_lag_seconds_count'
				)
			)
			.toBe( 1 );
		const { text } = await read( address );
		const counted = ( line: string ) => valueOf( text, line );
		expect( {
			refused: counted(
				'gatehouse_requests_total{method="GET",route="/api/reports/:report",status="401"}'
			),
			answered: counted(
				'gatehouse_requests_total{method="GET",route="/api/reports/:report",status="200"}'
			),
			timed: counted(
				'gatehouse_request_seconds_count{route="/api/reports/:report"}'
			),
			started: counted( 'gatehouse_hand_offs_total{outcome="started"}' ),
			foul: counted(
				'gatehouse_hand_offs_total{outcome="handoff_refused"}'
			),
			renewed: counted( 'gatehouse_renewals_total{outcome="renewed"}' ),
			replayed: counted(
				'gatehouse_renewals_total{outcome="session_replayed"}'
			),
		} ).toEqual( {
			refused: 3,
			answered: 2,
			timed: 5,
			started: 2,
			foul: 1,
			renewed: 2,
			replayed: 1,
		} );
		expect(
			counted( 'gatehouse_store_commit_seconds_count' )
		).toBeGreaterThan( 3 );
		expect( counted( 'process_resident_memory_bytes' ) ).toBeGreaterThan(
			1e6
		);
	} );

	it( 'grows no longer by what strangers ask for', async () => {
		const { address } = await start();
		const ask = async ( from: number ) => {
			for ( let i = from; i < from + 50; i++ ) {
				await fetch( `${ address }/nothing-${ i }?a=${ i }`, {
					method: i % 2 === 0 ? 'GET' : 'PROPFIND',
					headers: { 'x-request-id': `id-${ i }` },
				} );
			}
			const { text } = await read( address );
			return text
				.split( '\n' )
				.filter( ( line ) =>
					line.startsWith( 'gatehouse_requests_total' )
				).length;
		};
		await read( address );
		const before = await ask( 0 );
		expect( await ask( 100 ) ).toBe( before );
	} );

	it( 'leaves out how old the facts are while the store is away', async () => {
		const metrics = createMetrics( {
			syncAges: () => Promise.reject( new Error( 'store_busy' ) ),
			troubles: () => [],
		} );
		const { body } = await metrics.text();
		expect( body ).toContain( 'gatehouse_requests_total' );
		expect( body ).not.toContain( 'gatehouse_sync_age_seconds{' );
	} );
} );
