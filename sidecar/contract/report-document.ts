import type { NamedPeriod, Grouping } from './report-query';

export type Period = { from: string; to: string };

/**
 * `percent` is a share from 0 to 1, `money` is in minor units of the document's currency,
 * `duration` is in seconds, `days` in days.
 */
export type NumberFormat =
	'count' | 'decimal' | 'percent' | 'money' | 'duration' | 'days';

export type Figure = {
	id: string;
	label: string;
	/** Null when there is nothing to divide by. */
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
	/** What each row stands for, to ask for the facts behind it; null where there is no way there. */
	keys: Array< string | number | null >;
	/** Rows left out below the last; summed into it ("Others") where its key is null. */
	othersCount: number;
};

/** What the facts of a report can be narrowed to. */
export type Filter = {
	id: string;
	label: string;
	/** The values that this site has, the most frequent first, and the chosen ones in any case. */
	options: Array< { value: string; label: Cell } >;
	chosen: string[];
};

/** One answer feeds every surface; each of them only lays it out. */
export type ReportDocument = {
	id: string;
	title: string;
	description: string;
	site: { name: string; home: string; timezone: string };
	/** Said beside the title when only the reader's own content is counted; absent when everybody's is. */
	own?: string;
	/** BCP 47 of the words in here; numbers and dates are formatted with it. */
	locale: string;
	/** ISO 8601 with Z: up to when the changes of the site are in here. */
	asOf: string;
	/** ISO 8601 with Z: when every fact was last compared with the site's; null before the first time. */
	lastAgreed: string | null;
	source: { count: number; label: string };
	/** `filling`: the first copy of the facts is still on its way. */
	state: 'ready' | 'empty' | 'filling' | 'stale';
	/** What to do about it; may be present when empty. */
	emptyAdvice?: string;
	/** Present while filling: facts received, and how many there are. */
	progress?: { done: number; total: number; secondsLeft: number | null };
	/** Rows the sidecar could not take in; shown when not 0. */
	skipped: number;
	period: Period & {
		label: string;
		name: NamedPeriod | null;
		/** Everything is as it is now, whatever period was asked for. */
		isNow?: boolean;
	};
	previous: ( Period & { label: string } ) | null;
	by: Grouping;
	/** ISO 4217, of every amount in here; null in a report without money. */
	currency: string | null;
	/** Those that the site's facts have beside it, each to be asked for by itself. */
	otherCurrencies: string[];
	filters: Filter[];
	figures: Figure[];
	summary: string;
	chart: Chart;
	/** The first is the table behind the chart. */
	tables: Table[];
	definitions: Array< { term: string; text: string } >;
	people?: Record< string, string >;
};
