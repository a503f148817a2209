import type {
	Progress,
	Resync,
	ResyncOrder,
	SyncAnswer,
	SyncedDataset,
	WrongDeclaration,
} from './contract/sync';
import { Refusal } from './errors';
import { builtInReports } from './reports/catalogue';
import { readOwnReports } from './reports/own-reports';
import { type Copy, listCopies, progressOf } from './store/facts/copies';
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
import { countByDataset, listSkipped } from './store/facts/skipped';

/** What is told of the copying, and what may be asked of it. In any process: another does it. */
export type SyncDesk = {
	state( home: string ): Promise< SyncAnswer >;
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
			if ( site === null ) {
				return unreached;
			}
			const facts = factsOf( allFacts, site );
			const copies = await listCopies( facts, site.key );
			const isFilling =
				site.agreedAt === null ||
				copies.some(
					( { isFilled, missingSince } ) =>
						! isFilled && missingSince === null
				);
			const now = clock();
			return {
				state: isFilling ? 'filling' : 'following',
				asOf: toText( site.agreedAt, now ),
				lastAgreed: toText( site.comparedAt, now ),
				datasets: await describeCopies( facts, site, copies ),
				resyncs: await describeResyncs( facts, site, copies ),
				skipped: ( await listSkipped( facts, site.key ) ).map(
					( { dataset, id, reason } ) => ( {
						dataset: siteName( { id: dataset } ),
						id: id > 0 ? id : null,
						reason,
					} )
				),
				wrong: wrongOf( facts, site ),
			};
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

const unreached: SyncAnswer = {
	state: 'unreached',
	asOf: null,
	lastAgreed: null,
	datasets: [],
	resyncs: [],
	skipped: [],
	wrong: [],
};

/** What a site declares and can't be used. */
export function wrongOf( facts: Facts, site: KnownSite ): WrongDeclaration[] {
	const builtIn = new Set( builtInReports.map( ( { id } ) => id ) );
	return [
		...site.own.wrong,
		...readOwnReports( site, facts.datasets, builtIn ).wrong,
	];
}

async function describeCopies(
	facts: Facts,
	site: KnownSite,
	copies: readonly Copy[]
): Promise< SyncedDataset[] > {
	const counts = await countByDataset( facts, site.key, 'facts' );
	const skipped = await countByDataset( facts, site.key, 'skipped' );
	return copies.map( ( copy ) => {
		const { dataset: id, isFilled, isFinished, missingSince, fault } = copy;
		const own = site.own.datasets.find(
			( { dataset } ) => dataset.id === id
		);
		const state = isFilled ? 'following' : 'filling';
		return {
			id: siteName( { id } ),
			label: own?.label ?? null,
			state: missingSince === null ? state : 'missing',
			count: counts.get( id ) ?? 0,
			skipped: skipped.get( id ) ?? 0,
			progress:
				isFinished || missingSince !== null
					? null
					: progressOf( [ copy ] ),
			fault,
		};
	} );
}

async function describeResyncs(
	facts: Facts,
	site: KnownSite,
	copies: readonly Copy[]
): Promise< Resync[] > {
	const rows = await listResyncs( facts, site.key );
	return rows.map( ( row ) => ( {
		id: row.resync,
		dataset: siteName( { id: row.dataset } ),
		from: row.first + 1,
		to: row.up_to,
		askedAt: new Date( row.asked_at ).toISOString(),
		progress: progressOfResync( row, copies ),
	} ) );
}

function progressOfResync( row: ResyncRow, copies: readonly Copy[] ): Progress {
	const copy = copies.find( ( { dataset } ) => dataset === row.dataset );
	const total = Math.max( row.total, row.done );
	const each = copy?.rowMicroseconds ?? null;
	return {
		done: row.done,
		total,
		secondsLeft:
			each === null
				? null
				: Math.ceil( ( ( total - row.done ) * each ) / 1e6 ),
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

/** Never in the future, whatever our clock said before it was set. */
function toText( milliseconds: number | null, now: number ): string | null {
	return milliseconds === null
		? null
		: new Date( Math.min( milliseconds, now ) ).toISOString();
}
