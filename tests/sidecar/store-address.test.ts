import { describe, expect, it } from 'vitest';
import { ConfigFault, readConfig } from '../../sidecar/config';

function storeOf( address: string ) {
	return readConfig(
		{
			GATEHOUSE_SITES: 'https://example.com=https://example.com/reports',
			GATEHOUSE_STORE: address,
		},
		'/srv'
	).store;
}

describe( 'GATEHOUSE_STORE', () => {
	it( 'is a database, a user and a prefix in one address', () => {
		expect(
			storeOf( 'mysql://me:p%40ss%2F@db.example.com/reports' )
		).toEqual( {
			kind: 'mysql',
			host: 'db.example.com',
			port: 3306,
			socket: null,
			user: 'me',
			password: 'p@ss/',
			database: 'reports',
			prefix: 'gatehouse_',
			connections: 6,
			tls: false,
		} );
	} );

	it.each( [
		[ 'a port', 'mariadb://me:x@db:3307/reports', { port: 3307 } ],
		[ 'IPv6', 'mysql://me:x@[::1]:3306/reports', { host: '::1' } ],
		[
			'a socket',
			'mysql://me:x@localhost/reports?socket=/run/mysqld/mysqld.sock',
			{ socket: '/run/mysqld/mysqld.sock' },
		],
		[
			'a prefix',
			'mysql://me:x@db/reports?prefix=two_',
			{ prefix: 'two_' },
		],
		[ 'TLS', 'mysql://me:x@db/reports?tls=required', { tls: true } ],
		[
			'fewer connections',
			'mysql://me:x@db/reports?connections=3',
			{ connections: 3 },
		],
	] )( 'takes %s', ( _name, address, expected ) => {
		expect( storeOf( address ) ).toMatchObject( expected );
	} );

	it.each( [
		[ 'another protocol', 'postgres://me:s3cret@db/reports' ],
		[ 'a host alone', 'db.example.com' ],
		[
			'an unwritten slash in the password',
			'mysql://me:s3/cret@db/reports',
		],
		[ 'a stray percent sign', 'mysql://me:s3%cret@db/reports' ],
		[ 'no user', 'mysql://db/reports' ],
		[ 'no database', 'mysql://me:s3cret@db' ],
		[ 'a path below the database', 'mysql://me:s3cret@db/reports/more' ],
		[
			'a prefix that is no name',
			'mysql://me:s3cret@db/reports?prefix=a-b',
		],
		[ 'no prefix at all', 'mysql://me:s3cret@db/reports?prefix=' ],
		[
			'a relative socket',
			'mysql://me:s3cret@db/reports?socket=mysql.sock',
		],
		[ 'too few connections', 'mysql://me:s3cret@db/reports?connections=2' ],
		[ 'half a TLS', 'mysql://me:s3cret@db/reports?tls=maybe' ],
		[ 'an unknown name', 'mysql://me:s3cret@db/reports?ssl=1' ],
	] )( 'refuses %s, and keeps the password to itself', ( _name, address ) => {
		expect( () => storeOf( address ) ).toThrow( ConfigFault );
		expect( () => storeOf( address ) ).toThrow( /^GATEHOUSE_STORE .*/ );
		expect( () => storeOf( address ) ).not.toThrow( /s3|cret/ );
	} );
} );
