import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findProgram, run } from '../command.mjs';
import { freePort, startService } from '../service.mjs';

/** In protocol 10 a server speaks first, and this comes after four bytes of header. */
const greeting = 0x0a;

/** For databases that nobody will miss: a write is done when it is in memory. */
export const forgetful = [
	'--innodb-flush-log-at-trx-commit=0',
	'--innodb-doublewrite=0',
];

export function findMariadb() {
	const server = findProgram( 'mariadbd', 'mysqld' );
	const install = findProgram( 'mariadb-install-db' );
	return server === null || install === null ? null : { server, install };
}

/** Where distributions keep the library of its clusters; null without one. */
export function findGalera() {
	const files = [ '/usr/lib/galera', '/usr/lib64/galera-4' ].map(
		( folder ) => join( folder, 'libgalera_smm.so' )
	);
	return files.find( ( file ) => existsSync( file ) ) ?? null;
}

/**
 * Starts a MariaDB of its own, on a private port of the loopback and in a private folder.
 *
 * @param {string} folder
 * @param {{ port?: number, settings?: string[] | ( ( isFirstStart: boolean ) => string[] ), prefix?: string, account?: { user: string, password: string } | null, user?: string }} options
 *        `prefix`: of the databases that the user may make and use; `account`: of a cluster that has it already;
 *        `user`: whom the server runs as
 */
export async function startMariadb(
	folder,
	{
		port,
		settings = [],
		prefix = 'gatehouse',
		account: known = null,
		user = userInfo().username,
	} = {}
) {
	const programs = findMariadb();
	if ( programs === null ) {
		throw new Error( 'mariadb-server is not installed.' );
	}
	const data = join( folder, 'data' );
	const listening = port ?? ( await freePort() );
	const account = known ?? {
		user: 'gatehouse',
		password: randomBytes( 12 ).toString( 'base64url' ),
	};
	await mkdir( folder, { recursive: true } );
	await run( programs.install, [
		'--no-defaults',
		`--datadir=${ data }`,
		`--user=${ user }`,
		'--auth-root-authentication-method=normal',
		'--skip-test-db',
	] );
	const init = join( folder, 'init.sql' );
	await writeFile( init, accountSql( account, prefix ), { mode: 0o600 } );
	if ( user !== userInfo().username ) {
		await run( 'chown', [ '-R', user, folder ] );
	}
	const start = ( isFirstStart ) =>
		startService( {
			name: 'MariaDB',
			program: programs.server,
			args: [
				'--no-defaults',
				`--user=${ user }`,
				`--datadir=${ data }`,
				`--socket=${ join( folder, 'mariadb.sock' ) }`,
				`--pid-file=${ join( folder, 'mariadb.pid' ) }`,
				...( known === null && isFirstStart
					? [ `--init-file=${ init }` ]
					: [] ),
				'--bind-address=127.0.0.1',
				`--port=${ listening }`,
				'--skip-name-resolve',
				'--skip-log-bin',
				'--innodb-buffer-pool-size=64M',
				...( Array.isArray( settings )
					? settings
					: settings( isFirstStart ) ),
			],
			log: join( folder, 'mariadb.log' ),
			until: () => speaks( listening ),
		} ).ready();
	let service = await start( true );
	return {
		port: listening,
		folder,
		account,
		/** @param {string} database */
		url: ( database ) =>
			`mysql://${ account.user }:${ account.password }@127.0.0.1:${ listening }/${ database }`,
		pid: () => service.pid,
		stop: () => service.stop(),
		async restart() {
			await service.stop();
			service = await start( false );
		},
	};
}

function accountSql( { user, password }, prefix ) {
	const named = `'${ user }'@'127.0.0.1'`;
	const databases = `\`${ prefix.replaceAll( '_', '\\_' ) }%\``;
	return [
		`create user if not exists ${ named } identified by '${ password }';`,
		`grant all privileges on ${ databases }.* to ${ named };`,
		'',
	].join( '\n' );
}

function speaks( port ) {
	return new Promise( ( resolve ) => {
		const socket = connect( port, '127.0.0.1' );
		const end = ( answer ) => {
			socket.destroy();
			resolve( answer );
		};
		socket.setTimeout( 1000, () => end( false ) );
		socket.on( 'error', () => end( false ) );
		socket.on( 'end', () => end( false ) );
		socket.on( 'data', ( bytes ) => end( bytes[ 4 ] === greeting ) );
	} );
}
