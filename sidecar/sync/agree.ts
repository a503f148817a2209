import { tokenTypes, siteRoutes } from '../contract';
import { writeStretch } from '../store/facts/copy';
import type { Dataset } from '../store/facts/dataset';
import { createZone, type Zone } from '../store/facts/days';
import { rebuildRollups } from '../store/facts/rollups';
import type { KnownSite } from '../store/facts/sites';
import {
	describeSite,
	findSite,
	listCopies,
	moveCursor,
	restartCopies,
	setAgreed,
	setFilling,
} from '../store/facts/sites';
import type { ChangedFact, Place } from '../store/facts/write';
import { writeChanges } from '../store/facts/write';
import { SiteFault } from './ask-site';
import type { SyncParts } from './follow';
import { readFact, readId } from './read-fact';
import type { ChangesPage } from './site-answers';
import { readChangesPage, readFactsPage } from './site-answers';

const pageSize = 2000;
/** A small host takes seconds to read 2,000 posts. */
const timeoutMilliseconds = 30_000;

/**
 * Brings the facts of one site to what the site has now: copies what was not copied yet, then
 * follows the change log to its head. May be stopped anywhere and goes on from there.
 */
export async function agreeWithSite(
	parts: SyncParts,
	home: string,
	signal: AbortSignal
): Promise< void > {
	const { facts, clock, tell, log } = parts;
	const startedAt = clock();
	const known = await findSite( facts, home );
	let page = await askChanges( parts, home, known?.cursor ?? null, signal );
	const site = await describeSite( facts, home, page.site );
	const place = { site: site.key, zone: requireZone( site.timezone ) };

	let cursor = known?.cursor ?? null;
	if ( cursor === null || page.head < cursor ) {
		log.info( { site: home, head: page.head }, 'Copying all facts.' );
		if ( ! ( await restartCopies( facts, site.key, cursor, page.head ) ) ) {
			throw followedElsewhere();
		}
		cursor = page.head;
	}
	if ( await copyDatasets( parts, site, place, signal ) ) {
		page = await askChanges( parts, home, cursor, signal );
	}
	while (
		( cursor = await applyPage( parts, place, cursor, page ) ) !== null
	) {
		page = await askChanges( parts, home, cursor, signal );
	}
	await rebuildRollups( facts, place.site, place.zone );
	await setAgreed( facts, place.site, startedAt );
	tell( { kind: 'changed', site: home } );
}

/** False when nothing was left to copy. */
async function copyDatasets(
	parts: SyncParts,
	{ home, key, agreedAt, datasets: offered }: KnownSite,
	place: Place,
	signal: AbortSignal
): Promise< boolean > {
	let isCopied = false;
	for ( const copy of await listCopies( parts.facts, key ) ) {
		const dataset = parts.facts.datasets.get( copy.dataset );
		const isOffered = offered.includes( copy.dataset );
		if ( copy.isFinished || dataset === undefined || ! isOffered ) {
			continue;
		}
		isCopied = true;
		let after: number | null = copy.after;
		while ( after !== null ) {
			signal.throwIfAborted();
			after = await copyPage(
				parts,
				home,
				place,
				dataset,
				after,
				signal
			);
			if ( agreedAt === null ) {
				await setFilling( parts.facts, key );
				parts.tell( { kind: 'changed', site: home } );
			}
		}
	}
	return isCopied;
}

async function copyPage(
	{ ask, facts }: SyncParts,
	home: string,
	place: Place,
	dataset: Dataset,
	after: number,
	signal: AbortSignal
): Promise< number | null > {
	const page = readFactsPage(
		await ask( home, {
			route: siteRoutes.facts,
			type: tokenTypes.facts,
			claims: { dataset: dataset.id, after, limit: pageSize },
			timeoutMilliseconds,
			signal,
		} )
	);
	if ( page.next !== null && page.next <= after ) {
		throw new SiteFault(
			`The page of ${ dataset.id } after ${ after } leads back.`
		);
	}
	await writeStretch( facts, place, dataset, {
		after,
		upTo: page.next,
		rows: page.facts.map( ( row, index ) => {
			// A row without a readable id is kept under its place in the page.
			const id = readId( row ) ?? -( after + index + 1 );
			return readRow( dataset, id, row );
		} ),
		total: page.total,
	} );
	return page.next;
}

async function askChanges(
	{ ask }: SyncParts,
	home: string,
	/** Null when only the head is of interest. */
	cursor: number | null,
	signal: AbortSignal
): Promise< ChangesPage > {
	return readChangesPage(
		await ask( home, {
			route: siteRoutes.changes,
			type: tokenTypes.changes,
			claims: {
				after: cursor ?? 0,
				limit: cursor === null ? 1 : pageSize,
			},
			timeoutMilliseconds,
			signal,
		} )
	);
}

/** Where the next page begins; null at the head of the change log. */
async function applyPage(
	{ facts }: SyncParts,
	place: Place,
	cursor: number,
	{ changes, more }: ChangesPage
): Promise< number | null > {
	for ( const dataset of facts.datasets.values() ) {
		const own = changes.filter(
			( change ) => change.dataset === dataset.id
		);
		await writeChanges(
			facts,
			place,
			dataset,
			own.map( ( { id, fact } ) =>
				fact === null
					? { kind: 'deleted', id }
					: readRow( dataset, id, fact )
			)
		);
	}
	const reached = Math.max( cursor, ...changes.map( ( { seq } ) => seq ) );
	if ( ! ( await moveCursor( facts, place.site, cursor, reached ) ) ) {
		throw followedElsewhere();
	}
	if ( more && reached === cursor ) {
		throw new SiteFault( `The change log does not lead past ${ cursor }.` );
	}
	return more ? reached : null;
}

function followedElsewhere(): SiteFault {
	return new SiteFault( 'Another process follows the site now.' );
}

function readRow(
	dataset: Dataset,
	id: number,
	row: unknown
): Exclude< ChangedFact, { kind: 'deleted' } > {
	const fact = readFact( dataset, row );
	if ( typeof fact === 'string' ) {
		return { kind: 'skipped', id, reason: fact };
	}
	return fact.id === id
		? { kind: 'written', id, fact }
		: { kind: 'skipped', id, reason: `id is ${ fact.id }` };
}

function requireZone( timezone: string ): Zone {
	const zone = createZone( timezone );
	if ( zone === null ) {
		throw new SiteFault( `The timezone ${ timezone } is not known here.` );
	}
	return zone;
}
