import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { run } from '../command.mjs';
import { createCrowd } from './crowd.mjs';
import { startFleet } from './fleet.mjs';
import { startSite } from './site.mjs';

const diskMegabytes = 24;

/** Three sidecars on one SQLite file, on a disk of their own where one can be mounted. */
export async function openOnSqlite( folder, { ownDisk = true } = {} ) {
	await mkdir( folder, { recursive: true } );
	const disk = ownDisk && ( await mountDisk( join( folder, 'disk' ) ) );
	const place = disk ? disk.folder : folder;
	const site = await startSite();
	let fleet = null;
	let crowd = null;
	const close = async () => {
		crowd?.close();
		await fleet?.stop();
		site.close();
		await disk?.unmount?.();
	};
	try {
		fleet = await startFleet( {
			site,
			folder: place,
			count: 3,
			settingsOf: () => ( {} ),
		} );
		crowd = createCrowd( { site, ports: fleet.ports } );
	} catch ( error ) {
		await close();
		throw error;
	}
	return {
		site,
		fleet,
		crowd,
		disk,
		close,
		async rows() {
			const database = new DatabaseSync(
				join( place, 'sidecar', 'sessions.sqlite' ),
				{ readOnly: true }
			);
			const rows = database
				.prepare( 'select id, generation, revoked_at from sessions' )
				.all();
			database.close();
			return toRows( rows );
		},
	};
}

export function toRows( rows ) {
	return new Map(
		rows.map( ( { id, generation, revoked_at: end } ) => [
			id,
			{ generation, isOver: end !== null },
		] )
	);
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
