import { sql } from 'kysely';
import { isMysql, locked } from '../dialect';
import { prepared, type ValueOf } from '../prepared';
import type { SiteKeyRow } from '../tables/schema';
import type { Store, Writing } from '../store';

type Key = Pick< SiteKeyRow, 'kid' | 'x' >;

export async function readSiteKeys(
	{ db }: Pick< Store, 'db' >,
	site: string
): Promise< Key[] > {
	return db
		.selectFrom( 'site_keys' )
		.select( [ 'kid', 'x' ] )
		.where( 'site', '=', site )
		.execute();
}

/** Replaces the whole set. Answers the kids that were trusted before. */
export async function storeSiteKeys(
	writing: Writing,
	site: string,
	keys: Key[]
): Promise< string[] > {
	// Of two processes that drop a key at once the second must see the set of the first.
	const before = await locked(
		writing,
		writing
			.selectFrom( 'site_keys' )
			.select( 'kid' )
			.where( 'site', '=', site )
	).execute();
	await writing
		.deleteFrom( 'site_keys' )
		.where( 'site', '=', site )
		.execute();
	await writing
		.insertInto( 'site_keys' )
		.values( keys.map( ( { kid, x } ) => ( { site, kid, x } ) ) )
		.execute();
	return before.map( ( { kid } ) => kid );
}

const findKey = prepared( ( db, value: ValueOf< Omit< SiteKeyRow, 'x' > > ) => {
	const select = db
		.selectFrom( 'site_keys' )
		.select( 'kid' )
		.where( 'site', '=', value( 'site' ) )
		.where( 'kid', '=', value( 'kid' ) );
	// MariaDB has no "for share". Whoever drops it waits for those who were in time, and then ends what they began.
	return isMysql( db ) ? select.modifyEnd( sql`lock in share mode` ) : select;
} );

/** As committed: another process may have dropped it since this one read the keys. */
export async function isTrustedKey(
	writing: Writing,
	site: string,
	kid: string
): Promise< boolean > {
	const { rows } = await findKey( writing, { site, kid } );
	return rows.length > 0;
}
