import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Config } from './config';
import { describePlace, factsFile, sessionsFile } from './config/store';
import { copyDatabase } from './store/sqlite/backup';

/** Copies both databases into a new folder named after the time, and answers what was done. */
export async function backUp(
	{ data, store }: Config,
	into: string,
	now: number
): Promise< string[] > {
	if ( store.kind === 'mysql' ) {
		throw new Error(
			`The store is ${ describePlace( store ) }, which its server backs up: mariadb-dump --single-transaction ${ store.database }`
		);
	}
	const name = new Date( now ).toISOString().replace( /[:.]/g, '-' );
	const folder = join( into, `gatehouse-${ name }` );
	await mkdir( folder, { recursive: true, mode: 0o700 } );
	const there = await readdir( data );
	const sentences = [];
	for ( const from of [ sessionsFile( store ), factsFile( store ) ] ) {
		const database = basename( from );
		if ( ! there.includes( database ) ) {
			continue;
		}
		const to = join( folder, database );
		const bytes = await copyDatabase( from, to );
		sentences.push( `${ to }: ${ bytes } bytes, whole.` );
	}
	if ( sentences.length === 0 ) {
		throw new Error(
			`There is no database in ${ data }. Give the backup the environment of the sidecar, GATEHOUSE_DATA above all.`
		);
	}
	const hasKey = await stat( join( data, 'key.json' ) ).then(
		() => true,
		() => false
	);
	return hasKey
		? [
				...sentences,
				`Keep ${ join( data, 'key.json' ) } too, apart from these: without it a restored store begins with nobody signed in.`,
			]
		: sentences;
}
