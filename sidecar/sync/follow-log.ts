import { siteRoutes, tokenTypes } from '../contract';
import type { Facts } from '../store/facts/facts';
import { siteName } from '../store/facts/own';
import {
	type KnownSite,
	moveCursor,
	restartCopies,
} from '../store/facts/sites';
import type { Place } from '../store/facts/write';
import { writeChanges } from '../store/facts/write';
import { SiteFault } from './ask-site';
import type { SyncParts } from './follow';
import { timeoutMilliseconds } from './pages';
import { readRow } from './read-fact';
import { type ChangesPage, readChangesPage } from './site-answers';

/** Where the change log was followed to. Null before the first copy. */
export type LogPlace = Pick< KnownSite, 'cursor' | 'mark' >;

const changesPerPage = 2000;

/** From there on; without a place only what the site says of itself and its log. */
export async function askChanges(
	{ ask }: SyncParts,
	home: string,
	from: LogPlace | null,
	signal: AbortSignal,
	also: { logo?: string } = {}
): Promise< ChangesPage > {
	const cursor = from?.cursor ?? null;
	return readChangesPage(
		await ask( home, {
			route: siteRoutes.changes,
			type: tokenTypes.changes,
			claims: {
				after: cursor ?? 0,
				limit: cursor === null ? 1 : changesPerPage,
				mark: from?.mark ?? '',
				...also,
			},
			timeoutMilliseconds,
			signal,
		} )
	);
}

/**
 * Takes in what the log tells, from its first page on, up to its head. Where the site can't have
 * told what was followed, because its database was put back or nothing was followed yet, all its
 * datasets are to be copied from their first id instead.
 */
export async function followLog(
	{ parts, facts, place, stop }: LogReader,
	home: string,
	cursor: number | null,
	first: ChangesPage
): Promise< void > {
	let page = first;
	let from = cursor;
	for (;;) {
		const { head, mark, knows } = page;
		if ( from === null || ! knows || head < from ) {
			parts.log.info( { site: home, head, knows }, 'Copying all facts.' );
			const to = { cursor: head, mark };
			if ( ! ( await restartCopies( facts, place.site, from, to ) ) ) {
				throw followedElsewhere();
			}
			return;
		}
		const reached = await applyPage( facts, place, from, page );
		if ( ! page.more ) {
			return;
		}
		from = reached;
		page = await askChanges( parts, home, { cursor: from, mark }, stop );
	}
}

type LogReader = {
	parts: SyncParts;
	facts: Facts;
	place: Place;
	stop: AbortSignal;
};

/** Answers where the next page begins. */
async function applyPage(
	facts: Facts,
	place: Place,
	cursor: number,
	{ changes, more, mark }: ChangesPage
): Promise< number > {
	const move = async ( to: number ) => {
		if (
			! ( await moveCursor( facts, place.site, cursor, {
				cursor: to,
				mark,
			} ) )
		) {
			throw followedElsewhere();
		}
	};
	const reached = Math.max( cursor, ...changes.map( ( { seq } ) => seq ) );
	if ( more && reached === cursor ) {
		throw new SiteFault( `The change log does not lead past ${ cursor }.` );
	}
	// The mark goes first: a stop before the end leaves nothing here that it does not cover.
	await move( cursor );
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
	if ( reached > cursor ) {
		await move( reached );
	}
	return reached;
}

function followedElsewhere(): SiteFault {
	return new SiteFault( 'Another process follows the site now.' );
}
