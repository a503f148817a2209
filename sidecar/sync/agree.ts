import { isDeepStrictEqual } from 'node:util';
import { tokenTypes, siteRoutes } from '../contract';
import { listCopies, noteOffered, setCopy } from '../store/facts/copies';
import { createZone, type Zone } from '../store/facts/days';
import type { Facts } from '../store/facts/facts';
import { factsOf, siteName } from '../store/facts/own';
import { rebuildRollups } from '../store/facts/rollups';
import {
	describeSite,
	findSite,
	moveCursor,
	restartCopies,
	setAgreed,
	setMoved,
} from '../store/facts/sites';
import type { Place } from '../store/facts/write';
import { writeChanges } from '../store/facts/write';
import { SiteFault } from './ask-site';
import { comparisonWork } from './compare';
import { beginCopies, copyWork, resyncWork, type Work } from './copy-facts';
import type { SyncParts } from './follow';
import type { Pace } from './pace';
import { hasTime, type Round, timeoutMilliseconds } from './pages';
import { readRow } from './read-fact';
import type { ChangesPage } from './site-answers';
import { readChangesPage } from './site-answers';

const changesPerPage = 2000;
/** Milliseconds of other work before the change log is looked at again. */
const roundLength = 2000;

type Following = { pace: Pace; stop: AbortSignal; hurry: AbortSignal };

/**
 * Brings the facts of one site to what the site has now: follows the change log to its head, then
 * copies and compares for a while. May be stopped anywhere and goes on from there. Answers whether
 * there is more to do at once.
 */
export async function agreeWithSite(
	parts: SyncParts,
	home: string,
	{ pace, stop, hurry }: Following
): Promise< boolean > {
	const { clock, tell, log } = parts;
	const startedAt = clock();
	const known = await findSite( parts.facts, home );
	let page = await askChanges( parts, home, known?.cursor ?? null, stop );
	const site = await describeSite( parts.facts, home, page.site );
	const { wrong } = site.own;
	if ( wrong.length > 0 && ! isDeepStrictEqual( wrong, known?.own.wrong ) ) {
		log.warn( { site: home, wrong }, 'These declarations are left out.' );
	}
	const facts = factsOf( parts.facts, site );
	const place = { site: site.key, zone: requireZone( site.timezone ) };

	let cursor = known?.cursor ?? null;
	if ( cursor === null || page.head < cursor ) {
		log.info( { site: home, head: page.head }, 'Copying all facts.' );
		if ( ! ( await restartCopies( facts, site.key, cursor, page.head ) ) ) {
			throw followedElsewhere();
		}
	} else {
		while (
			( cursor = await applyPage( facts, place, cursor, page ) ) !== null
		) {
			page = await askChanges( parts, home, cursor, stop );
		}
	}
	await noteOffered( facts, site.key, site.datasets, startedAt );

	const round: Round = {
		parts,
		facts,
		site,
		place,
		pace,
		stop,
		hurry,
		until: parts.steadyClock() + roundLength,
	};
	const isMore = await workOn( round );
	await settle( round, startedAt );
	tell( { kind: 'changed', site: home } );
	return isMore;
}

/** Copies first, for what is missing; then what somebody asked for; then what may be wrong unseen. */
async function workOn( round: Round ): Promise< boolean > {
	await beginCopies( round );
	let isMore = false;
	for ( const find of [ copyWork, resyncWork, comparisonWork ] ) {
		for ( const work of await find( round ) ) {
			if ( ! hasTime( round ) ) {
				return true;
			}
			isMore = ( await runWork( round, work ) ) || isMore;
		}
		if ( isMore ) {
			return true;
		}
	}
	return false;
}

/** What one dataset can't tell must not keep the others. */
async function runWork(
	{ parts, facts, place, site }: Round,
	{ dataset, run }: Work
): Promise< boolean > {
	let fault: string | null = null;
	let isMore = false;
	try {
		isMore = await run();
	} catch ( error ) {
		if ( ! ( error instanceof SiteFault ) || error.status === null ) {
			throw error;
		}
		fault = error.message;
	}
	const copies = await listCopies( facts, place.site );
	const known = copies.find( ( copy ) => copy.dataset === dataset.id );
	if ( fault !== known?.fault ) {
		await setCopy( facts, place.site, dataset.id, { fault } );
		const about = { site: site.home, dataset: dataset.id, fault };
		if ( fault === null ) {
			parts.log.info( about, 'This dataset can be read again.' );
		} else {
			parts.log.warn( about, 'This dataset could not be read.' );
		}
	}
	return isMore;
}

/** Counts what has changed, and says up to when the facts agree. */
async function settle( round: Round, startedAt: number ): Promise< void > {
	const { facts, place } = round;
	const copies = await listCopies( facts, place.site );
	const datasets = new Map(
		[ ...facts.datasets ].filter( ( [ id ] ) =>
			// Days of the first copy come in again and again, and are counted once at its end.
			copies.some(
				( { dataset, isFinished, isFilled } ) =>
					dataset === id && ( isFinished || isFilled )
			)
		)
	);
	await rebuildRollups( { ...facts, datasets }, place.site, place.zone );
	// Put back from a backup, the site has other facts than we show until all is copied again.
	const isPutBack = copies.some(
		( { isFilled, isFinished, missingSince } ) =>
			isFilled && ! isFinished && missingSince === null
	);
	if ( isPutBack ) {
		await setMoved( facts, place.site );
	} else {
		await setAgreed( facts, place.site, startedAt );
	}
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
				limit: cursor === null ? 1 : changesPerPage,
			},
			timeoutMilliseconds,
			signal,
		} )
	);
}

/** Where the next page begins; null at the head of the change log. */
async function applyPage(
	facts: Facts,
	place: Place,
	cursor: number,
	{ changes, more }: ChangesPage
): Promise< number | null > {
	for ( const dataset of facts.datasets.values() ) {
		const own = changes.filter(
			( change ) => change.dataset === siteName( dataset )
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

function requireZone( timezone: string ): Zone {
	const zone = createZone( timezone );
	if ( zone === null ) {
		throw new SiteFault( `The timezone ${ timezone } is not known here.` );
	}
	return zone;
}
