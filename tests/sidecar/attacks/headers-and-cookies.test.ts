import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../sidecar/errors';
import { Browser } from '../browser';
import { type Gatehouse, startGatehouse } from '../gatehouse';
import { makeHandOff } from '../site';
import { codeOf, tokenOf } from './forge';
import { ask } from './raw';

const forged: Array< [ string, Record< string, string > ] > = [
	[ 'Host', { host: 'evil.example' } ],
	[ 'Host with a path', { host: 'evil.example/x' } ],
	[ 'Host with markup', { host: '"><script>evil.example' } ],
	[ 'X-Forwarded-Host', { 'x-forwarded-host': 'evil.example' } ],
	[ 'X-Forwarded-Server', { 'x-forwarded-server': 'evil.example' } ],
	[ 'X-Forwarded-Prefix', { 'x-forwarded-prefix': '/evil.example' } ],
	[
		'X-Forwarded-Proto and -Port',
		{ 'x-forwarded-proto': 'evil.example', 'x-forwarded-port': '1' },
	],
	[ 'Forwarded', { forwarded: 'host=evil.example;proto=https' } ],
	[ 'X-Original-URL', { 'x-original-url': '/evil.example' } ],
	[ 'X-Rewrite-URL', { 'x-rewrite-url': '/evil.example' } ],
	[ 'X-HTTP-Method-Override', { 'x-http-method-override': 'DELETE' } ],
];

const pages = [
	'/reports',
	'/reports/',
	'/reports/r/publishing',
	'/reports/session',
	'/reports/session/onward?step=renew&to=/',
	'/reports/session/onward?step=arrived&to=/',
	'/reports/nothing',
	'/nothing',
];

describe.each( forged )( 'a forged %s', ( _name, headers ) => {
	it.each( pages )( 'changes nothing of %s', async ( target ) => {
		const { address } = await startGatehouse();
		const asking = { target, headers: { accept: 'text/html' } };
		const honest = await ask( address, asking );
		const answer = await ask( address, {
			target,
			headers: { ...asking.headers, ...headers },
		} );
		expect( answer.status ).toBe( honest.status );
		expect( answer.body ).toBe( honest.body );
		expect( answer.headers.location ).toBe( honest.headers.location );
		expect( JSON.stringify( answer.headers ) ).not.toContain( 'evil' );
	} );
} );

describe( 'X-Forwarded-For', () => {
	/** Hand-offs of browsers are limited to 100 a minute for each address. */
	const handOverOften = async ( { address, site }: Gatehouse ) => {
		const statuses = [];
		for ( let i = 0; i < 101; i++ ) {
			const { status } = await ask( address, {
				method: 'POST',
				target: '/reports/',
				headers: {
					origin: site.home,
					'x-forwarded-for': `203.0.113.${ i }`,
				},
			} );
			statuses.push( status );
		}
		return statuses;
	};

	it( 'of anybody is no way round a limit', async () => {
		const gatehouse = await startGatehouse( {
			environment: { GATEHOUSE_LIMIT_FACTOR: '1' },
		} );
		expect( ( await handOverOften( gatehouse ) ).at( -1 ) ).toBe( 429 );
	} );

	it( 'of a trusted proxy tells the address apart', async () => {
		const gatehouse = await startGatehouse( {
			environment: {
				GATEHOUSE_LIMIT_FACTOR: '1',
				GATEHOUSE_TRUSTED_PROXIES: 'loopback',
			},
		} );
		expect( ( await handOverOften( gatehouse ) ).at( -1 ) ).toBe( 415 );
	} );

	it.each( [
		'not an address',
		'::1, evil',
		'0',
		`${ '1,'.repeat( 2000 ) }`,
	] )( 'that is nonsense breaks nothing: %s', async ( value ) => {
		const { address } = await startGatehouse( {
			environment: { GATEHOUSE_TRUSTED_PROXIES: 'loopback' },
		} );
		const { status } = await ask( address, {
			target: '/reports/session',
			headers: { 'x-forwarded-for': value },
		} );
		expect( status ).toBe( 401 );
	} );
} );

/** Every value that an answer gives back, and how it is asked with a line break in it. */
const reflected: Array< [ string, string, Record< string, string >? ] > = [
	[
		'the page to go to',
		'/session/onward?step=renew&to=/r/x%0d%0aX-Evil:%201',
	],
	[
		'the page arrived at',
		'/session/onward?step=arrived&to=/%0d%0a%0d%0a<script>',
	],
	[ 'the step', '/session/onward?step=%0d%0aX-Evil:%201&to=/' ],
	[ 'the report', '/r/x%0d%0aX-Evil:%201' ],
	[ 'the report document', '/api/reports/x%0d%0aX-Evil:%201' ],
	[ 'the language', '/api/reports?lang=%0d%0aX-Evil:%201' ],
	[ 'the period', '/api/reports/publishing?from=%0d%0aX-Evil:%201' ],
	[ 'an unknown address', '/%0d%0aX-Evil:%201' ],
	[ 'an unknown parameter', '/?%0d%0aX-Evil:%201=<script>alert(1)</script>' ],
	[ 'a bare line feed', '/session/onward?step=renew&to=/%0aX-Evil:%201' ],
	[
		'a wide line feed',
		'/session/onward?step=renew&to=/%E5%98%8A%E5%98%8DX-Evil:1',
	],
];

/** As the engine answers a name it does not know. */
const reports = {
	prepare: async () => {
		throw new Refusal( 'report_unknown', { parameter: 'report' } );
	},
};

describe( 'a line break', () => {
	it.each( reflected )( 'in %s stays where it is', async ( _name, path ) => {
		const browser = new Browser( await startGatehouse( { reports } ) );
		await browser.signIn();
		for ( const visitor of [ browser, new Browser( browser.gatehouse ) ] ) {
			const response = await visitor.fetch( path, {
				headers: { accept: 'text/html' },
			} );
			expect( response.status ).toBeLessThan( 500 );
			expect( response.headers.get( 'x-evil' ) ).toBeNull();
			const page = await response.text();
			expect( page ).not.toContain( '<script>' );
			expect( page.split( '\n' ) ).not.toContain( 'X-Evil: 1' );
		}
	} );

	it( 'in what a hand-off says stays where it is', async () => {
		const gatehouse = await startGatehouse();
		const { site, clock } = gatehouse;
		const claims = makeHandOff( site, clock.now );
		const response = await new Browser( gatehouse ).handOff( {
			...claims,
			to: '/r/x\r\nX-Evil: 1',
			state: { ...claims.state, name: 'A\r\nX-Evil: 1' },
			client: {
				address: '203.0.113.0\r\nX-Evil: 1',
				device: '\r\nX-Evil: 1',
			},
		} );
		expect( response.status ).toBe( 200 );
		expect( response.headers.get( 'x-evil' ) ).toBeNull();
		expect( gatehouse.log.join( '' ) ).not.toMatch( /^X-Evil/m );
	} );

	it.each( [
		[
			'in the address',
			'GET /reports/\r\nX-Evil: 1 HTTP/1.1\r\nHost: x\r\n\r\n',
		],
		[
			'alone in a header',
			'GET /reports/ HTTP/1.1\r\nHost: x\r\nOrigin: a\rX-Evil: 1\r\n\r\n',
		],
		[
			'folding a header',
			'GET /reports/ HTTP/1.1\r\nHost: x\r\nOrigin: a\r\n X-Evil: 1\r\n\r\n',
		],
		[
			'before the body',
			'POST /reports/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n',
		],
	] )(
		'%s is no second header and no second request',
		async ( _name, bytes ) => {
			const gatehouse = await startGatehouse();
			const { hostname, port } = new URL( gatehouse.address );
			const socket = connect( Number( port ), hostname );
			socket.end( bytes );
			const received = await text( socket );
			expect( received ).toMatch( /^HTTP\/1\.1 4\d\d / );
			expect( received.match( /^HTTP\/1\.1 /gm ) ).toHaveLength( 1 );
			expect( received ).not.toContain( 'X-Evil' );
			expect( gatehouse.log.join( '' ) ).not.toContain( '/evil' );
		}
	);
} );

describe( 'cookies', () => {
	const signedIn = async () => {
		const browser = new Browser( await startGatehouse() );
		await browser.signIn();
		return browser;
	};
	const ask200 = ( browser: Browser ) => browser.fetch( '/api/reports' );

	it.each( [
		[ 'over 4 KB', 'x'.repeat( 5000 ) ],
		[ 'over 4 KB in three parts', `${ 'x'.repeat( 5000 ) }.y.z` ],
		[ 'that is a quoted string', '"a.b.c"' ],
		[ 'that is percent-encoded', '%00%0d%0a' ],
		[ 'that is __proto__', '__proto__' ],
	] )( 'hold no session with a value %s', async ( _name, value ) => {
		const browser = await signedIn();
		const response = await browser.fetch( '/api/reports', {
			headers: { cookie: `__Secure-gatehouse_access=${ value }` },
		} );
		expect( response.status ).toBe( 401 );
		expect( await codeOf( response ) ).toBe( 'session_missing' );
		expect( ( await ask200( browser ) ).status ).toBe( 200 );
	} );

	it( 'of ours are found among three thousand others', async () => {
		const browser = await signedIn();
		const junk = 'a=1;'.repeat( 3000 );
		const response = await browser.fetch( '/api/reports', {
			headers: {
				cookie: `${ junk } __Secure-gatehouse_access=${ tokenOf( browser, 'access' ) }`,
			},
		} );
		expect( response.status ).toBe( 200 );
	} );

	it( 'by the ten thousand are refused whole, and nobody else waits', async () => {
		const browser = await signedIn();
		const junk = Array.from( { length: 10_000 }, ( _, i ) => `c${ i }=1` );
		const [ flooded, ...others ] = await Promise.all( [
			browser.fetch( '/api/reports', {
				headers: { cookie: junk.join( '; ' ) },
			} ),
			...Array.from( { length: 10 }, () => ask200( browser ) ),
		] );
		expect( flooded.status ).toBe( 431 );
		expect( others.map( ( { status } ) => status ) ).toEqual(
			Array.from( { length: 10 }, () => 200 )
		);
	} );

	it.each( [
		'__secure-gatehouse_access',
		'__Secure-gatehouse_access ',
		'__Host-gatehouse_access',
		'gatehouse_access',
		'constructor',
		'',
	] )( 'named "%s" are not ours', async ( name ) => {
		const browser = await signedIn();
		const token = tokenOf( browser, 'access' );
		const { status } = await ask( browser.gatehouse.address, {
			target: '/reports/api/reports',
			headers: {
				cookie: `x=1; ${ name }x=${ token }; ${ name.trim() }y=${ token }`,
			},
		} );
		expect( status ).toBe( 401 );
	} );
} );
