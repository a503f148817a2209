import type { Site } from '../config';
import { insertNew } from './dialect';
import type { Store } from './store';

/** Where a site's pages come from: its settings, and what its signed hand-offs named (siteurl). */
export type SiteOrigins = {
	includes( site: string, origin: string ): boolean;
	learn( site: string, origins: readonly string[] ): Promise< void >;
	/** Notices what another process has learnt, or had to forget. */
	reread(): Promise< void >;
};

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

		async learn( site, origins ) {
			const fresh = origins.filter(
				( origin ) => ! known.get( site )?.has( origin )
			);
			if ( fresh.length === 0 ) {
				return;
			}
			await store.commit( ( writing ) =>
				insertNew(
					writing,
					writing
						.insertInto( 'site_origins' )
						.values(
							fresh.map( ( origin ) => ( { site, origin } ) )
						),
					'site'
				)
			);
			await reread();
		},

		reread,
	};
}
