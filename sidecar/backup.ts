import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config';
import { copyDatabase } from './store/backup';

const databases = [ 'sessions.sqlite', 'facts.sqlite' ];

/** Copies both databases into a new folder named after the time, and answers what was done. */
export async function backUp(
	{ data }: Config,
	into: string,
	now: number
): Promise< string[] > {
	const name = new Date( now ).toISOString().replace( /[:.]/g, '-' );
	const folder = join( into, `gatehouse-${ name }` );
	await mkdir( folder, { recursive: true, mode: 0o700 } );
	const there = await readdir( data );
	const sentences = [];
	for ( const database of databases.filter( isIn( there ) ) ) {
		const to = join( folder, database );
		const bytes = await copyDatabase( join( data, database ), to );
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

function isIn( names: string[] ) {
	return ( name: string ) => names.includes( name );
}
