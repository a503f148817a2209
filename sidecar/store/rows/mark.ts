import { insertIfNew } from '../dialect';
import type { Store } from '../store';

/** The site's last mark; empty before the first. */
export async function readMark(
	{ db }: Store,
	site: string
): Promise< string > {
	const row = await db
		.selectFrom( 'marks' )
		.select( 'mark' )
		.where( 'site', '=', site )
		.executeTakeFirst();
	return row?.mark ?? '';
}

export async function keepMark(
	store: Store,
	site: string,
	mark: string
): Promise< void > {
	await store.commit( async ( writing ) => {
		const insert = writing.insertInto( 'marks' ).values( { site, mark } );
		if ( ! ( await insertIfNew( writing, insert ) ) ) {
			await writing
				.updateTable( 'marks' )
				.set( { mark } )
				.where( 'site', '=', site )
				.execute();
		}
	} );
}
