import { describe, expect, it } from 'vitest';
import { ConfigFault, readConfig } from '../../sidecar/config';

const good = {
	GATEHOUSE_SITES: 'https://example.com=https://example.com/reports',
};

function faultsOf( environment: Record< string, string > ): readonly string[] {
	try {
		readConfig( environment, '/srv' );
	} catch ( error ) {
		if ( error instanceof ConfigFault ) {
			return error.faults;
		}
		throw error;
	}
	return [];
}

/** A pair whose home has so many characters. */
function longHome( length: number ): string {
	const home = 'https://example.com/'.padEnd( length, 'a' );
	return `${ home }=https://example.com/reports`;
}

describe( 'the settings', () => {
	it( 'need no more than the sites', () => {
		expect( readConfig( good, '/srv' ) ).toMatchObject( {
			sites: [
				{
					home: 'https://example.com',
					base: 'https://example.com/reports',
					basePath: '/reports',
					origins: [ 'https://example.com' ],
				},
			],
			data: '/srv/data',
			host: '127.0.0.1',
			port: 8787,
			trustedProxies: [],
			privateKey: null,
		} );
	} );

	it( 'are normalised and frozen', () => {
		const config = readConfig(
			{
				GATEHOUSE_SITES:
					'HTTPS://Example.com:443/blog/=https://Reports.Example.com/, http://localhost:8080=http://localhost:8080/reports/',
				PORT: '0',
			},
			'/srv'
		);
		expect( config.sites ).toMatchObject( [
			{
				home: 'https://example.com/blog',
				base: 'https://reports.example.com',
				basePath: '',
			},
			{ home: 'http://localhost:8080', basePath: '/reports' },
		] );
		expect( config.port ).toBe( 0 );
		expect( Object.isFrozen( config ) ).toBe( true );
	} );

	it( 'take a home as long as the store keeps, and name the length of a longer one', () => {
		expect( faultsOf( { GATEHOUSE_SITES: longHome( 191 ) } ) ).toEqual(
			[]
		);
		expect( faultsOf( { GATEHOUSE_SITES: longHome( 192 ) } ) ).toEqual( [
			expect.stringMatching( /has 192 characters, and at most 191/ ),
		] );
	} );

	it( 'name every fault at once', () => {
		const faults = faultsOf( {
			GATEHOUSE_PORT: '99999',
			GATEHOUSE_LOG_LEVEL: 'loud',
			GATEHOUSE_TRUSTED_PROXIES: 'loopback, everyone',
			GATEHOUSE_LIMIT_FACTOR: '0',
			GATEHOUSE_ACTIVITY_DAYS: '4000',
			GATEHOUSE_PRIVATE_KEY: '{"kty":"OKP","d":"secret"}',
		} );
		expect( faults ).toHaveLength( 7 );
		for ( const name of [
			'GATEHOUSE_SITES is not set',
			'GATEHOUSE_PORT is "99999"',
			'GATEHOUSE_LOG_LEVEL is "loud"',
			'GATEHOUSE_TRUSTED_PROXIES has "everyone"',
			'GATEHOUSE_LIMIT_FACTOR is "0"',
			'GATEHOUSE_ACTIVITY_DAYS is "4000"',
			'GATEHOUSE_PRIVATE_KEY is not',
		] ) {
			expect( faults.join( '\n' ) ).toContain( name );
		}
		expect( faults.join( '\n' ) ).not.toContain( 'secret' );
	} );

	it.each( [
		[ 'no pair', 'https://example.com' ],
		[ 'no address', 'example.com=example.com/reports' ],
		[
			'http on the internet',
			'http://example.com=http://example.com/reports',
		],
		[
			'http for one of two',
			'https://example.com=http://example.com/reports',
		],
		[
			'the site as its own reports',
			'https://example.com=https://example.com/',
		],
		[ 'another domain', 'https://example.com=https://example.net/reports' ],
		[
			'a neighbour on a shared domain',
			'https://a.github.io=https://b.github.io',
		],
		[
			'two names of this machine',
			'http://localhost=http://127.0.0.1/reports',
		],
		[ 'a query', 'https://example.com?x=https://example.com/reports' ],
		[ 'a password', 'https://a:b@example.com=https://example.com/reports' ],
	] )( 'refuse %s', ( _name, sites ) => {
		expect( faultsOf( { GATEHOUSE_SITES: sites } ) ).toHaveLength( 1 );
	} );

	it.each( [
		'true',
		'*',
		'1',
		'0.0.0.0/0',
		'128.0.0.0/1',
		'0.0.0.0/7',
		'10.1.2.3/0',
		'::/0',
		'2000::/3',
		'::/80',
		'::ffff:0:0/96',
		'::ffff:0.0.0.0/96',
		'::ffff:10.0.0.0/103',
		'0:0:0:0:0:ffff:a00:0/100',
		'fc00::/6',
	] )( 'refuse to trust everybody as a proxy: %s', ( proxy ) => {
		const faults = faultsOf( {
			...good,
			GATEHOUSE_TRUSTED_PROXIES: `loopback, ${ proxy }`,
		} );
		expect( faults ).toEqual( [
			expect.stringContaining( `"${ proxy }", which trusts everybody` ),
		] );
	} );

	it.each( [
		'loopback',
		'127.0.0.1',
		'10.0.0.0/8',
		'::ffff:10.0.0.0/104',
		'fc00::/7',
		'fe80::/10',
		'2400:cb00::/32',
		'::1',
	] )( 'trust a proxy: %s', ( proxy ) => {
		expect(
			readConfig( { ...good, GATEHOUSE_TRUSTED_PROXIES: proxy }, '/srv' )
				.trustedProxies
		).toEqual( [ proxy ] );
	} );

	it( 'refuse two sites with one base', () => {
		const pairs =
			'https://a.example.com=https://example.com/reports https://b.example.com=https://example.com/reports';
		expect( faultsOf( { GATEHOUSE_SITES: pairs } ) ).toHaveLength( 1 );
	} );
} );

describe( 'the address of Redis', () => {
	const placeOf = ( address: string ) =>
		readConfig( { ...good, GATEHOUSE_REDIS: address }, '/srv' ).redis;

	it( 'may be none', () => {
		expect( readConfig( good, '/srv' ).redis ).toBeNull();
	} );

	it.each( [
		[
			'redis://localhost',
			{
				kind: 'standalone',
				nodes: [ { host: 'localhost', port: 6379 } ],
				user: null,
				password: null,
				database: 0,
				tls: false,
				prefix: 'gatehouse:',
			},
		],
		[
			'rediss://me:a%40b%2Fc%3Ad:e@[::1]:7000/3?prefix=shop:',
			{
				nodes: [ { host: '::1', port: 7000 } ],
				user: 'me',
				password: 'a@b/c:d:e',
				database: 3,
				tls: true,
				prefix: 'shop:',
			},
		],
		[
			'redis+sentinel://:p@a:1,b,c:3/main/2?sentinel-password=q',
			{
				kind: 'sentinel',
				nodes: [
					{ host: 'a', port: 1 },
					{ host: 'b', port: 26379 },
					{ host: 'c', port: 3 },
				],
				master: 'main',
				database: 2,
				password: 'p',
				sentinelPassword: 'q',
			},
		],
		[
			'rediss+cluster://a:1,b:2',
			{
				kind: 'cluster',
				tls: true,
				nodes: [
					{ host: 'a', port: 1 },
					{ host: 'b', port: 2 },
				],
			},
		],
	] )( 'is read: %s', ( address, place ) => {
		expect( placeOf( address ) ).toMatchObject( place );
	} );

	it.each( [
		'localhost:6379',
		'http://:secret@localhost',
		'redis://:secret@a:1,b:2',
		'redis://:secret@a:99999',
		'redis://:sec@ret@a',
		'redis://:secret@a/one',
		'redis://:secret@a?wrong=1',
		'redis+sentinel://:secret@a:1,b:2',
		'redis+cluster://:secret@a:1/3',
	] )( 'is refused without its password: %s', ( address ) => {
		const faults = faultsOf( { ...good, GATEHOUSE_REDIS: address } );
		expect( faults ).toHaveLength( 1 );
		expect( faults[ 0 ] ).toMatch( /^GATEHOUSE_REDIS (is|needs|has) / );
		expect( faults[ 0 ] ).not.toMatch( /secret|ret@/ );
	} );
} );

describe( 'a password with a ? in an address', () => {
	it.each( [
		[ 'GATEHOUSE_STORE', 'mysql://u:123?secret@h/db' ],
		[ 'GATEHOUSE_STORE', 'mysql://u:123?prefix=secret@h/db' ],
		[ 'GATEHOUSE_REDIS', 'redis://u:123?secret@h' ],
		[ 'GATEHOUSE_REDIS', 'redis://u:123?secret&a@h' ],
	] )( 'is not told in the fault: %s=%s', ( name, value ) => {
		const read = () =>
			readConfig(
				{
					GATEHOUSE_SITES: 'https://a.example=https://r.a.example',
					[ name ]: value,
				},
				'/srv'
			);
		expect( read ).toThrow( `${ name } has an @ after a question mark` );
		expect( read ).not.toThrow( /secret/ );
	} );
} );
