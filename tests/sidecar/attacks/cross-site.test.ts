import { describe, expect, it } from 'vitest';
import { Browser } from '../browser';
import { type Gatehouse, startGatehouse } from '../gatehouse';
import { makeHandOff, startSite } from '../site';
import { codeOf } from './forge';

async function handOffOf(
	{ site, clock }: Gatehouse,
	way: 'fetch' | 'form' | 'php'
): Promise< string > {
	return site.sign(
		'gatehouse-handoff+jwt',
		makeHandOff( site, clock.now, { way } )
	);
}

const origins: Array< [ string, ( home: string ) => string ] > = [
	[ 'another site', () => 'https://evil.example' ],
	[ 'a sandboxed frame', () => 'null' ],
	[ 'the same host on another port', () => 'http://127.0.0.1:1' ],
	[
		'the same host by another scheme',
		( home ) => home.replace( 'http', 'https' ),
	],
	[
		'a host that begins like the site',
		( home ) => `${ home }.evil.example`,
	],
	[ 'a subdomain of the site', ( home ) => home.replace( '//', '//x.' ) ],
	[ 'an origin with a path', ( home ) => `${ home }/` ],
	[ 'an origin in capitals', ( home ) => home.toUpperCase() ],
	[ 'two origins', ( home ) => `${ home }, https://evil.example` ],
	[
		'two origins, with a space',
		( home ) => `${ home } https://evil.example`,
	],
	[ 'an empty origin', () => '' ],
];

const bodies: Array<
	[ string, 'fetch' | 'form', ( jws: string ) => BodyInit, string ]
> = [
	[
		'form',
		'form',
		( handoff ) => String( new URLSearchParams( { handoff } ) ),
		'application/x-www-form-urlencoded',
	],
	[ 'statement', 'fetch', ( jws ) => jws, 'application/jose' ],
];

describe.each( bodies )(
	'a hand-off posted as a %s',
	( _kind, way, pack, type ) => {
		it( 'by a page of the site starts a session', async () => {
			const gatehouse = await startGatehouse();
			const response = await new Browser( gatehouse ).fetch( '/', {
				method: 'POST',
				headers: { 'content-type': type },
				body: pack( await handOffOf( gatehouse, way ) ),
			} );
			expect( response.status ).toBe( 200 );
		} );

		it.each( origins )( 'by %s starts none', async ( _name, toOrigin ) => {
			const gatehouse = await startGatehouse();
			const browser = new Browser( gatehouse );
			const response = await browser.fetch( '/', {
				method: 'POST',
				headers: {
					'content-type': type,
					origin: toOrigin( gatehouse.site.home ),
				},
				body: pack( await handOffOf( gatehouse, way ) ),
			} );
			expect( response.status ).toBe( 401 );
			expect( await codeOf( response ) ).toBe( 'handoff_refused' );
			expect( browser.cookies.size ).toBe( 0 );
			expect(
				response.headers.get( 'access-control-allow-origin' )
			).toBeNull();
		} );

		it( 'by a browser starts none when it was signed for PHP', async () => {
			const gatehouse = await startGatehouse();
			const browser = new Browser( gatehouse );
			const response = await browser.fetch( '/', {
				method: 'POST',
				headers: { 'content-type': type },
				body: pack( await handOffOf( gatehouse, 'php' ) ),
			} );
			expect( response.status ).toBe( 401 );
			expect( browser.cookies.size ).toBe( 0 );
		} );
	}
);

/** What a page may post to any other site without asking it first. */
const simple: Array< [ string, ( jws: string ) => BodyInit, string ] > = [
	[ 'text/plain', ( jws ) => jws, 'text/plain' ],
	[
		'text/plain that is JSON',
		( jws ) => JSON.stringify( { handoff: jws } ),
		'text/plain',
	],
	[
		'text/plain that is a form',
		( jws ) => `handoff=${ jws }`,
		'text/plain',
	],
	[
		'JSON',
		( jws ) => JSON.stringify( { handoff: jws } ),
		'application/json',
	],
	[ 'no type', ( jws ) => Buffer.from( jws ), '' ],
	[ 'several types', ( jws ) => jws, 'text/plain, application/jose' ],
	[
		'multipart/form-data',
		( jws ) =>
			`--b\r\nContent-Disposition: form-data; name="handoff"\r\n\r\n${ jws }\r\n--b--`,
		'multipart/form-data; boundary=b',
	],
];

describe( 'a hand-off in a body of another kind', () => {
	it.each( simple )( 'is not read: %s', async ( _name, pack, type ) => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		const response = await browser.fetch( '/', {
			method: 'POST',
			headers: { 'content-type': type },
			body: pack( await handOffOf( gatehouse, 'fetch' ) ),
		} );
		expect( response.status ).toBe( 415 );
		expect( browser.cookies.size ).toBe( 0 );
	} );

	it.each( [
		[
			'twice in one form',
			( jws: string ) => `handoff=${ jws }&handoff=${ jws }`,
		],
		[ 'as a list', ( jws: string ) => `handoff[]=${ jws }` ],
		[ 'as an object', ( jws: string ) => `handoff[a]=${ jws }` ],
		[ 'as a part of the address', () => '' ],
	] )( 'is not read: %s', async ( _name, pack ) => {
		const gatehouse = await startGatehouse();
		const browser = new Browser( gatehouse );
		const jws = await handOffOf( gatehouse, 'form' );
		const response = await browser.fetch( `/?handoff=${ jws }`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: pack( jws ),
		} );
		expect( response.status ).toBe( 415 );
		expect( browser.cookies.size ).toBe( 0 );
	} );
} );

describe( "another site's page with the victim's cookies", () => {
	const victim = async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		return browser;
	};

	const posts = [ '/session/renew', '/session/end' ].flatMap( ( path ) =>
		[
			'application/x-www-form-urlencoded',
			'text/plain',
			'application/json',
			'multipart/form-data; boundary=b',
		].map( ( type ) => [ path, type ] as const )
	);

	it.each( posts )(
		'gets nothing from POST %s as %s',
		async ( path, type ) => {
			const browser = await victim();
			const before = new Map( browser.cookies );
			const response = await browser.fetch( path, {
				method: 'POST',
				headers: {
					'content-type': type,
					origin: 'https://evil.example',
					'sec-fetch-site': 'cross-site',
				},
				body: `X-Gatehouse-CSRF=${ browser.csrf }&csrf=${ browser.csrf }`,
			} );
			expect( response.status ).toBe( 403 );
			expect( await codeOf( response ) ).toBe( 'origin_refused' );
			expect( browser.cookies ).toEqual( before );
			expect( ( await browser.renew() ).status ).toBe( 200 );
		}
	);

	it.each( posts )(
		'gets nothing without an Origin from POST %s as %s',
		async ( path, type ) => {
			const browser = await victim();
			const cookie = [ ...browser.cookies ]
				.map( ( [ name, { value } ] ) => `${ name }=${ value }` )
				.join( '; ' );
			const response = await fetch( browser.gatehouse.address + path, {
				method: 'POST',
				headers: {
					cookie,
					'content-type': type,
					'x-gatehouse-csrf': browser.csrf,
				},
			} );
			expect( await codeOf( response ) ).toBe( 'origin_refused' );
		}
	);

	it.each( [ '/session', '/api/reports', '/api/reports/publishing' ] )(
		'may not read GET %s',
		async ( path ) => {
			const browser = await victim();
			const response = await browser.fetch( path, {
				headers: { origin: 'https://evil.example' },
			} );
			const { headers } = response;
			expect( headers.get( 'access-control-allow-origin' ) ).toBeNull();
			expect(
				headers.get( 'access-control-allow-credentials' )
			).toBeNull();
			expect( headers.get( 'vary' ) ).toContain( 'Origin' );
			expect( headers.get( 'cross-origin-resource-policy' ) ).toBe(
				'same-origin'
			);
		}
	);

	it( 'may not ask whether it might', async () => {
		const { address } = await startGatehouse();
		const response = await fetch( `${ address }/session/renew`, {
			method: 'OPTIONS',
			headers: {
				origin: 'https://evil.example',
				'access-control-request-method': 'POST',
				'access-control-request-headers': 'x-gatehouse-csrf',
			},
		} );
		expect( [ ...response.headers.keys() ].join() ).not.toContain(
			'access-control-allow'
		);
	} );

	it( 'cannot renew or end by a link, or by naming another method', async () => {
		const browser = await victim();
		for ( const path of [ '/session/renew', '/session/end' ] ) {
			expect( ( await browser.fetch( path ) ).status ).toBe( 405 );
			const overridden = await browser.fetch( `${ path }?_method=POST`, {
				headers: { 'x-http-method-override': 'POST' },
			} );
			expect( overridden.status ).toBe( 405 );
		}
		expect( ( await browser.renew() ).status ).toBe( 200 );
	} );

	it( 'of another site at the same sidecar is another site', async () => {
		const [ site, other ] = [
			await startSite(),
			await startSite( '/other' ),
		];
		const gatehouse = await startGatehouse( {
			site,
			environment: {
				GATEHOUSE_SITES: [ site, other ]
					.map( ( { home, base } ) => `${ home }=${ base }` )
					.join( ' ' ),
			},
		} );
		const browser = new Browser( gatehouse );
		await browser.signIn();
		const response = await browser.post( '/session/renew', {
			headers: { origin: other.home },
		} );
		expect( await codeOf( response ) ).toBe( 'origin_refused' );
	} );
} );
