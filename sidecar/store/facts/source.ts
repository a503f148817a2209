import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Dataset } from './dataset';
import { factsTable } from './dataset';
import type { Zone } from './days';
import type { Facts } from './facts';

/** Where the facts of one dataset of one site are, copied from the site or the sidecar's own. */
export type Source = {
	db: QueryExecutorProvider;
	dataset: Dataset;
	/** A table, or what is like one, with a first condition: "from" goes before it, "and" may follow. */
	rows: RawBuilder< unknown >;
	/** Its moments are seconds, or milliseconds. */
	perSecond: 1 | 1000;
	/** The site's key where there are rollups; null where all is counted from the rows. */
	rollups: number | null;
	/** Of the site. */
	zone: Zone;
};

export function copiedFacts(
	{ db }: Facts,
	site: number,
	dataset: Dataset,
	zone: Zone
): Source {
	return {
		db,
		dataset,
		rows: sql`${ sql.table( factsTable( dataset ) ) } where site = ${ site }`,
		perSecond: 1,
		rollups: dataset.moment === null ? null : site,
		zone,
	};
}
