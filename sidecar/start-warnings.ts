import type { Logger } from 'pino';
import type { StorePlace } from './config/store';
import { networkFileSystemOf } from './store/sqlite/file-system';
import { forgetfulServer } from './store/mysql/server';
import type { Store } from './store/store';

/** SQLite's two files on a disk that several machines may share. */
export async function warnOfNetwork(
	place: StorePlace,
	log: Logger
): Promise< void > {
	if ( place.kind !== 'sqlite' ) {
		return;
	}
	const { folder } = place;
	const name = await networkFileSystemOf( folder );
	if ( name !== null ) {
		log.warn(
			{ folder, fileSystem: name },
			'the data folder is on a network file system: the databases go without WAL and are slower; run one machine on it, or set GATEHOUSE_STORE to MySQL or MariaDB'
		);
	}
}

export function warnOfServer( { server }: Store, log: Logger ): void {
	if ( server !== null && ! server.isDurable ) {
		log.warn( { server: server.name }, forgetfulServer );
	}
}
