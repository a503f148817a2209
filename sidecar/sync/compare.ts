import { siteRoutes, tokenTypes } from '../contract';
import type { RangesAnswer } from '../contract/sync';
import { listCopies } from '../store/facts/copies';
import {
	beginComparison,
	endComparison,
	listUncompared,
	moveComparison,
	sumRange,
} from '../store/facts/comparison';
import type { Dataset } from '../store/facts/dataset';
import { siteName } from '../store/facts/own';
import { copyRange, offeredDatasets, type Work } from './copy-facts';
import { isComparisonDue } from './night';
import { goThrough, type Round, timeoutMilliseconds } from './pages';
import { readRangePage } from './site-answers';

/** Nobody is held up by comparing so few, whatever the hour. */
const few = 20_000;

/**
 * Once a night every fact is compared with the site's, range by range, by count and checksum. It
 * finds what no hook tells: SQL past WordPress, and what a plugin deletes without a word.
 */
export async function comparisonWork( round: Round ): Promise< Work[] > {
	const { parts, facts, site, place } = round;
	const now = parts.clock();
	let begunAt = site.comparingSince;
	if ( begunAt === null ) {
		const copies = await listCopies( facts, place.site );
		const isWhole = copies.every(
			( { isFilled, isFinished, missingSince } ) =>
				missingSince !== null || ( isFilled && isFinished )
		);
		const count = copies.reduce( ( sum, { done } ) => sum + done, 0 );
		const isDue = isComparisonDue( {
			home: site.home,
			zone: place.zone,
			comparedAt: site.comparedAt,
			isSmall: count <= few,
			now,
		} );
		if ( ! isWhole || ! isDue ) {
			return [];
		}
		begunAt = now;
		await beginComparison( facts, place.site, begunAt );
	}
	const offered = offeredDatasets( round );
	const uncompared = await listUncompared( facts, place.site );
	const work = uncompared.flatMap( ( { dataset: id, after } ) => {
		const dataset = offered.find( ( one ) => one.id === id );
		return dataset === undefined
			? []
			: [ { dataset, run: () => compareOn( round, dataset, after ) } ];
	} );
	if ( work.length === 0 ) {
		await endComparison( facts, place.site, begunAt );
	}
	return work;
}

async function compareOn(
	round: Round,
	dataset: Dataset,
	after: number
): Promise< boolean > {
	const { parts, facts, site, place, stop } = round;
	await goThrough< RangesAnswer >( round, {
		dataset,
		after,
		upTo: null,
		ask: async ( range ) =>
			readRangePage(
				await parts.ask( site.home, {
					route: siteRoutes.ranges,
					type: tokenTypes.ranges,
					claims: {
						dataset: siteName( dataset ),
						...range,
						fields: comparedFields( dataset ),
					},
					timeoutMilliseconds,
					signal: stop,
				} )
			),
		async take( told, from ) {
			const range = { after: from.after, upTo: told.next };
			const held = await sumRange( facts, place.site, dataset, range );
			const isSame =
				held.count === told.count && held.checksum === told.checksum;
			if ( ! isSame ) {
				parts.log.info(
					{ site: site.home, dataset: dataset.id, ...range },
					'These facts differ from the site; copying them again.'
				);
				await copyWhole( round, dataset, range );
			}
			await moveComparison( facts, place.site, dataset, {
				...range,
				isSame,
			} );
		},
	} );
	// The last of all ends the comparison in the next round.
	return true;
}

/** The whole range, however long the round was meant to last: it is a page or two. */
async function copyWhole(
	round: Round,
	dataset: Dataset,
	{ after, upTo }: { after: number; upTo: number | null }
): Promise< void > {
	const unhurried = {
		...round,
		until: Infinity,
		hurry: new AbortController().signal,
	};
	await copyRange( unhurried, dataset, {
		after,
		upTo,
		settle: async () => undefined,
	} );
}

function comparedFields( { fields }: Dataset ) {
	return Object.entries( fields ).map( ( [ name, field ] ) => ( {
		name,
		length: field.kind === 'text' ? field.length : null,
	} ) );
}
