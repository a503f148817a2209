import type { Site } from '../../config';
import { insertNew } from '../dialect';
import type { Store, Writing } from '../store';

/** Where a site's pages come from: its settings, and what its signed hand-offs named (siteurl). */
export type SiteOrigins = {
	includes( site: string, origin: string ): boolean;
	/** Those of them that are to be learnt. */
	unknown( site: string, origins: readonly string[] ): string[];
	/** Notices what another process has learnt, or had to forget. */
	reread(): Promise< void >;
};

/** In the commit of the hand-off that named them: its key may be dropped in the next one. */
export async function insertOrigins(
	writing: Writing,
	site: string,
	origins: readonly string[]
): Promise< void > {
	if ( origins.length === 0 ) {
		return;
	}
	await insertNew(
		writing,
		writing
			.insertInto( 'site_origins' )
			.values( origins.map( ( origin ) => ( { site, origin } ) ) ),
		'site'
	);
}

export async function openSiteOrigins(
	store: Store,
	sites: readonly Site[]
): Promise< SiteOrigins > {
	let known = new Map< string, Set< string > >();
	let reading = Promise.resolve();

	async function read() {
		const rows = await store.db
			.selectFrom( 'site_origins' )
			.selectAll()
			.execute();
		known = new Map(
			sites.map( ( { home, origins } ) => [ home, new Set( origins ) ] )
		);
		for ( const row of rows ) {
			known.get( row.site )?.add( row.origin );
		}
	}

	/** One after the other, so that an older answer never takes the place of a newer one. */
	const reread = () =>
		( reading = reading.catch( () => undefined ).then( read ) );

	await reread();

	return {
		includes: ( site, origin ) => known.get( site )?.has( origin ) ?? false,

		unknown: ( site, origins ) =>
			origins.filter( ( origin ) => ! known.get( site )?.has( origin ) ),

		reread,
	};
}
