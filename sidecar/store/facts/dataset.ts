import { spans } from './cover';

/** How a field of a fact is checked and kept. Facts hold no names, addresses or e-mails. */
export type Field =
	/** A whole number from 0; null where `optional`. */
	| { kind: 'count'; optional?: boolean }
	/** A whole number, below 0 too: a quantity that came back; null where `optional`. */
	| { kind: 'signed'; optional?: boolean }
	/** Minor units of the fact's currency, below 0 where money went back. */
	| { kind: 'amount' }
	/** ISO 4217, or what the site calls money of its own. */
	| { kind: 'currency' }
	/** Ids of other facts: the categories of a product. */
	| { kind: 'references'; atMost: number }
	/** The id of another fact or of a person; 0 is none. */
	| { kind: 'reference' }
	/** Seconds since 1970 (UTC); null where `optional`. */
	| { kind: 'moment'; optional?: boolean }
	| { kind: 'choice'; of: readonly string[] }
	/** A key such as a post type. */
	| { kind: 'word' }
	| { kind: 'text'; length: number };

/** Facts whose field is one of these or is not, is at most or at least so much, or as another field. */
export type Condition = { field: string } & (
	| { is: readonly FieldValue[] }
	| { not: readonly FieldValue[] }
	/** Of kind `references`, with this one among them. */
	| { has: number }
	| { atMost: number | { field: string } }
	| { atLeast: number | { field: string } }
	| { equals: { field: string } }
	/** Both have a value, and not the same. */
	| { differs: { field: string } }
);

/** What a rollup adds up beside the number of facts. */
export type Total = (
	| { kind: 'sum'; field: string }
	/** How many facts have something other than 0 there. */
	| { kind: 'present'; field: string }
	/** How many facts have a value there. */
	| { kind: 'known'; field: string }
	/** How many facts there are. */
	| { kind: 'count' }
) & { where?: readonly Condition[] };

/** Sums by day and by longer spans, and by these fields and derived ones. */
export type Rollup = {
	by: readonly string[];
	/** Of these facts alone: it answers only what asks for no others. */
	where?: readonly Condition[];
};

/** A kind of fact that the site exports. Names are lower-case words, for they become columns. */
export type Dataset = {
	id: string;
	/** Beside `id`, which every fact has. */
	fields: Readonly< Record< string, Field > >;
	/**
	 * The field of kind `moment` that gives a fact its day; without a value it counts on no day.
	 * Null where facts have no day: such a dataset has no rollups.
	 */
	moment: string | null;
	/** What rollups may be by beside the fields: the first day of the month in which a moment lies. */
	derived?: Readonly< Record< string, { kind: 'month'; of: string } > >;
	totals: Readonly< Record< string, Total > >;
	/**
	 * A report takes the first that has all it needs; what none has is counted from the facts
	 * themselves, which takes longer the more there are.
	 */
	rollups: Readonly< Record< string, Rollup > >;
};

export type FieldValue = string | number | null;

/** A fact that passed the edge: every declared field and `id`, nothing else. */
export type FactRow = { id: number } & Readonly< Record< string, FieldValue > >;

export type FactsTable = `facts_${ string }`;
export type RollupTable = `rollup_${ string }`;

export function factsTable( dataset: Dataset ): FactsTable {
	return `facts_${ dataset.id }`;
}

export function rollupTable( dataset: Dataset, rollup: string ): RollupTable {
	return `rollup_${ dataset.id }__${ rollup }`;
}

/** Changes when the tables of a dataset have to be made anew. */
export function shapeOf( dataset: Dataset ): string {
	return JSON.stringify( [
		dataset.fields,
		dataset.moment,
		dataset.derived,
		dataset.totals,
		dataset.rollups,
		spans,
	] );
}

/** As it was when its tables were made. */
export function datasetOf( id: string, shape: string ): Dataset {
	// Written by `shapeOf` alone.
	const [ fields, moment, derived, totals, rollups ] = JSON.parse(
		shape
	) as [
		Dataset[ 'fields' ],
		Dataset[ 'moment' ],
		Dataset[ 'derived' ] | null,
		Dataset[ 'totals' ],
		Dataset[ 'rollups' ],
	];
	return {
		id,
		fields,
		moment,
		...( derived && { derived } ),
		totals,
		rollups,
	};
}
