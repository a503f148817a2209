import { sql } from 'kysely';
import { factsTable } from './dataset';
import type { Facts } from './facts';

const shown = 100;

export async function listSkipped( { db }: Facts, site: number ) {
	return db
		.selectFrom( 'skipped' )
		.select( [ 'dataset', 'id', 'reason' ] )
		.where( 'site', '=', site )
		.orderBy( 'dataset' )
		.orderBy( 'id' )
		.limit( shown )
		.execute();
}

/** How many facts, or rows that are none, there are of each dataset. */
export async function countByDataset(
	{ db, datasets }: Facts,
	site: number,
	what: 'facts' | 'skipped'
): Promise< Map< string, number > > {
	const counts = new Map< string, number >();
	for ( const dataset of datasets.values() ) {
		const rows =
			what === 'facts'
				? sql`${ sql.table( factsTable( dataset ) ) } where site = ${ site }`
				: sql`${ sql.table( 'skipped' ) } where site = ${ site } and dataset = ${ dataset.id }`;
		const { rows: counted } = await sql< { count: number } >`
			select count( * ) as count from ${ rows }
		`.execute( db );
		counts.set( dataset.id, Number( counted[ 0 ]?.count ?? 0 ) );
	}
	return counts;
}
