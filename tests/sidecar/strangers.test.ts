import { describe, expect, it, onTestFinished } from 'vitest';
import { Refusal } from '../../sidecar/errors';
import { zoneOf } from '../../sidecar/reports/site-days';
import { openStore, type Store } from '../../sidecar/store/store';
import { createStrangers } from '../../sidecar/strangers';
import { Browser } from './browser';
import { type Gatehouse, makeFolder, startGatehouse } from './gatehouse';
import { storeIn } from './test-store';

const firefox =
	'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const bot = 'Examplebot/1.0 (+https://bot.example)';
/** 1 January in Seoul, where the site is. */
const newYear = Math.floor( Date.UTC( 2026, 0, 1 ) / 86_400_000 );

async function counted( { store }: Pick< Gatehouse, 'store' > ) {
	const rows = await store.db
		.selectFrom( 'strangers' )
		.select( [ 'site', 'day', 'kind', 'agent', 'times' ] )
		.orderBy( 'day' )
		.orderBy( 'kind' )
		.orderBy( 'agent' )
		.execute();
	return rows.map( ( { site: _site, ...row } ) => Object.values( row ) );
}

function ask(
	{ address }: Gatehouse,
	path: string,
	{ agent = firefox, ...init }: RequestInit & { agent?: string } = {}
) {
	return fetch( address + path, {
		...init,
		headers: { ...init.headers, 'user-agent': agent },
	} );
}

describe( 'requests of nobody that is known', () => {
	it( 'are counted by day, kind and whether they say to be a bot', async () => {
		const gatehouse = await startGatehouse();
		for ( const agent of [ firefox, firefox, bot ] ) {
			await ask( gatehouse, '/api/reports/publishing', { agent } );
		}
		await ask( gatehouse, '/', {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body: 'foul',
		} );
		await ask( gatehouse, '/site/state', {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body: 'foul',
		} );
		await ask( gatehouse, '/wp-login.php', { agent: bot } );
		await ask( gatehouse, '/session/renew', {
			method: 'POST',
			headers: { origin: 'https://strange.example' },
		} );
		await gatehouse.strangers.write();

		expect( await counted( gatehouse ) ).toEqual( [
			[ newYear, 'address', 'bot', 1 ],
			[ newYear, 'hand-off', 'other', 1 ],
			[ newYear, 'origin', 'other', 1 ],
			[ newYear, 'session', 'bot', 1 ],
			[ newYear, 'session', 'other', 2 ],
			[ newYear, 'statement', 'other', 1 ],
		] );
	} );

	it( 'are counted where they reach a limit', async () => {
		const gatehouse = await startGatehouse( {
			environment: { GATEHOUSE_LIMIT_FACTOR: '1' },
		} );
		const asked = 1203;
		for ( let i = 0; i < asked; i++ ) {
			await ask( gatehouse, '/api/reports' );
		}
		await gatehouse.strangers.write();

		const [ limit, session ] = await counted( gatehouse );
		expect( limit?.slice( 1, 3 ) ).toEqual( [ 'limit', 'other' ] );
		expect( limit?.[ 3 ] ).toBeGreaterThan( 0 );
		expect( Number( limit?.[ 3 ] ) + Number( session?.[ 3 ] ) ).toBe(
			asked
		);
	} );

	it( 'are none of people whose session is known, nor the question whether there is one', async () => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		await browser.fetch( '/session' );
		await browser.signIn();
		expect( ( await browser.fetch( '/api/activity?user=1' ) ).status ).toBe(
			403
		);
		gatehouse.clock.now += 31 * 60_000;
		expect( ( await browser.fetch( '/api/reports' ) ).status ).toBe( 401 );
		await gatehouse.strangers.write();

		expect( await counted( gatehouse ) ).toEqual( [] );
	} );

	it( 'take no more rows however many they are and whatever they say', async () => {
		const gatehouse = await startGatehouse();
		for ( let i = 0; i < 200; i++ ) {
			await ask( gatehouse, `/api/reports/${ i }?a=${ i }`, {
				agent: `${ firefox } ${ i }`,
				headers: { 'x-forwarded-for': `203.0.113.${ i }` },
			} );
			if ( i % 20 === 0 ) {
				await gatehouse.strangers.write();
			}
		}
		await gatehouse.strangers.write();

		expect( await counted( gatehouse ) ).toEqual( [
			[ newYear, 'session', 'other', 200 ],
		] );
	} );

	it( 'count on the site’s day, and together with other processes', async () => {
		// The last quarter of an hour of New Year's Eve in Seoul.
		const clock = { now: Date.UTC( 2025, 11, 31, 14, 50 ) };
		const gatehouse = await startGatehouse( { clock } );
		const other = await startGatehouse( {
			site: gatehouse.site,
			folder: gatehouse.folder,
			clock,
		} );
		await ask( gatehouse, '/api/reports' );
		await ask( other, '/api/reports' );
		clock.now += 10 * 60_000;
		await ask( other, '/api/reports' );
		await Promise.all( [
			gatehouse.strangers.write(),
			other.strangers.write(),
		] );

		expect( await counted( gatehouse ) ).toEqual( [
			[ newYear - 1, 'session', 'other', 2 ],
			[ newYear, 'session', 'other', 1 ],
		] );
	} );

	it( 'wait for a store that is busy, and are counted once', async () => {
		const store = await openStore( storeIn( await makeFolder() ) );
		onTestFinished( () => store.close() );
		let isBusy = true;
		const commit: Store[ 'commit' ] = ( work ) =>
			isBusy
				? Promise.reject( new Refusal( 'store_busy' ) )
				: store.commit( work );
		const strangers = createStrangers( {
			store: { ...store, commit },
			zoneOf: async () => zoneOf( 'UTC' ),
			clock: () => Date.UTC( 2026, 0, 1 ),
		} );
		const note = () =>
			strangers.note( {
				site: 'https://example.com',
				code: 'session_missing',
				userAgent: firefox,
			} );
		note();
		await expect( strangers.write() ).rejects.toThrow( Refusal );
		note();
		isBusy = false;
		await strangers.write();
		await strangers.write();

		expect( await counted( { store } ) ).toEqual( [
			[ newYear, 'session', 'other', 2 ],
		] );
	} );
} );
