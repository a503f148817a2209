import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { run } from '../command.mjs';
import { openPlace, toRows } from './place.mjs';
import { startSite } from './site.mjs';

const diskMegabytes = 24;

/** Three sidecars on one SQLite file, on a disk of their own where one can be mounted. */
export function openOnSqlite( folder, { ownDisk = true } = {} ) {
	return openPlace( async ( atEnd ) => {
		await mkdir( folder, { recursive: true } );
		const disk = ownDisk && ( await mountDisk( join( folder, 'disk' ) ) );
		atEnd( () => disk?.unmount?.() );
		const site = await startSite();
		atEnd( site.close );
		const place = disk ? disk.folder : folder;
		return { site, folder: place, disk, rows: () => sessionsOf( place ) };
	} );
}

/** Of the sidecars whose folder this is. */
export async function sessionsOf( folder ) {
	const database = new DatabaseSync(
		join( folder, 'sidecar', 'sessions.sqlite' ),
		{ readOnly: true }
	);
	const rows = database
		.prepare( 'select id, generation, revoked_at from sessions' )
		.all();
	database.close();
	return toRows( rows );
}

/** A small disk in memory; null for who may not mount. */
async function mountDisk( folder ) {
	await mkdir( folder, { recursive: true } );
	try {
		await run( 'mount', [
			'-t',
			'tmpfs',
			'-o',
			`size=${ diskMegabytes }m`,
			'tmpfs',
			folder,
		] );
	} catch {
		return null;
	}
	const ballast = join( folder, 'ballast' );
	return {
		folder,
		megabytes: diskMegabytes,
		/** Writes until there is no room, also not in what the database has emptied. */
		async fill() {
			const database = new DatabaseSync(
				join( folder, 'sidecar', 'sessions.sqlite' )
			);
			database.exec( 'pragma busy_timeout = 2000' );
			database.exec( 'pragma wal_checkpoint( truncate )' );
			database.close();
			const block = Buffer.alloc( 256 * 1024 );
			for ( const part of [ block, block.subarray( 0, 4096 ) ] ) {
				await append( ballast, part );
			}
		},
		empty: () => rm( ballast ),
		unmount: () => run( 'umount', [ folder ] ),
	};
}

async function append( file, block ) {
	for (;;) {
		try {
			await writeFile( file, block, { flag: 'a' } );
		} catch ( error ) {
			if ( error.code === 'ENOSPC' ) {
				return;
			}
			throw error;
		}
	}
}
