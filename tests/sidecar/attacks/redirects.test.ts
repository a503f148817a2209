import { describe, expect, it } from 'vitest';
import { Browser } from '../browser';
import { startGatehouse } from '../gatehouse';
import { makeHandOff } from '../site';
import { ask } from './raw';

const elsewhere = [
	[ 'another scheme', 'https://evil.example/' ],
	[ 'no scheme', '//evil.example/' ],
	[ 'three slashes', '///evil.example/' ],
	[ 'a backslash', '/\\evil.example/' ],
	[ 'two backslashes', '\\\\evil.example/' ],
	[ 'a tab', '/\t/evil.example/' ],
	[ 'a tab in the scheme', 'ht\ttps://evil.example/' ],
	[ 'a line break', '/\n/evil.example/' ],
	[ 'a carriage return', '/r/x\r\nLocation: https://evil.example/' ],
	[ 'encoded slashes', '/%2f%2fevil.example/' ],
	[ 'slashes encoded twice', '/%252f%252fevil.example/' ],
	[ 'an encoded backslash', '/%5cevil.example/' ],
	[ 'encoded dots', '/%2e%2e/evil.example/' ],
	[ 'dots', '/../evil.example/' ],
	[ 'a user', '@evil.example/' ],
	[ 'another port', ':8443/evil.example/' ],
	[ 'another port of the same host', 'http://127.0.0.1:1/evil.example/' ],
	[ 'a script', 'javascript:location="//evil.example/"' ],
	[ 'a data address', 'data:text/html,evil.example' ],
	[ 'a wide slash', '/／evil.example/' ],
	[ 'a NUL', '/\0/evil.example/' ],
	[ 'a space before', ' //evil.example/' ],
	[ 'a semicolon', '/;//evil.example/' ],
	[ 'a backslash in the query', '/?\\evil.example/' ],
	[ 'a fragment in the query', '/?a#//evil.example/' ],
	[ 'more than browsers and proxies take', `/?${ 'a'.repeat( 2000 ) }` ],
] as const;

/** Every address a page or a redirect leads to. */
function addressesIn( text: string ): string[] {
	return [ ...text.matchAll( /(?:href|action|url)="?=?([^"\s>]+)/g ) ].map(
		( [ , address = '' ] ) => address.replaceAll( '&amp;', '&' )
	);
}

describe( 'where to go afterwards', () => {
	it.each( elsewhere )(
		'does not leave the reports from the onward page: %s',
		async ( _name, to ) => {
			const { address, site } = await startGatehouse();
			const query = new URLSearchParams( { step: 'renew', to } );
			const response = await fetch(
				`${ address }/session/onward?${ query }`,
				{ redirect: 'manual', headers: { accept: 'text/html' } }
			);
			expect( response.headers.get( 'location' ) ).toBe(
				`${ site.home }/?gatehouse=open&to=%2F`
			);
		}
	);

	it.each( elsewhere )(
		'does not leave the reports after a form: %s',
		async ( _name, to ) => {
			const gatehouse = await startGatehouse();
			const { site, clock } = gatehouse;
			const handoff = await site.sign(
				'gatehouse-handoff+jwt',
				makeHandOff( site, clock.now, { way: 'form', to } )
			);
			const response = await new Browser( gatehouse ).fetch( '/', {
				method: 'POST',
				body: new URLSearchParams( { handoff } ),
			} );
			const page = await response.text();
			expect( response.status ).toBe( 200 );
			expect( page ).not.toContain( 'evil.example' );
			const onward = addressesIn( page ).filter( ( address ) =>
				address.includes( 'onward' )
			);
			expect( onward ).not.toHaveLength( 0 );
			for ( const address of onward ) {
				expect( address ).toBe(
					`${ site.base }/session/onward?step=arrived&to=%2F`
				);
			}
		}
	);

	it.each( elsewhere )(
		'does not leave the reports when a form is refused: %s',
		async ( _name, to ) => {
			const gatehouse = await startGatehouse();
			const { site, clock } = gatehouse;
			const browser = new Browser( gatehouse );
			const claims = makeHandOff( site, clock.now );
			await browser.signIn( claims );
			await browser.post( '/session/end' );
			const handoff = await site.sign( 'gatehouse-handoff+jwt', {
				...claims,
				way: 'form',
				to,
				jti: crypto.randomUUID(),
			} );
			const response = await browser.fetch( '/', {
				method: 'POST',
				headers: { accept: 'text/html' },
				body: new URLSearchParams( { handoff } ),
			} );
			expect( response.status ).toBe( 403 );
			expect( await response.text() ).not.toContain( 'evil.example' );
		}
	);

	it.each( [
		'//evil.example/reports/',
		'///evil.example',
		'/\\evil.example',
		'/reports//evil.example/',
		'/reports/\\evil.example/',
		'/reports?//evil.example/',
		'/reports/r//evil.example/',
		'http://evil.example/reports/',
		'http://evil.example/reports',
		'/reports/%0d%0aLocation:%20https://evil.example/',
		'/reports/..//evil.example/',
		'*',
	] )( 'does not follow the address asked for: %s', async ( target ) => {
		const { address, site } = await startGatehouse();
		const { status, headers, body } = await ask( address, {
			target,
			headers: { accept: 'text/html' },
		} );
		expect( status ).toBeLessThan( 500 );
		for ( const place of [
			...( headers.location === undefined ? [] : [ headers.location ] ),
			...addressesIn( body ),
		] ) {
			expect( new URL( place, site.base ).host ).toBe(
				new URL( site.base ).host
			);
		}
	} );
} );
