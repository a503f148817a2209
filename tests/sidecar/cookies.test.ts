import { describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { startGatehouse } from './gatehouse';

const access = '__Secure-gatehouse_access';

describe( 'cookies', () => {
	it( 'sent twice are refused, and every place a copy may have is cleared', async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		const { value } = browser.cookies.get( access ) ?? {};
		const response = await browser.fetch( '/api/reports', {
			headers: { cookie: `${ access }=tossed; ${ access }=${ value }` },
		} );

		expect( response.status ).toBe( 401 );
		expect( ( await response.json() ).code ).toBe( 'cookie_duplicated' );
		const expired = response.headers.getSetCookie();
		for ( const path of [
			'/',
			'/reports',
			'/reports/',
			'/reports/api/',
		] ) {
			expect( expired ).toContain(
				`${ access }=; Max-Age=0; Path=${ path }; HttpOnly; Secure; SameSite=Strict`
			);
		}
		expect( response.headers.get( 'clear-site-data' ) ).toBeNull();
	} );

	it( 'of WordPress are neither read nor logged', async () => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		await browser.signIn();
		const { value } = browser.cookies.get( access ) ?? {};
		const response = await browser.fetch( '/api/reports', {
			headers: {
				cookie: `wordpress_logged_in_x=secret; ${ access }=${ value }`,
			},
		} );
		expect( response.status ).toBe( 200 );
		expect( gatehouse.log.join( '' ) ).not.toContain( 'secret' );
	} );

	it.each( [
		[ 'changed', ( token: string ) => `${ token.slice( 0, -2 ) }AA` ],
		[
			'without a signature',
			( token: string ) => token.replace( /[^.]*$/, '' ),
		],
		[ 'that is no token', () => 'nonsense' ],
		[ 'that is empty', () => '' ],
	] )(
		'hold no session when the access token is one %s',
		async ( _name, bend ) => {
			const browser = new Browser( await startGatehouse() );
			await browser.signIn();
			const { value = '' } = browser.cookies.get( access ) ?? {};
			const response = await browser.fetch( '/api/reports', {
				headers: { cookie: `${ access }=${ bend( value ) }` },
			} );
			expect( response.status ).toBe( 401 );
			expect( ( await response.json() ).code ).toBe( 'session_missing' );
		}
	);
} );
