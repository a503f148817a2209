import type { SiteKeyRow } from './schema';
import type { Store } from './store';

type Key = Pick< SiteKeyRow, 'kid' | 'x' >;

export async function readSiteKeys(
	{ db }: Store,
	site: string
): Promise< Key[] > {
	return db
		.selectFrom( 'site_keys' )
		.select( [ 'kid', 'x' ] )
		.where( 'site', '=', site )
		.execute();
}

/** Replaces the whole set. */
export async function storeSiteKeys(
	store: Store,
	site: string,
	keys: Key[]
): Promise< void > {
	await store.commit( async ( writing ) => {
		await writing
			.deleteFrom( 'site_keys' )
			.where( 'site', '=', site )
			.execute();
		await writing
			.insertInto( 'site_keys' )
			.values( keys.map( ( { kid, x } ) => ( { site, kid, x } ) ) )
			.execute();
	} );
}
