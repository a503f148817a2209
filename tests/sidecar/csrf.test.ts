import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';

const unsafe = [
	[ 'POST', '/session/renew' ],
	[ 'POST', '/session/end' ],
	[ 'DELETE', '/api/sessions?user=7' ],
	[ 'DELETE', '/api/sessions/of-anybody' ],
	[ 'DELETE', '/session/notices/1' ],
	[ 'POST', '/api/sync' ],
	[ 'POST', '/api/views' ],
	[ 'PUT', '/api/views/of-anybody' ],
	[ 'DELETE', '/api/views/of-anybody' ],
] as const;

const without: Array< [ string, Record< string, string >, string ] > = [
	[
		'a foreign Origin',
		{ origin: 'https://evil.example' },
		'origin_refused',
	],
	[ 'the Origin null', { origin: 'null' }, 'origin_refused' ],
	[
		'an Origin that only begins like the site',
		{ origin: 'http://127.0.0.1.evil.example' },
		'origin_refused',
	],
	[
		'a request another site began',
		{ 'sec-fetch-site': 'cross-site' },
		'origin_refused',
	],
	[
		'a request a sibling began, below a path',
		{ 'sec-fetch-site': 'same-site' },
		'origin_refused',
	],
	[ 'a wrong value', { 'x-gatehouse-csrf': 'wrong' }, 'csrf_wrong' ],
	[ 'an empty value', { 'x-gatehouse-csrf': '' }, 'csrf_wrong' ],
];

const http = resolve( import.meta.dirname, '../../sidecar/http' );

/** The handlers of unsafe methods as they are written, each to where the next route begins. */
const handlers = readdirSync( http )
	.filter( ( file ) => file.endsWith( '-routes.ts' ) )
	.map( ( file ) => readFileSync( resolve( http, file ), 'utf8' ) )
	.flatMap( ( text ) =>
		text
			.split( /\.(?:get|all|use)\(|(?=\.(?:post|put|patch|delete)\()/ )
			.filter( ( part ) =>
				/^\.(post|put|patch|delete)\(\s*(\w+[.,]|async)/.test( part )
			)
	);
const isSigned = ( handler: string ) =>
	/read(Statement|Render)Body/.test( handler );

describe( 'the table', () => {
	it( 'has every unsafe route that takes no signed statement', () => {
		const asked = handlers.filter( ( handler ) => ! isSigned( handler ) );
		expect( asked ).toHaveLength( unsafe.length );
		expect( handlers.length ).toBeGreaterThan( asked.length );
	} );
} );

describe.each( unsafe )( '%s %s', ( method, path ) => {
	const ask = ( browser: Browser, headers: Record< string, string > ) =>
		browser.fetch( path, {
			method,
			headers: {
				origin: browser.gatehouse.site.home,
				'x-gatehouse-csrf': browser.csrf,
				...headers,
			},
		} );

	it.each( without )( 'refuses %s', async ( _name, headers, code ) => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		const response = await ask( browser, headers );
		expect( response.status ).toBe( 403 );
		expect( ( await response.json() ).code ).toBe( code );
		expect( response.headers.getSetCookie() ).toEqual( [] );
	} );

	it( 'refuses a request without the header, and names it', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		const response = await browser.fetch( path, {
			method,
			headers: { origin: browser.gatehouse.site.home },
		} );
		expect( response.status ).toBe( 403 );
		expect( ( await response.json() ).code ).toBe( 'csrf_missing' );
	} );

	it( 'refuses the value of another session', async () => {
		const gatehouse = await startGatehouse();
		const [ browser, other ] = [
			new Browser( gatehouse ),
			new Browser( gatehouse ),
		];
		await browser.signIn();
		await other.signIn( {} );
		const response = await ask( browser, {
			'x-gatehouse-csrf': other.csrf,
		} );
		expect( response.status ).toBe( 403 );
	} );
} );
