import type { Kysely } from 'kysely';
import type { Progress } from '../../contract/sync';
import { changeFacts } from './change';
import type { Facts, FactsSchema } from './facts';

/** How far the copying of one dataset has come. */
export type Copy = {
	dataset: string;
	after: number;
	done: number;
	total: number;
	isFinished: boolean;
	/** All of it was here once: it stays shown while it is copied again. */
	isFilled: boolean;
	/** Wall clock a row, pauses included; null before the first page. */
	rowMicroseconds: number | null;
	/** Milliseconds since 1970; null while the site offers it. */
	missingSince: number | null;
	/** Why it can't be copied now. */
	fault: string | null;
};

/** Where a copy has come to with one page, or a part of it. */
export type CopyStep = { upTo: number; isLast: boolean; rows: number };

/** Those that were begun. */
export async function listCopies(
	{ db }: Facts,
	site: number
): Promise< Copy[] > {
	const rows = await db
		.selectFrom( 'copies' )
		.selectAll()
		.where( 'site', '=', site )
		.orderBy( 'dataset' )
		.execute();
	return rows.map( ( row ) => ( {
		dataset: row.dataset,
		after: row.after,
		done: row.done,
		total: Math.max( row.total, row.done ),
		isFinished: row.finished === 1,
		isFilled: row.filled === 1,
		rowMicroseconds: row.row_microseconds,
		missingSince: row.missing_since,
		fault: row.fault,
	} ) );
}

export async function beginCopy(
	facts: Facts,
	site: number,
	dataset: string,
	total: number
): Promise< void > {
	await changeFacts( facts, ( writing ) =>
		writing
			.replaceInto( 'copies' )
			.values( {
				site,
				dataset,
				after: 0,
				done: 0,
				total,
				finished: 0,
				filled: 0,
				row_microseconds: null,
				missing_since: null,
				fault: null,
				compared: null,
			} )
			.execute()
	);
}

/** In the transaction that writes the facts: a stop resumes there. */
export async function moveCopy(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: string,
	{ upTo, isLast, rows }: CopyStep,
	total: number
): Promise< void > {
	await db
		.updateTable( 'copies' )
		.set( ( { eb } ) => ( {
			after: upTo,
			done: eb( 'done', '+', rows ),
			total,
			finished: isLast ? 1 : 0,
		} ) )
		.where( 'site', '=', site )
		.where( 'dataset', '=', dataset )
		.execute();
}

export async function setCopy(
	facts: Facts,
	site: number,
	dataset: string,
	columns: Partial<
		Pick< FactsSchema[ 'copies' ], 'fault' | 'row_microseconds' | 'total' >
	>
): Promise< void > {
	await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'copies' )
			.set( columns )
			.where( 'site', '=', site )
			.where( 'dataset', '=', dataset )
			.execute()
	);
}

/**
 * Keeps since when the site offers a dataset no longer. One that is offered again is copied anew
 * and not shown before: its changes were not logged meanwhile.
 */
export async function noteOffered(
	facts: Facts,
	site: number,
	offered: readonly string[],
	now: number
): Promise< void > {
	for ( const { dataset, missingSince } of await listCopies( facts, site ) ) {
		if ( offered.includes( dataset ) === ( missingSince === null ) ) {
			continue;
		}
		const columns =
			missingSince === null
				? { missing_since: now, compared: null }
				: {
						missing_since: null,
						after: 0,
						done: 0,
						finished: 0,
						filled: 0,
					};
		await changeFacts( facts, ( writing ) =>
			writing
				.updateTable( 'copies' )
				.set( columns )
				.where( 'site', '=', site )
				.where( 'dataset', '=', dataset )
				.execute()
		);
	}
}

/** How far all of them are together. */
export function progressOf( copies: readonly Copy[] ): Progress {
	const known = copies.flatMap( ( copy ) => copy.rowMicroseconds ?? [] );
	// One that was not begun is taken to be as quick as the others.
	const usual = sumOf( known ) / known.length;
	const left = copies.map( ( { isFinished, done, total, ...copy } ) =>
		isFinished ? 0 : ( total - done ) * ( copy.rowMicroseconds ?? usual )
	);
	return {
		done: sumOf( copies.map( ( { done } ) => done ) ),
		total: sumOf( copies.map( ( { total } ) => total ) ),
		secondsLeft:
			known.length === 0 ? null : Math.ceil( sumOf( left ) / 1e6 ),
	};
}

function sumOf( numbers: readonly number[] ): number {
	return numbers.reduce( ( sum, one ) => sum + one, 0 );
}
