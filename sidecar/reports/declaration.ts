import type { NumberFormat } from '../contract/report-document';
import type { Grant } from '../contract/user-state';
import type { Addend, Condition, Counting } from '../store/facts/read';
import type { CountWords, Words } from './words';

export type Measure =
	| Counting
	/** Nothing when there is nothing to divide by. */
	| { kind: 'ratio'; of: Addend; per: Addend };

export type FigureDeclaration = {
	id: string;
	label: Words;
	measure: Measure;
	format: NumberFormat;
	better: 'more' | 'less' | null;
};

/** How the values of a field are called. */
export type Labels =
	| { kind: 'people' }
	/** The site's own words for its post types. */
	| { kind: 'types' }
	| { kind: 'words'; words: Readonly< Record< string, Words > > }
	/** A text field of the fact with that id, in another dataset. */
	| { kind: 'facts'; dataset: string; field: string; missing: Words };

export type Breakdown = {
	id: string;
	title: Words;
	field: string;
	fieldLabel: Words;
	labels: Labels;
	/** Narrower than the report's, when given. */
	where?: readonly Condition[];
	/** Rows are in the order of the first, which is a sum. */
	columns: readonly [ BreakdownColumn, ...BreakdownColumn[] ];
	/** Rows shown; the rest is summed into "Others". */
	top: number;
};

export type BreakdownColumn = {
	id: string;
	label: Words;
	measure: Exclude< Measure, { kind: 'distinct' } >;
	format: NumberFormat;
};

/** A question over one dataset. Built-in reports are declared as any other. */
export type ReportDeclaration = {
	id: string;
	grant: Grant;
	/** The field that holds whose content a fact is: who has `own` alone is shown those of his. */
	own?: string;
	title: Words;
	description: Words;
	dataset: string;
	/** Which facts are counted at all. */
	where: readonly Condition[];
	figures: readonly FigureDeclaration[];
	chart: {
		kind: 'line' | 'bar';
		/** What the points are: the engine adds by what. */
		title: Words;
		measure: { kind: 'sum' } & Addend;
		column: Words;
	};
	breakdowns: readonly Breakdown[];
	/** The subject of the summary, counted: "42 posts". */
	counted: CountWords;
	/** Behind the number of facts the report looked at: "posts counted". */
	source: Words;
	definitions: ReadonlyArray< { term: Words; text: Words } >;
};
