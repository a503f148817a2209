import { sql } from 'kysely';
import { goneSites } from '../gone-sites';
import { changeFacts } from './change';
import { createZone } from './days';
import { emptyNotes, emptyTables } from './emptying';
import type { Facts } from './facts';
import { dropOwn, listOwn } from './own-tables';
import { findSite } from './sites';

type Round = {
	/** Of the sites that the settings name. */
	homes: readonly string[];
	now: number;
	signal: AbortSignal;
};

/** Keeps when the settings last named each site, and deletes the facts of those long out of them. */
export async function forgetGoneSites(
	facts: Facts,
	{ homes, now, signal }: Round
): Promise< void > {
	await noteNamed( facts, homes, now );
	const gone = await facts.db
		.selectFrom( 'sites' )
		.select( [ 'site', 'home' ] )
		.where( 'home', 'not in', homes )
		.where( 'named_at', '<', now - goneSites.kept )
		.execute();
	for ( const site of gone ) {
		await forgetSite( facts, site, signal );
	}
}

async function noteNamed(
	facts: Facts,
	homes: readonly string[],
	now: number
): Promise< void > {
	const rows = await facts.db
		.selectFrom( 'sites' )
		.select( [ 'site', 'home', 'named_at' ] )
		.execute();
	const due = rows.filter(
		( { home, named_at: namedAt } ) =>
			namedAt === null ||
			( homes.includes( home ) && namedAt < now - goneSites.notedEvery )
	);
	if ( due.length > 0 ) {
		await changeFacts( facts, ( writing ) =>
			writing
				.updateTable( 'sites' )
				.set( { named_at: now } )
				.where(
					'site',
					'in',
					due.map( ( { site } ) => site )
				)
				.execute()
		);
	}
}

async function forgetSite(
	facts: Facts,
	{ site, home }: { site: number; home: string },
	signal: AbortSignal
): Promise< void > {
	// Named again before the end of this, it is copied anew.
	await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'sites' )
			.set( { cursor: null, agreed_at: null } )
			.where( 'site', '=', site )
			.execute()
	);
	const known = await findSite( facts, home );
	const own = await listOwn( facts, site );
	const datasets = new Map( [
		...facts.datasets,
		...own.map( ( dataset ) => [ dataset.id, dataset ] as const ),
	] );
	const emptying = { facts, site, signal, isGone: async () => true };
	await emptyTables(
		{ ...emptying, facts: { ...facts, datasets } },
		known === null ? null : createZone( known.timezone )
	);
	await emptyNotes( emptying, sql`site = ${ site }` );
	if ( signal.aborted ) {
		return;
	}
	for ( const dataset of own ) {
		await dropOwn( emptying, dataset );
	}
	await changeFacts( facts, async ( writing ) => {
		for ( const table of [
			'copies',
			'resyncs',
			'logos',
			'sites',
		] as const ) {
			await writing
				.deleteFrom( table )
				.where( 'site', '=', site )
				.execute();
		}
	} );
}
