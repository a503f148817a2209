import type {
	Resync,
	ResyncOrder,
	SyncAnswer,
	WrongDeclaration,
} from './contract/sync';
import { Refusal } from './errors';
import { wrongOf } from './reports/wrong-declarations';
import { listCopies } from './store/facts/copies';
import type { Dataset } from './store/facts/dataset';
import { createZone, parseDay, type Zone } from './store/facts/days';
import type { Facts } from './store/facts/facts';
import { factsOf, siteName } from './store/facts/own';
import {
	askResync,
	type IdRange,
	idsOfMoments,
	listResyncs,
	type ResyncRow,
} from './store/facts/resyncs';
import { findSite, type KnownSite } from './store/facts/sites';
import { describeResyncs, readSyncState, unreached } from './sync-state';

/** What is told of the copying, and what may be asked of it. In any process: another does it. */
export type SyncDesk = {
	state( home: string ): Promise< SyncAnswer >;
	/** What the site declares and can't be used. */
	wrong( home: string ): Promise< WrongDeclaration[] >;
	/** Refuses with `dataset_missing` and the codes of a wrong range. */
	order( home: string, order: ResyncOrder ): Promise< Resync[] >;
};

export function createSyncDesk( {
	facts: allFacts,
	clock,
}: {
	facts: Facts;
	/** Milliseconds since 1970. */
	clock: () => number;
} ): SyncDesk {
	return {
		async state( home ) {
			const site = await findSite( allFacts, home );
			return site === null
				? unreached
				: readSyncState( factsOf( allFacts, site ), site, clock() );
		},

		async wrong( home ) {
			const site = await findSite( allFacts, home );
			return site === null ? [] : wrongOf( allFacts, site );
		},

		async order( home, order ) {
			const site = await findSite( allFacts, home );
			const facts = site === null ? allFacts : factsOf( allFacts, site );
			const datasets =
				site === null
					? []
					: requireDatasets( facts, site, order.dataset );
			if ( site === null || datasets.length === 0 ) {
				throw new Refusal( 'dataset_missing', {
					parameter: 'dataset',
				} );
			}
			const zone = createZone( site.timezone );
			if ( zone === null ) {
				throw new Error( `${ site.timezone } is not known here.` );
			}
			const moments = momentsOf( order, zone );
			for ( const dataset of datasets ) {
				const range =
					moments === null
						? idsOf( order )
						: await idsOfMoments(
								facts,
								site.key,
								dataset,
								moments
							);
				const known = await listResyncs( facts, site.key );
				if (
					! known.some( ( row ) => isSame( row, dataset, range ) )
				) {
					await askResync( facts, site.key, dataset, range, clock() );
				}
			}
			return describeResyncs(
				facts,
				site,
				await listCopies( facts, site.key )
			);
		},
	};
}

/** Those that are offered now: what is missing can't be copied. */
function requireDatasets(
	{ datasets }: Facts,
	{ datasets: offered }: KnownSite,
	name: string | undefined
): Dataset[] {
	return [ ...datasets.values() ].filter(
		( dataset ) =>
			offered.includes( dataset.id ) &&
			( name === undefined || siteName( dataset ) === name )
	);
}

function isSame(
	row: ResyncRow,
	{ id }: Dataset,
	{ after, upTo }: IdRange
): boolean {
	return row.dataset === id && row.first === after && row.up_to === upTo;
}

function idsOf( { ids = {} }: ResyncOrder ): IdRange {
	const { from = 1, to } = ids;
	if ( to !== undefined && to < from ) {
		throw new Refusal( 'resync_wrong', { parameter: 'ids' } );
	}
	return { after: from - 1, upTo: to ?? null };
}

/** Seconds since 1970, the end excluded; null: by ids. */
function momentsOf( { days, ids }: ResyncOrder, zone: Zone ) {
	if ( days === undefined ) {
		return null;
	}
	if ( ids !== undefined ) {
		throw new Refusal( 'resync_wrong', { parameter: 'ids' } );
	}
	const [ from, to ] = [ days.from, days.to ].map( ( text ) => {
		const day = text === undefined ? null : parseDay( text );
		if ( text !== undefined && day === null ) {
			throw new Refusal( 'period_wrong', { parameter: 'days' } );
		}
		return day;
	} );
	if ( typeof from === 'number' && typeof to === 'number' && to < from ) {
		throw new Refusal( 'period_backwards', { parameter: 'days' } );
	}
	return {
		from: typeof from === 'number' ? zone.startOf( from ) : null,
		until: typeof to === 'number' ? zone.startOf( to + 1 ) : null,
	};
}
