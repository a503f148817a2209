import { siteRoutes, tokenTypes } from '../contract';
import { type Settle, writeStretch } from '../store/facts/copy';
import {
	beginCopy,
	type Copy,
	listCopies,
	moveCopy,
	setCopy,
} from '../store/facts/copies';
import type { Dataset } from '../store/facts/dataset';
import { siteName } from '../store/facts/own';
import { endResync, listResyncs, moveResync } from '../store/facts/resyncs';
import { SiteFault } from './ask-site';
import { goThrough, type Round, timeoutMilliseconds } from './pages';
import { readId, readRow } from './read-fact';
import { type FactsPage, readFactsPage } from './site-answers';

/** What is done of a dataset in one round, and whether some of it is left. */
export type Work = { dataset: Dataset; run: () => Promise< boolean > };

/** Of every dataset that the site offers: so many facts there are, and none is here yet. */
export async function beginCopies( round: Round ): Promise< void > {
	const { facts, place } = round;
	const begun = await listCopies( facts, place.site );
	for ( const dataset of offeredDatasets( round ) ) {
		if ( begun.every( ( copy ) => copy.dataset !== dataset.id ) ) {
			await beginCopy( facts, place.site, dataset.id, 0 );
		}
	}
}

export async function copyWork( round: Round ): Promise< Work[] > {
	const copies = await listCopies( round.facts, round.place.site );
	return offeredDatasets( round ).flatMap( ( dataset ) => {
		const copy = copies.find( ( one ) => one.dataset === dataset.id );
		return copy === undefined || copy.isFinished
			? []
			: [ { dataset, run: () => copyOn( round, dataset, copy ) } ];
	} );
}

export async function resyncWork( round: Round ): Promise< Work[] > {
	const { facts, place } = round;
	const offered = offeredDatasets( round );
	const work: Work[] = [];
	for ( const row of await listResyncs( facts, place.site ) ) {
		const dataset = offered.find( ( { id } ) => id === row.dataset );
		if ( dataset === undefined ) {
			await endResync( facts, row.resync );
			continue;
		}
		work.push( {
			dataset,
			async run() {
				const left = await copyRange( round, dataset, {
					after: row.after,
					upTo: row.up_to,
					settle: ( writing, step ) =>
						moveResync( writing, row.resync, step ),
				} );
				if ( left === null ) {
					await endResync( facts, row.resync );
				}
				return left !== null;
			},
		} );
	}
	return work;
}

async function copyOn(
	round: Round,
	dataset: Dataset,
	{ after, total }: Copy
): Promise< boolean > {
	if ( total === 0 ) {
		await learnTotals( round );
	}
	const left = await copyRange( round, dataset, {
		after,
		upTo: null,
		settle: ( writing, step, page ) =>
			moveCopy( writing, round.place.site, dataset.id, step, page.total ),
	} );
	return left !== null;
}

/** Before the first copy, so that what it shows of its progress is of all there is. */
async function learnTotals( round: Round ): Promise< void > {
	const { facts, place } = round;
	const copies = await listCopies( facts, place.site );
	for ( const dataset of offeredDatasets( round ) ) {
		const copy = copies.find( ( one ) => one.dataset === dataset.id );
		if ( copy?.isFinished === false && copy.total === 0 ) {
			const { total } = await askFacts( round, dataset, {
				after: Number.MAX_SAFE_INTEGER,
				limit: 1,
			} ).catch( noneIfRefused );
			await setCopy( facts, place.site, dataset.id, { total } );
		}
	}
}

/** The copy of that dataset meets the same, and says so. */
function noneIfRefused( error: unknown ): { total: number } {
	if ( error instanceof SiteFault && error.status !== null ) {
		return { total: 0 };
	}
	throw error;
}

/** Copies what the site has after an id up to another; what is shown is never emptied. */
export function copyRange(
	round: Round,
	dataset: Dataset,
	{
		after,
		upTo,
		settle,
	}: {
		after: number;
		upTo: number | null;
		settle: (
			...step: [ ...Parameters< Settle >, page: FactsPage ]
		) => Promise< void >;
	}
): Promise< number | null > {
	const { parts, facts, place } = round;
	let begun = parts.steadyClock();
	return goThrough< FactsPage >( round, {
		dataset,
		after,
		upTo,
		ask: ( asked ) => askFacts( round, dataset, asked ),
		async take( page, from ) {
			await writeStretch(
				facts,
				place,
				dataset,
				{
					...from,
					upTo: page.next,
					rows: readRows( dataset, page, from.after ),
				},
				( writing, step ) => settle( writing, step, page )
			);
			const now = parts.steadyClock();
			await noteRowTime( round, dataset, now - begun, page.facts.length );
			begun = now;
		},
	} );
}

async function noteRowTime(
	{ facts, place }: Round,
	{ id }: Dataset,
	milliseconds: number,
	rows: number
): Promise< void > {
	if ( rows > 0 ) {
		const copies = await listCopies( facts, place.site );
		const known = copies.find( ( { dataset } ) => dataset === id );
		const time = ( 1000 * milliseconds ) / rows;
		await setCopy( facts, place.site, id, {
			// Smoothed over some ten pages: rests come and go.
			row_microseconds: Math.round(
				0.9 * ( known?.rowMicroseconds ?? time ) + 0.1 * time
			),
		} );
	}
}

export function offeredDatasets( { facts, site }: Round ): Dataset[] {
	return [ ...facts.datasets.values() ].filter( ( dataset ) =>
		site.datasets.includes( dataset.id )
	);
}

async function askFacts(
	{ parts, site, stop }: Round,
	dataset: Dataset,
	{ after, limit }: { after: number; limit: number }
): Promise< FactsPage > {
	return readFactsPage(
		await parts.ask( site.home, {
			route: siteRoutes.facts,
			type: tokenTypes.facts,
			claims: { dataset: siteName( dataset ), after, limit },
			timeoutMilliseconds,
			signal: stop,
		} )
	);
}

function readRows( dataset: Dataset, { facts }: FactsPage, after: number ) {
	return facts.map( ( row, index ) => {
		// A row without a readable id is kept under its place in the page.
		const id = readId( row ) ?? -( after + index + 1 );
		return readRow( dataset, id, row );
	} );
}
