import { type Kysely, sql } from 'kysely';
import { goneSites } from '../gone-sites';
import { changeFacts } from './change';
import { createZone } from './days';
import { type Emptying, emptyNotes, emptyTables } from './emptying';
import type { Facts, FactsSchema } from './facts';
import { dropOwn, listOwn } from './own-tables';
import { findSite } from './sites';

/** Deletes the facts of datasets that a site offers no longer, after as long as those of a site. */
export async function forgetMissing(
	facts: Facts,
	{ now, signal }: { now: number; signal: AbortSignal }
): Promise< void > {
	const gone = await facts.db
		.selectFrom( 'copies' )
		.innerJoin( 'sites', 'sites.site', 'copies.site' )
		.select( [ 'copies.site', 'sites.home', 'copies.dataset' ] )
		.where( 'copies.missing_since', '<', now - goneSites.kept )
		.execute();
	for ( const { site, home, dataset } of gone ) {
		const isGone = ( writing: Kysely< FactsSchema > ) =>
			isMissing( writing, site, dataset );
		await forgetDataset( { facts, site, signal, isGone }, home, dataset );
		if ( signal.aborted ) {
			return;
		}
	}
}

async function forgetDataset(
	emptying: Emptying,
	home: string,
	id: string
): Promise< void > {
	const { facts, site, signal, isGone } = emptying;
	const own = ( await listOwn( facts, site ) ).find(
		( one ) => one.id === id
	);
	const dataset = own ?? facts.datasets.get( id );
	if ( dataset !== undefined ) {
		const known = await findSite( facts, home );
		const alone = { ...facts, datasets: new Map( [ [ id, dataset ] ] ) };
		await emptyTables(
			{ ...emptying, facts: alone },
			known === null ? null : createZone( known.timezone )
		);
	}
	await emptyNotes( emptying, sql`site = ${ site } and dataset = ${ id }` );
	if ( signal.aborted ) {
		return;
	}
	if ( own !== undefined ) {
		await dropOwn( emptying, own );
	}
	await changeFacts( facts, async ( writing ) => {
		if ( await isGone( writing ) ) {
			for ( const table of [ 'resyncs', 'copies' ] as const ) {
				await writing
					.deleteFrom( table )
					.where( 'site', '=', site )
					.where( 'dataset', '=', id )
					.execute();
			}
		}
	} );
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
