import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	newVisitor,
	openBrowser,
	reportCookies,
	signIn,
	statusBar,
} from '../journey/browser';
import { askFrom } from './ask-from';
import { expectWell } from './doctor';
import { lacks } from './lacks';
import { openServer, type Server } from './server-of-ones-own';

const secure = { httpOnly: true, secure: true, sameSite: 'Strict' };

/** How the browser keeps the two cookies. */
const kept = {
	path: [
		{
			...secure,
			name: '__Secure-gatehouse_access',
			domain: 'example.test',
			path: '/reports/',
		},
		{
			...secure,
			name: '__Secure-gatehouse_refresh',
			domain: 'example.test',
			path: '/reports/session',
		},
	],
	subdomain: [
		{
			...secure,
			name: '__Host-gatehouse_access',
			domain: 'reports.example.test',
			path: '/',
		},
		{
			...secure,
			name: '__Secure-gatehouse_refresh',
			domain: 'reports.example.test',
			path: '/session',
		},
	],
};

describe.skipIf( lacks( 'apache2', 'nginx' ) )( "a server of one's own", () => {
	let server: Server;
	let browser: Browser;
	let authority: string;
	beforeAll( async () => {
		server = await openServer();
		authority = await readFile( server.certificates.authority, 'utf8' );
		browser = await openBrowser( [
			'--host-resolver-rules=MAP example.test 127.0.0.1, MAP *.example.test 127.0.0.1',
			`--ignore-certificate-errors-spki-list=${ server.certificates.publicKeyHash }`,
		] );
	} );
	afterAll( async () => {
		await browser.close();
		await server.close();
	} );

	describe.each( [
		[ 'nginx', 'path' ],
		[ 'nginx', 'subdomain' ],
		[ 'apache', 'path' ],
		[ 'apache', 'subdomain' ],
	] as const )( 'with %s, reports on a %s', ( name, placement ) => {
		let base: string;
		beforeAll( async () => {
			base = server.bases[ placement ];
			await server.open( name, placement );
		} );
		afterAll( () => server.shut() );

		it( 'goes from the sign-in to a report, with cookies that only https gets', async () => {
			const { context, page, problems } = await newVisitor(
				browser,
				server.home
			);
			await signIn( page, 'admin', {
				to: '/wp-admin/admin.php?page=gatehouse',
			} );
			await statusBar( page )
				.getByText( 'Secure Session Active' )
				.waitFor();
			await page.getByText( /posts counted/ ).waitFor();
			expect( await reportCookies( context ) ).toMatchObject(
				kept[ placement ]
			);
			await page.goto( `${ base }/r/publishing` );
			await statusBar( page )
				.getByText( 'Secure Session Active' )
				.waitFor();
			expect( problems.filter( isUnforeseen ) ).toEqual( [] );

			await openFromElsewhere( context );
			await expect
				.poll( () => networksIn( page ) )
				.toContain( '127.9.8.0/24' );
			expect( await networksIn( page ) ).not.toContain(
				'203.0.113.0/24'
			);
			await context.close();
		} );

		it( 'counts each visitor by the address the web server saw', async () => {
			const left = async ( address: string, pretended: string ) => {
				const { headers } = await askFrom(
					address,
					`${ base }/session`,
					{
						ca: authority,
						headers: { 'X-Forwarded-For': pretended },
					}
				);
				const [ , count ] =
					/(?:remaining|\br)=(\d+)/.exec(
						String( headers.ratelimit )
					) ?? [];
				return Number( count );
			};
			const first = await left( '127.20.0.1', '203.0.113.1' );
			expect( await left( '127.20.0.1', '203.0.113.2' ) ).toBe(
				first - 1
			);
			expect( await left( '127.30.0.1', '203.0.113.1' ) ).toBe( first );
		} );

		it( 'is found well by the doctor', async () => {
			const findings = await server.doctor();
			expectWell( findings );
			const reached = findings.find(
				( { id } ) => id === 'base_reached'
			);
			expect( reached?.what ).toContain( base );
		} );

		it.runIf( placement === 'path' )(
			'leaves what only begins like it to WordPress',
			async () => {
				const ask = async ( path: string ) =>
					(
						await askFrom( '127.0.0.1', server.home + path, {
							ca: authority,
						} )
					).headers;
				expect( await ask( '/reports/style.css' ) ).toHaveProperty(
					'x-request-id'
				);
				expect( await ask( '/reports' ) ).toHaveProperty(
					'location',
					'/reports/'
				);
				expect( await ask( '/reports-of-old' ) ).not.toHaveProperty(
					'x-request-id'
				);
			}
		);

		/** A page on another host learns by asking that nobody has signed in there yet. */
		const isUnforeseen = ( problem: string ) =>
			placement === 'path' ||
			! problem.endsWith(
				`status of 401 (Unauthorized) (${ base }/session)`
			);

		/** A report, with a copy of the browser's cookies and an address made up. */
		async function openFromElsewhere( context: BrowserContext ) {
			const cookies = await context.cookies( `${ base }/api/reports` );
			const { status } = await askFrom(
				'127.9.8.7',
				`${ base }/api/reports/comments`,
				{
					ca: authority,
					headers: {
						Cookie: cookies
							.map(
								( cookie ) =>
									`${ cookie.name }=${ cookie.value }`
							)
							.join( '; ' ),
						'X-Forwarded-For': '203.0.113.9',
					},
				}
			);
			expect( status ).toBe( 200 );
		}

		function networksIn( page: Page ): Promise< string > {
			return page.evaluate(
				async ( address ) => ( await fetch( address ) ).text(),
				`${ base }/api/activity`
			);
		}
	} );
} );
