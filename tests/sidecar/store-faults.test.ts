import { execFileSync } from 'node:child_process';
import { chown, rename, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
	canMount,
	expectBack,
	expectHeldUp,
	fillDisk,
	mountDisk,
	ready,
	startSignedIn,
} from './failing-store';
import { makeFolder } from './gatehouse';
import { isMariadb } from './test-store';

type Fault = {
	/** The trouble that readyz names. */
	trouble: string;
	/** Where the data lies, if a folder of the disk does not do. */
	folder?: () => Promise< string >;
	/** Whom the sidecar runs as. */
	uid?: number;
	/** Breaks the store, and answers how to mend it; null: only a restart does. */
	strike( folder: string ): Promise< ( () => Promise< void > ) | null >;
};

async function lock( folder: string ) {
	const other = new DatabaseSync( `${ folder }/sessions.sqlite`, {
		timeout: 1000,
	} );
	onTestFinished( () => other.close() );
	other.exec( 'begin exclusive' );
	return async () => other.exec( 'rollback' );
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

const nobody = 65534;

async function folderOfNobody(): Promise< string > {
	const folder = await makeFolder();
	await chown( folder, nobody, nobody );
	return folder;
}

/** Nothing may be written to the file any more, by root either; what chmod forbids goes on in an open file. */
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
		{
			trouble: 'store_full',
			folder: () => mountDisk( 4 ),
			strike: fillDisk,
		},
	],
	[ 'deleted', true, { trouble: 'store_gone', strike: remove } ],
	[ 'moved away', true, { trouble: 'store_gone', strike: moveAway } ],
	[ 'damaged', true, { trouble: 'store_broken', strike: damage } ],
	[
		'made read-only',
		canMount,
		{ trouble: 'store_read_only', strike: freeze },
	],
	[
		'made read-only, of a user without privileges',
		canMount,
		{
			trouble: 'store_read_only',
			folder: folderOfNobody,
			uid: nobody,
			strike: freeze,
		},
	],
];

describe
	.skipIf( isMariadb )
	.each( faults.filter( ( [ , canRun ] ) => canRun ) )(
	'a store on SQLite that is %s',
	{ timeout: 60_000 },
	( _name, _canRun, fault ) => {
		it( 'keeps everybody signed in, and says what is wrong', async () => {
			const folder = await ( fault.folder ?? makeFolder )();
			const { uid } = fault;
			const signedIn = await startSignedIn(
				folder,
				{},
				uid === undefined ? {} : { uid }
			);
			expect( await ready( signedIn.process ) ).toMatchObject( {
				http: 200,
			} );
			const mend = await fault.strike( folder );
			await expectHeldUp( signedIn, fault.trouble );
			if ( mend !== null ) {
				await mend();
				await expectBack( signedIn );
			}
		} );
	}
);
