import { isDeepStrictEqual } from 'node:util';
import { listCopies, noteOffered, setCopy } from '../store/facts/copies';
import { createZone, type Zone } from '../store/facts/days';
import { factsOf } from '../store/facts/own';
import { rebuildRollups } from '../store/facts/rollups';
import { keepLogo, logoVersion } from '../store/facts/logos';
import {
	describeSite,
	findSite,
	type KnownSite,
	setAgreed,
	setMoved,
} from '../store/facts/sites';
import { SiteFault } from './ask-site';
import { comparisonWork } from './compare';
import { beginCopies, copyWork, resyncWork, type Work } from './copy-facts';
import type { SyncParts } from './follow';
import { askChanges, followLog } from './follow-log';
import { hasTime, type Round } from './pages';

/** Milliseconds of other work before the change log is looked at again, unless the site has news. */
const roundLength = 10_000;

type Following = Pick< Round, 'pace' | 'stop' | 'hurry' >;

/**
 * Brings the facts of one site to what the site has now: follows the change log to its head, then
 * copies and compares for a while. May be stopped anywhere and goes on from there. Answers whether
 * there is more to do at once.
 */
export async function agreeWithSite(
	parts: SyncParts,
	home: string,
	following: Following
): Promise< boolean > {
	const { clock, tell } = parts;
	const { stop } = following;
	const startedAt = clock();
	const known = await findSite( parts.facts, home );
	const logo = await logoVersion( parts.facts, home );
	const page = await askChanges( parts, home, known, stop, { logo } );
	const site = await describeSite( parts.facts, home, page.site );
	if ( page.logo !== null ) {
		const { fault, ...kept } = page.logo;
		await keepLogo( parts.facts, { site: site.key, ...kept } );
		if ( fault !== null ) {
			parts.log.warn(
				{ site: home, fault },
				'The logo of the site is left out of PDFs.'
			);
		}
	}
	const facts = factsOf( parts.facts, site );
	tellWrong( parts, site, known );
	const place = { site: site.key, zone: requireZone( site.timezone ) };

	const from = known?.cursor ?? null;
	await followLog( { parts, facts, place, stop }, home, from, page );
	await noteOffered( facts, site.key, site.datasets, startedAt );

	const round: Round = {
		parts,
		facts,
		site,
		place,
		...following,
		until: parts.steadyClock() + roundLength,
	};
	const isMore = await workOn( round );
	await settle( round, startedAt );
	tell( { kind: 'changed', site: home } );
	return isMore;
}

/** Once, and again when it is another. */
function tellWrong(
	{ facts, wrongOf, log }: SyncParts,
	site: KnownSite,
	known: KnownSite | null
): void {
	const wrong = wrongOf( facts, site );
	const told = known === null ? [] : wrongOf( facts, known );
	if ( wrong.length > 0 && ! isDeepStrictEqual( wrong, told ) ) {
		log.warn(
			{ site: site.home, wrong },
			'These declarations are left out.'
		);
	}
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
	const { facts, place, stop } = round;
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
	const { site, zone } = place;
	await rebuildRollups( { ...facts, datasets }, site, zone, stop );
	stop.throwIfAborted();
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

function requireZone( timezone: string ): Zone {
	const zone = createZone( timezone );
	if ( zone === null ) {
		throw new SiteFault( `The timezone ${ timezone } is not known here.` );
	}
	return zone;
}
