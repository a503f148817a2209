import { describe, expect, it } from 'vitest';
import type { Prepared } from '../../sidecar/reports/reports';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';

describe( 'GET api/reports', () => {
	it( 'speaks the language asked for, else the one of the session', async () => {
		const asked: string[] = [];
		const browser = new Browser(
			await startGatehouse( {
				reports: {
					catalogue: async ( { locale } ) => {
						asked.push( locale );
						return [];
					},
				},
			} )
		);
		await browser.signIn();
		await browser.fetch( '/api/reports?lang=en' );
		await browser.fetch( '/api/reports' );
		const refused = await browser.fetch( '/api/reports?lang=%00' );

		expect( asked ).toEqual( [ 'en', 'ko-KR' ] );
		expect( await refused.json() ).toMatchObject( {
			code: 'language_unknown',
			parameter: 'lang',
		} );
	} );
} );

describe( 'GET api/reports/:report', () => {
	const path = '/api/reports/publishing?by=week';

	/** The engine as far as the hot path can tell: warm once it was asked. */
	async function startWarm() {
		const asked: string[] = [];
		const prepared = {
			body: Buffer.from( '{"id":"publishing"}' ),
			etag: '"one"',
			report: 'publishing',
			document: {},
		} as Prepared;
		const gatehouse = await startGatehouse( {
			reports: {
				prepare: async ( { search } ) => {
					asked.push( `cold ${ search }` );
					return prepared;
				},
				warm: ( { search } ) => {
					if ( asked.length === 0 ) {
						return undefined;
					}
					asked.push( `warm ${ search }` );
					return prepared;
				},
			},
		} );
		return { asked, browser: new Browser( gatehouse ) };
	}

	it( 'answers warm with the same bytes and headers as cold', async () => {
		const { asked, browser } = await startWarm();
		await browser.signIn();
		const cold = await browser.fetch( path );
		const warm = await browser.fetch( path );

		expect( asked ).toEqual( [ 'cold ?by=week', 'warm ?by=week' ] );
		expect( await warm.text() ).toBe( await cold.text() );
		const headersOf = ( { headers }: Response ) =>
			Object.fromEntries(
				[ ...headers ].filter(
					( [ name ] ) =>
						! /^(date|ratelimit.*|x-request-id)$/.test( name )
				)
			);
		expect( headersOf( warm ) ).toEqual( headersOf( cold ) );
		expect( warm.headers.get( 'ratelimit' ) ).toMatch(
			/^"report"; r=\d+; t=/
		);
		expect( warm.headers.get( 'cache-control' ) ).toBe(
			'private, no-cache'
		);
	} );

	it( 'answers 304 to who has it already', async () => {
		const { browser } = await startWarm();
		await browser.signIn();
		for ( const _temperature of [ 'cold', 'warm' ] ) {
			const response = await browser.fetch( path, {
				headers: { 'if-none-match': '"one"' },
			} );
			expect( response.status ).toBe( 304 );
			expect( await response.text() ).toBe( '' );
		}
	} );

	it( 'refuses warm as it does cold', async () => {
		const { browser } = await startWarm();
		await browser.signIn();
		await browser.fetch( path );
		const copy = browser.copy();
		await browser.post( '/session/end' );
		expect( ( await copy.fetch( path ) ).status ).toBe( 401 );
		expect(
			( await new Browser( browser.gatehouse ).fetch( path ) ).status
		).toBe( 401 );
	} );

	it( 'leaves to the ordinary routes a cookie that came twice', async () => {
		const { browser } = await startWarm();
		await browser.signIn();
		await browser.fetch( path );
		const name = '__Secure-gatehouse_access';
		const { value } = browser.cookies.get( name ) ?? {};
		const refused = await browser.fetch( path, {
			headers: { cookie: `${ name }=${ value }; ${ name }=tossed` },
		} );
		expect( ( await refused.json() ).code ).toBe( 'cookie_duplicated' );
	} );

	it( 'notices that renewed cookies are in use', async () => {
		const { browser } = await startWarm();
		await browser.signIn();
		const thief = browser.copy();
		await browser.renew();
		await browser.fetch( path );
		browser.gatehouse.clock.now += 61_000;
		await browser.fetch( path );
		await expect
			.poll( async () => ( await thief.copy().renew() ).status )
			.toBe( 401 );
	} );
} );
