import type { Kysely } from 'kysely';
import { goneSites } from '../gone-sites';
import { changeFacts } from './change';
import { markEveryDay } from './dirty';
import type { Facts, FactsSchema } from './facts';
import { emptyTables } from './gone-sites';
import { dropOwn } from './own-tables';

/** Deletes the facts of datasets that a site offers no longer, after as long as those of a site. */
export async function forgetMissing(
	facts: Facts,
	{ now, signal }: { now: number; signal: AbortSignal }
): Promise< void > {
	const gone = await facts.db
		.selectFrom( 'copies' )
		.select( [ 'site', 'dataset' ] )
		.where( 'missing_since', '<', now - goneSites.kept )
		.execute();
	for ( const { site, dataset: id } of gone ) {
		const dataset = facts.datasets.get( id );
		if ( dataset === undefined ) {
			await dropOwn( facts, site, id );
			continue;
		}
		const alone = { ...facts, datasets: new Map( [ [ id, dataset ] ] ) };
		const isGone = ( writing: Kysely< FactsSchema > ) =>
			isMissing( writing, site, id );
		// Offered again before the end of this, it is copied anew and every day of it is counted.
		await markEveryDay( alone, site );
		await emptyTables( alone, site, signal, isGone );
		if ( signal.aborted ) {
			return;
		}
		await changeFacts( facts, async ( writing ) => {
			if ( ! ( await isGone( writing ) ) ) {
				return;
			}
			for ( const table of [
				'copies',
				'resyncs',
				'skipped',
				'dirty_days',
			] as const ) {
				await writing
					.deleteFrom( table )
					.where( 'site', '=', site )
					.where( 'dataset', '=', id )
					.execute();
			}
		} );
	}
}

async function isMissing(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: string
): Promise< boolean > {
	const copy = await db
		.selectFrom( 'copies' )
		.select( 'missing_since' )
		.where( 'site', '=', site )
		.where( 'dataset', '=', dataset )
		.executeTakeFirst();
	return copy !== undefined && copy.missing_since !== null;
}
