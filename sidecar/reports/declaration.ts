import type { NumberFormat } from '../contract/report-document';
import type { Grant } from '../contract/user-state';
import type { Condition } from '../store/facts/dataset';
import type { CountWords, Words } from './words';

/**
 * What is added up: `facts` counts them, any other name is a total of the dataset. Without
 * `dataset` the report's own.
 */
export type Addend = {
	dataset?: string;
	total: string;
	/** Totals of the same dataset that are added to it, and taken from it: net is the total less tax. */
	plus?: readonly string[];
	less?: readonly string[];
	where?: readonly Condition[];
	/** Shown without its sign: what was paid back, as an amount. */
	negated?: true;
};

export type Measure =
	| ( { kind: 'sum' } & Addend )
	/** How many different values a field has. */
	| {
			kind: 'distinct';
			dataset?: string;
			field: string;
			where?: readonly Condition[];
	  }
	/** Null when there is nothing to divide by. */
	| { kind: 'ratio'; of: Addend; per: Addend }
	/** All there is now, whatever the period is; compared with nothing. */
	| ( { kind: 'now' } & Addend );

export type FigureDeclaration = {
	id: string;
	label: Words;
	measure: Measure;
	format: NumberFormat;
	better: 'more' | 'less' | null;
};

/** How the values of a field are called. */
export type Labels =
	/** As they are: the code of a coupon. */
	| { kind: 'value' }
	| { kind: 'people' }
	/** The site's own words. */
	| {
			kind: 'site';
			words: 'types' | 'roles' | 'orderStatuses';
			/** Of values that the site has no words for: the role of who has none. */
			others?: Readonly< Record< string, Words > >;
	  }
	| { kind: 'words'; words: Readonly< Record< string, Words > > }
	/** The titles of reports. */
	| { kind: 'reports' }
	/** A day, counted from 1970-01-01, as a day, or as the month that it is in. */
	| { kind: 'day' | 'month' }
	/** A text field of the fact with that id, in another dataset. */
	| {
			kind: 'facts';
			dataset: string;
			field: string;
			/** Its text is empty. */
			missing: Words;
			/** It is gone; with `{id}`. Without it as `missing`. */
			deleted?: Words;
			/** For 0. Without it as `missing`. */
			none?: Words;
	  };

/** The values of a field with the most of something, and one row for all the others. */
export type Breakdown = {
	id: string;
	title: Words;
	/** Without it the report's own. */
	dataset?: string;
	/**
	 * One of kind `references` counts a fact at each of its values, and in none when it has none:
	 * the rows may then sum to more than there is.
	 */
	field: string;
	/** The field names facts of another dataset; the rows are what these have in `field`. */
	through?: { dataset: string; field: string };
	fieldLabel: Words;
	labels: Labels;
	/** Narrower than the report's, when given. */
	where?: readonly Condition[];
	/** All that there is now, whatever the period is. */
	now?: true;
	/** The id of a filter: shown only when something is chosen in it. */
	whenChosen?: string;
	columns: readonly [ BreakdownColumn, ...BreakdownColumn[] ];
	/** Without it by the first column, the most first; `key` ascends, as months do, `-key` descends. */
	order?: 'key' | '-key';
	/** Rows shown; the rest is summed into "Others". */
	top: number;
};

export type BreakdownColumn = {
	id: string;
	label: Words;
	measure:
		| ( { kind: 'sum' } & Omit< Addend, 'dataset' > )
		| {
				kind: 'ratio';
				of: Omit< Addend, 'dataset' >;
				per: Omit< Addend, 'dataset' >;
		  }
		/** Of the same sum over all rows. */
		| ( { kind: 'share' } & Omit< Addend, 'dataset' > );
	format: NumberFormat;
};

/** A field of a fact as a column: `moment` is written as day and time. */
export type FieldColumn = {
	id: string;
	label: Words;
	field: string;
	format: NumberFormat | 'text' | 'moment';
	/** For text. Without it the value as it is. */
	labels?: Labels;
};

export type ListingColumn =
	| FieldColumn
	/** Sums of another dataset whose `by` is this fact's id, over the last `days` up to today. */
	| {
			id: string;
			label: Words;
			sum: {
				dataset: string;
				by: string;
				total: string;
				where?: readonly Condition[];
				days: number;
			};
			format: NumberFormat;
	  }
	/** One column divided by another, both by their ids; null unless that is above 0. */
	| {
			id: string;
			label: Words;
			quotient: { of: string; per: string; times: number };
			format: NumberFormat;
	  };

/** A table of facts as they are now, whatever the period is: the products in stock. */
export type Listing = {
	id: string;
	title: Words;
	/** Without it the report's own. */
	dataset?: string;
	where?: readonly Condition[];
	columns: readonly [ ListingColumn, ...ListingColumn[] ];
	/** A column's id, with `-` before it for descending. What has no value comes last. */
	sort: string;
	/** Rows shown in the document; all of them on the table's own pages. */
	top: number;
	link?: FactLinks;
};

/** Where WordPress shows a fact: with the id in `field`, or its own. */
export type FactLinks = { kind: string; field?: string };

/** How the facts behind a number are listed, the newest first. */
export type FactsShown = {
	columns: readonly [ FieldColumn, ...FieldColumn[] ];
	link?: FactLinks;
};

export type FilterDeclaration = {
	id: string;
	label: Words;
	/** Of the report's dataset. */
	field: string;
	/** The field names facts of another dataset; chosen is what these have in a list of `references`. */
	through?: { dataset: string; field: string };
	labels: Labels;
	/** The same in the other datasets of the report; what is not named here is not narrowed. */
	others?: Readonly< Record< string, string > >;
};

export type BesideColumn = {
	id: string;
	label: Words;
	measure: { kind: 'sum' } & Addend;
	format: NumberFormat;
};

export type ChartDeclaration =
	| {
			kind: 'line' | 'bar';
			/** What the points are: the engine adds by what. */
			title: Words;
			measure: { kind: 'sum' } & Addend;
			/** Without it `count`. */
			format?: NumberFormat;
			column: Words;
			/** Other sums of the same days, further columns of the table behind the chart. */
			beside?: readonly BesideColumn[];
	  }
	/** The rows of a breakdown and their first column; that table is the one behind the chart. */
	| { kind: 'bar'; title: Words; breakdown: string };

/** A chart over time. */
export type TimeChart = Extract< ChartDeclaration, { measure: unknown } >;

/**
 * A question over one dataset, or several. Built-in reports are declared as any other, and all of
 * it is plain JSON.
 */
export type ReportDeclaration = {
	id: string;
	grant: Grant;
	/**
	 * Who may see only what is their own sees this report with this field of its dataset held to
	 * themselves. Nothing in it may then be over another dataset.
	 */
	own?: string;
	title: Words;
	description: Words;
	/** With a field of kind `currency` every amount in the report is in one currency. */
	dataset: string;
	/** Which of its facts are counted at all; other datasets are narrowed where they are used. */
	where: readonly Condition[];
	filters?: readonly FilterDeclaration[];
	figures: readonly FigureDeclaration[];
	chart: ChartDeclaration;
	breakdowns: readonly Breakdown[];
	listings?: readonly Listing[];
	/** By dataset: the facts behind figures, points and rows. */
	facts?: Readonly< Record< string, FactsShown > >;
	/** The subject of the summary, counted: "42 posts". It is what the chart sums, else the first figure. */
	counted: CountWords;
	/** Behind the number of facts the report looked at: "posts counted". */
	source: Words;
	/** What to do when there is nothing in the period; without it "Choose a longer period." */
	emptyAdvice?: Words;
	definitions: ReadonlyArray< { term: Words; text: Words } >;
};
