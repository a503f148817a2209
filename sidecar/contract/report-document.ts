import type { NamedPeriod, Grouping } from './report-query';

export type Period = { from: string; to: string };

export type NumberFormat = 'count' | 'decimal' | 'percent';

export type Figure = {
	id: string;
	label: string;
	/** Null when there is nothing to divide by. `percent` is a share from 0 to 1. */
	value: number | null;
	previous: number | null;
	format: NumberFormat;
	/** Which change is good news; null when neither is. */
	better: 'more' | 'less' | null;
};

/** A gap in the data is null, never 0. */
export type Point = {
	/** First day of the bucket, or the row's key for bars. */
	key: string;
	label: string;
	value: number | null;
	previous: number | null;
	previousLabel: string | null;
};

export type Chart = {
	kind: 'line' | 'bar';
	title: string;
	format: NumberFormat;
	points: Point[];
};

export type Column = {
	id: string;
	label: string;
	kind: 'text' | NumberFormat;
};

/** A person is named by `people`, or by the document's word for somebody unknown. */
export type Cell = string | number | null | { person: number };

export type Table = {
	id: string;
	title: string;
	columns: Column[];
	rows: Cell[][];
	/** Rows left out below the last, already summed into it ("Others"). */
	othersCount: number;
};

/** One answer feeds every surface; each of them only lays it out. */
export type ReportDocument = {
	id: string;
	title: string;
	description: string;
	site: { name: string; home: string; timezone: string };
	/** BCP 47 of the words in here; numbers and dates are formatted with it. */
	locale: string;
	/** ISO 8601 with Z: when the facts were last known to agree with the site. */
	asOf: string;
	source: { count: number; label: string };
	/** `filling`: the first copy of the facts is still on its way. */
	state: 'ready' | 'empty' | 'filling' | 'stale';
	/** Present while filling: facts received, and how many there are. */
	progress?: { done: number; total: number };
	/** Rows the sidecar could not take in; shown when not 0. */
	skipped: number;
	period: Period & { label: string; name: NamedPeriod | null };
	previous: ( Period & { label: string } ) | null;
	by: Grouping;
	figures: Figure[];
	summary: string;
	chart: Chart;
	/** The first is the table behind the chart. */
	tables: Table[];
	definitions: Array< { term: string; text: string } >;
	people?: Record< string, string >;
};
