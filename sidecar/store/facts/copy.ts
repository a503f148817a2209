import type { Kysely } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { changeFacts } from './change';
import type { Dataset } from './dataset';
import { factsTable } from './dataset';
import type { ChangedFact, Place } from './write';
import { factsPerTransaction, writeFacts } from './write';

/** All that the site has of a dataset between two ids: after < id <= upTo. */
export type Stretch = {
	after: number;
	/** Null in the last stretch. */
	upTo: number | null;
	/** Ids ascending, in their absolute value. */
	rows: ReadonlyArray< Exclude< ChangedFact, { kind: 'deleted' } > >;
	/** Rows in the dataset, for progress. */
	total: number;
};

/** One transaction's share of a stretch. */
type Step = Stretch & { upTo: number; deleted: number[]; known: StoredFact[] };
type StoredFact = Awaited< ReturnType< typeof readKnown > >[ number ];

const lastId = Number.MAX_SAFE_INTEGER;

/**
 * Makes a stretch of ids what the site says it is: what the site no longer has goes too, so a
 * second copy never empties the first. Each step keeps how far it came; a stop resumes there.
 */
export async function writeStretch(
	facts: Facts,
	place: Place,
	dataset: Dataset,
	stretch: Stretch
): Promise< void > {
	let rest: Stretch = stretch;
	for (;;) {
		const step = await nextStep( facts.db, place, dataset, rest );
		await changeFacts( facts, ( writing ) =>
			writeStep( writing, place, dataset, step )
		);
		if ( step.upTo === ( stretch.upTo ?? lastId ) ) {
			return;
		}
		rest = {
			...rest,
			after: step.upTo,
			rows: rest.rows.slice( step.rows.length ),
		};
	}
}

async function nextStep(
	db: Kysely< FactsSchema >,
	place: Place,
	dataset: Dataset,
	rest: Stretch
): Promise< Step > {
	const last = rest.rows[ factsPerTransaction - 1 ];
	const isLast = rest.rows.length <= factsPerTransaction;
	const wished =
		isLast || last === undefined
			? ( rest.upTo ?? lastId )
			: placeOf( last );
	const known = await readKnown( db, place, dataset, rest.after, wished );
	const lastKnown = known[ 2 * factsPerTransaction - 1 ];
	const upTo = lastKnown === undefined ? wished : Number( lastKnown.id );
	const rows = rest.rows.filter( ( row ) => placeOf( row ) <= upTo );
	const present = new Set( rows.map( ( { id } ) => id ) );
	return {
		...rest,
		upTo,
		rows,
		known,
		deleted: known
			.map( ( { id } ) => Number( id ) )
			.filter( ( id ) => ! present.has( id ) ),
	};
}

function placeOf( { id }: { id: number } ): number {
	return Math.abs( id );
}

function readKnown(
	db: Kysely< FactsSchema >,
	{ site }: Place,
	dataset: Dataset,
	after: number,
	upTo: number
) {
	return db
		.selectFrom( factsTable( dataset ) )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'id', '>', after )
		.where( 'id', '<=', upTo )
		.orderBy( 'id' )
		.limit( 2 * factsPerTransaction )
		.execute();
}

async function writeStep(
	db: Kysely< FactsSchema >,
	place: Place,
	dataset: Dataset,
	{ after, upTo, rows, known, deleted, total }: Step
): Promise< void > {
	await db
		.deleteFrom( 'skipped' )
		.where( 'site', '=', place.site )
		.where( 'dataset', '=', dataset.id )
		.where( ( { eb, or, and } ) =>
			or( [
				and( [ eb( 'id', '>', after ), eb( 'id', '<=', upTo ) ] ),
				and( [ eb( 'id', '<', -after ), eb( 'id', '>=', -upTo ) ] ),
			] )
		)
		.execute();
	await writeFacts( db, place, dataset, {
		known,
		wanted: [
			...rows,
			...deleted.map( ( id ) => ( { kind: 'deleted', id } ) as const ),
		],
	} );
	const copy = { after: upTo, total, finished: upTo === lastId ? 1 : 0 };
	const begun = await db
		.updateTable( 'copies' )
		.set( ( { eb } ) => ( {
			...copy,
			done: eb( 'done', '+', rows.length ),
		} ) )
		.where( 'site', '=', place.site )
		.where( 'dataset', '=', dataset.id )
		.executeTakeFirst();
	if ( begun.numUpdatedRows === 0n ) {
		await db
			.insertInto( 'copies' )
			.values( {
				site: place.site,
				dataset: dataset.id,
				done: rows.length,
				filled: 0,
				row_microseconds: null,
				missing_since: null,
				fault: null,
				compared: null,
				...copy,
			} )
			.execute();
	}
}
