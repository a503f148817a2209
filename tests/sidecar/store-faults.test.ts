import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tokenTypes } from '../../sidecar/contract';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess } from './processes';
import { makeHandOff, makeState, makeVerifier, startSite } from './site';
import { isMariadb } from './test-store';

type Fault = {
	/** The trouble that readyz names. */
	trouble: string;
	/** Where the data lies, if a folder of the disk does not do. */
	folder?: () => Promise< string >;
	/** Breaks the store, and answers how to mend it; null: only a restart does. */
	strike( folder: string ): Promise< ( () => Promise< void > ) | null >;
};

const canMount = process.getuid?.() === 0 && process.platform === 'linux';

async function lock( folder: string ) {
	const other = new DatabaseSync( `${ folder }/sessions.sqlite`, {
		timeout: 1000,
	} );
	onTestFinished( () => other.close() );
	other.exec( 'begin exclusive' );
	return async () => other.exec( 'rollback' );
}

/** A disk of four megabytes. */
async function mountDisk(): Promise< string > {
	const mount = await makeFolder();
	execFileSync( 'mount', [ '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', mount ] );
	onTestFinished( () => void execFileSync( 'umount', [ '-l', mount ] ) );
	await mkdir( `${ mount }/data`, { mode: 0o700 } );
	return `${ mount }/data`;
}

async function fill( folder: string ) {
	const filler = `${ folder }/filler`;
	const bytes = Buffer.alloc( 4096 );
	for ( let size = 0; size < 2000; size++ ) {
		try {
			await writeFile( filler, bytes, { flag: 'a' } );
		} catch {
			break;
		}
	}
	return () => rm( filler );
}

async function remove( folder: string ) {
	for ( const ending of [ '', '-wal', '-shm' ] ) {
		await rm( `${ folder }/sessions.sqlite${ ending }`, { force: true } );
	}
	return null;
}

async function moveAway( folder: string ) {
	const file = `${ folder }/sessions.sqlite`;
	await rename( file, `${ folder }/elsewhere` );
	return () => rename( `${ folder }/elsewhere`, file );
}

async function damage( folder: string ) {
	const file = `${ folder }/sessions.sqlite`;
	const database = new DatabaseSync( file );
	database.exec( 'pragma wal_checkpoint( truncate )' );
	database.exec( 'create table stranger ( a )' );
	database.exec( 'pragma wal_checkpoint( truncate )' );
	await writeFile( file, Buffer.alloc( ( await stat( file ) ).size, 0x55 ) );
	database.close();
	return null;
}

/** Nothing may be written to the file any more, by root either. */
async function freeze( folder: string ) {
	const files = [ '', '-wal' ].map(
		( ending ) => `${ folder }/sessions.sqlite${ ending }`
	);
	execFileSync( 'chattr', [ '+i', ...files ] );
	const thaw = async () => void execFileSync( 'chattr', [ '-i', ...files ] );
	onTestFinished( thaw );
	return thaw;
}

const faults: Array< [ string, boolean, Fault ] > = [
	[
		'locked by another program',
		true,
		{ trouble: 'store_locked', strike: lock },
	],
	[
		'on a full disk',
		canMount,
		{ trouble: 'store_full', folder: mountDisk, strike: fill },
	],
	[ 'deleted', true, { trouble: 'store_gone', strike: remove } ],
	[ 'moved away', true, { trouble: 'store_gone', strike: moveAway } ],
	[ 'damaged', true, { trouble: 'store_broken', strike: damage } ],
	[
		'made read-only',
		canMount,
		{ trouble: 'store_failing', strike: freeze },
	],
];

async function start( folder: string ) {
	const site = await startSite();
	const process = await startProcess( site, folder );
	const browser = new Browser( process );
	const verifier = makeVerifier();
	await browser.signIn( {
		wps: verifier,
		state: makeState( {
			live: [ verifier ],
			grants: [ 'view', 'export', 'manage' ],
		} ),
	} );
	expect( ( await browser.fetch( '/api/reports/publishing' ) ).status ).toBe(
		200
	);
	return { site, process, browser, verifier };
}

async function ready( { address }: Process ) {
	const response = await fetch( `${ address }/readyz` );
	const { status, troubles } = await response.json();
	return {
		http: response.status,
		status,
		codes: troubles.map( ( { code }: { code: string } ) => code ),
	};
}

async function tell( { site, address }: Process, claims: object ) {
	const { jti, iat, exp, iss, aud } = makeHandOff( site, Date.now() );
	return fetch( `${ address }/site/state`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: await site.sign( tokenTypes.state, {
			...{ jti, iat, exp, iss, aud },
			...claims,
		} ),
	} );
}

async function outcome( answer: Promise< Response > ) {
	const response = await answer;
	const body = await response.text();
	const code = /"code":"(\w+)"/.exec( body )?.[ 1 ] ?? null;
	return {
		status: response.status,
		code,
		retryAfter: response.headers.get( 'retry-after' ),
		cookies: response.headers.getSetCookie().length,
	};
}

const waiting = {
	status: 503,
	code: 'store_busy',
	retryAfter: '1',
	cookies: 0,
};

describe
	.skipIf( isMariadb )
	.each( faults.filter( ( [ , canRun ] ) => canRun ) )(
	'a store on SQLite that is %s',
	{ timeout: 60_000 },
	( _name, _canRun, fault ) => {
		it( 'keeps everybody signed in, and says what is wrong', async () => {
			const folder = await ( fault.folder ?? makeFolder )();
			const { process, browser, verifier } = await start( folder );
			expect( await ready( process ) ).toMatchObject( { http: 200 } );
			const mend = await fault.strike( folder );

			const written = await Promise.all( [
				outcome( browser.renew() ),
				outcome( browser.post( '/session/end' ) ),
				outcome( new Browser( process ).handOff() ),
				outcome(
					tell( process, {
						states: [
							makeState( { version: 2, ended: [ verifier ] } ),
						],
					} )
				),
			] );
			expect( written ).toEqual( [ waiting, waiting, waiting, waiting ] );
			const read = await Promise.all(
				[
					'/session',
					'/api/reports',
					'/api/reports/publishing',
					'/r/publishing',
					'/healthz',
					'/.well-known/jwks.json',
				].map( async ( path ) => {
					const { status } = await browser.fetch( path );
					return `${ path } ${ status }`;
				} )
			);
			expect( read.filter( ( one ) => ! one.endsWith( '200' ) ) ).toEqual(
				[]
			);
			const asking = await Promise.all(
				[ '/api/sessions', '/api/activity', '/session/notices' ].map(
					( path ) => outcome( browser.fetch( path ) )
				)
			);
			for ( const { status, code } of asking ) {
				expect( [ '200 null', '503 store_busy' ] ).toContain(
					`${ status } ${ code }`
				);
			}
			expect( await ready( process ) ).toEqual( {
				http: 503,
				status: 'failing',
				codes: [ fault.trouble ],
			} );
			const lines = process.output().match( /"trouble":"store_\w+"/g );
			expect( lines ).toEqual( [ `"trouble":"${ fault.trouble }"` ] );

			if ( mend !== null ) {
				await mend();
				await expect
					.poll( async () => ( await ready( process ) ).status, {
						timeout: 5000,
					} )
					.toBe( 'ready' );
				expect( ( await browser.renew() ).status ).toBe( 200 );
			}
		} );
	}
);
