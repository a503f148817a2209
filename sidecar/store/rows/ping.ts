import { insertIfNew } from '../dialect';
import type { Store } from '../store';

/** Leaves word for the process that follows the sites. */
export async function leavePing( store: Store, site: string ): Promise< void > {
	await store.commit( ( writing ) =>
		insertIfNew( writing, writing.insertInto( 'pings' ).values( { site } ) )
	);
}

/** The sites that pinged since. One that pings again meanwhile is being asked anyway. */
export async function takePings( store: Store ): Promise< string[] > {
	const rows = await store.db
		.selectFrom( 'pings' )
		.select( 'site' )
		.execute();
	const sites = rows.map( ( { site } ) => site );
	if ( sites.length > 0 ) {
		await store.commit( ( writing ) =>
			writing.deleteFrom( 'pings' ).where( 'site', 'in', sites ).execute()
		);
	}
	return sites;
}
