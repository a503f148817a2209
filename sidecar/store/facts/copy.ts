import type { Kysely } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { changeFacts, factsPerTransaction } from './change';
import type { Dataset } from './dataset';
import { factsTable } from './dataset';
import type { CopyStep } from './copies';
import type { ChangedFact, Place } from './write';
import { writeFacts } from './write';

/** All that the site has of a dataset between two ids: after < id <= upTo. */
export type Stretch = {
	after: number;
	/** Null in the last stretch. */
	upTo: number | null;
	/** Ids ascending, in their absolute value. */
	rows: ReadonlyArray< Exclude< ChangedFact, { kind: 'deleted' } > >;
};

/** Keeps, in the same transaction, how far it came. */
export type Settle = (
	writing: Kysely< FactsSchema >,
	step: CopyStep
) => Promise< void >;

/** One transaction's share of a stretch. */
type Step = Stretch & { upTo: number; deleted: number[]; known: StoredFact[] };
type StoredFact = Awaited< ReturnType< typeof readKnown > >[ number ];

const lastId = Number.MAX_SAFE_INTEGER;

/**
 * Makes a stretch of ids what the site says it is: what the site no longer has goes too, so a
 * second copy never empties the first. `settle` is told of each step; a stop resumes there.
 */
export async function writeStretch(
	facts: Facts,
	place: Place,
	dataset: Dataset,
	stretch: Stretch,
	settle: Settle
): Promise< void > {
	let rest: Stretch = stretch;
	for (;;) {
		const step = await nextStep( facts.db, place, dataset, rest );
		await changeFacts( facts, ( writing ) =>
			writeStep( writing, place, dataset, step, settle )
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
	{ after, upTo, rows, known, deleted }: Step,
	settle: Settle
): Promise< void > {
	await forgetSkipped( db, place.site, dataset, { after, upTo } );
	await writeFacts( db, place, dataset, {
		known,
		wanted: [
			...rows,
			...deleted.map( ( id ) => ( { kind: 'deleted', id } ) as const ),
		],
	} );
	await settle( db, { upTo, isLast: upTo === lastId, rows: rows.length } );
}

/** Whether their ids can be read or not: a row without one is kept under its place, negative. */
export async function forgetSkipped(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: Dataset,
	{ after, upTo }: { after: number; upTo: number | null }
): Promise< void > {
	const last = upTo ?? lastId;
	await db
		.deleteFrom( 'skipped' )
		.where( 'site', '=', site )
		.where( 'dataset', '=', dataset.id )
		.where( ( { eb, or, and } ) =>
			or( [
				and( [ eb( 'id', '>', after ), eb( 'id', '<=', last ) ] ),
				and( [ eb( 'id', '<', -after ), eb( 'id', '>=', -last ) ] ),
			] )
		)
		.execute();
}
