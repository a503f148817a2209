import { join } from 'node:path';
import type { Settings } from './settings';

/** The files of SQLite: one for sessions, one for facts. */
export type SqlitePlace = { kind: 'sqlite'; folder: string };

/** A database of MySQL or MariaDB, which holds both. */
export type MysqlPlace = {
	kind: 'mysql';
	host: string;
	port: number;
	/** Instead of host and port. */
	socket: string | null;
	user: string;
	password: string;
	database: string;
	/** Before the name of every table. */
	prefix: string;
	/** That a process may hold open at a time. */
	connections: number;
	tls: boolean;
};

export type StorePlace = SqlitePlace | MysqlPlace;

const example =
	'mysql://gatehouse:password@127.0.0.1:3306/database?prefix=gatehouse_';

const defaults = { port: 3306, prefix: 'gatehouse_', connections: 6 };

/** One each for sessions, reports and sync. */
const fewestConnections = 3;

const parameters = [ 'prefix', 'connections', 'socket', 'tls' ];

/** Its faults never show the address: it holds a password. */
export function readStore(
	{ read, fault }: Settings,
	folder: string
): StorePlace {
	const text = read( 'GATEHOUSE_STORE' );
	const sqlite: SqlitePlace = { kind: 'sqlite', folder };
	if ( text === undefined ) {
		return sqlite;
	}
	const place = toPlace( text );
	if ( typeof place === 'string' ) {
		fault( `GATEHOUSE_STORE ${ place }` );
		return sqlite;
	}
	return place;
}

export function sessionsFile( { folder }: SqlitePlace ): string {
	return join( folder, 'sessions.sqlite' );
}

export function factsFile( { folder }: SqlitePlace ): string {
	return join( folder, 'facts.sqlite' );
}

/** Where a database is, without who may open it. */
export function describePlace( place: MysqlPlace ): string {
	const { host, port, socket, database } = place;
	return `${ database } at ${ socket ?? `${ host }:${ port }` }`;
}

/** Or what is wrong with it. */
function toPlace( text: string ): MysqlPlace | string {
	const url = URL.parse( text );
	if ( url === null || ! /^(mysql|mariadb):$/.test( url.protocol ) ) {
		return `is not the address of a database. Write ${ example }, with %40, %2F, %3A, %23 and %25 for @ / : # and % in the password, or leave it out to use SQLite.`;
	}
	if ( url.search.includes( '@' ) ) {
		return 'has an @ after a question mark. Write %3F for a ? and %40 for an @ in the password.';
	}
	const given = url.searchParams;
	const unknown = [ ...given.keys() ].find(
		( name ) => ! parameters.includes( name )
	);
	if ( unknown !== undefined ) {
		return `has "${ unknown }" after the question mark. It takes ${ parameters.join( ', ' ) }.`;
	}
	const user = decode( url.username );
	const password = decode( url.password );
	const database = decode( url.pathname.slice( 1 ) );
	if ( user === null || password === null || database === null ) {
		return 'has a % that begins no character. Write %25 for the sign itself.';
	}
	const socket = given.get( 'socket' );
	if ( ( url.hostname === '' && socket === null ) || user === '' ) {
		return `names no user or no host. Write ${ example }`;
	}
	if ( database === '' || database.includes( '/' ) ) {
		return `names no database. Write ${ example }`;
	}
	if ( socket !== null && ! socket.startsWith( '/' ) ) {
		return 'has a socket that is no absolute path, such as /run/mysqld/mysqld.sock.';
	}
	const prefix = given.get( 'prefix' ) ?? defaults.prefix;
	if ( ! /^[A-Za-z][A-Za-z0-9_]{0,31}$/.test( prefix ) ) {
		return `has the prefix "${ prefix }". Give letters, digits and _, 32 at most, such as ${ defaults.prefix }`;
	}
	const connections =
		given.get( 'connections' ) ?? String( defaults.connections );
	if (
		! /^\d{1,3}$/.test( connections ) ||
		Number( connections ) < fewestConnections
	) {
		return `has ${ connections } connections. Give how many a process may hold open, 3 or more, such as ${ defaults.connections }.`;
	}
	const tls = given.get( 'tls' ) ?? 'off';
	if ( tls !== 'off' && tls !== 'required' ) {
		return `has tls=${ tls }. Give required, or leave it out.`;
	}
	return {
		kind: 'mysql',
		host: url.hostname.replace( /^\[|\]$/g, '' ),
		port: url.port === '' ? defaults.port : Number( url.port ),
		socket,
		user,
		password,
		database,
		prefix,
		connections: Number( connections ),
		tls: tls === 'required',
	};
}

function decode( part: string ): string | null {
	try {
		return decodeURIComponent( part );
	} catch {
		return null;
	}
}
