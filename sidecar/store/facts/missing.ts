import { goneSites } from '../gone-sites';
import { changeFacts } from './change';
import type { Facts } from './facts';
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
		await emptyTables( alone, site, signal );
		if ( signal.aborted ) {
			return;
		}
		await changeFacts( facts, async ( writing ) => {
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
