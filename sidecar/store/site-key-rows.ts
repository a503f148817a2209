import { isMysql } from './dialect';
import type { SiteKeyRow } from './schema';
import type { Store, Writing } from './store';

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
	const before = await writing
		.selectFrom( 'site_keys' )
		.select( 'kid' )
		.where( 'site', '=', site )
		.execute();
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

/** As committed: another process may have dropped it since this one read the keys. */
export async function isTrustedKey(
	writing: Writing,
	site: string,
	kid: string
): Promise< boolean > {
	const select = writing
		.selectFrom( 'site_keys' )
		.select( 'kid' )
		.where( 'site', '=', site )
		.where( 'kid', '=', kid );
	// Whoever drops it waits for those who were in time, and then ends what they began.
	const shared = isMysql( writing ) ? select.forShare() : select;
	return ( await shared.executeTakeFirst() ) !== undefined;
}
