import { sql } from 'kysely';
import type { Facts } from './facts';

/** Homes of the sites, with a number that grows whenever their facts have changed. */
export async function readEditions( {
	db,
}: Facts ): Promise< Array< { home: string; edition: number } > > {
	return db.selectFrom( 'sites' ).select( [ 'home', 'edition' ] ).execute();
}

/** To be set in an update of the site's row. */
export const nextEdition = sql< number >`edition + 1`;
