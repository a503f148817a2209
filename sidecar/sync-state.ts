import type {
	Progress,
	Resync,
	SyncAnswer,
	SyncedDataset,
} from './contract/sync';
import { wrongOf } from './reports/wrong-declarations';
import { type Copy, listCopies, progressOf } from './store/facts/copies';
import type { Facts } from './store/facts/facts';
import { siteName } from './store/facts/own';
import { listResyncs, type ResyncRow } from './store/facts/resyncs';
import type { KnownSite } from './store/facts/sites';
import { countByDataset, listSkipped } from './store/facts/skipped';

/** Of a site that has not answered yet. */
export const unreached: SyncAnswer = {
	state: 'unreached',
	asOf: null,
	lastAgreed: null,
	datasets: [],
	resyncs: [],
	skipped: [],
	wrong: [],
};

/** How the facts of a site come in, for who manages. */
export async function readSyncState(
	facts: Facts,
	site: KnownSite,
	now: number
): Promise< SyncAnswer > {
	const copies = await listCopies( facts, site.key );
	const isFilling =
		site.agreedAt === null ||
		copies.some(
			( { isFilled, missingSince } ) =>
				! isFilled && missingSince === null
		);
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

export async function describeResyncs(
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

/** Never in the future, whatever our clock said before it was set. */
function toText( milliseconds: number | null, now: number ): string | null {
	return milliseconds === null
		? null
		: new Date( Math.min( milliseconds, now ) ).toISOString();
}
