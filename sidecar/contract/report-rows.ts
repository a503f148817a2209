import type { Cell, Column, Table } from './report-document';

/**
 * `GET api/reports/:report/tables/:table`: the whole of one table of a report, page by page. Takes
 * what the report takes, and `sort` (a column's id, with `-` before it for descending), `search`
 * (in what the rows are called) and `page` (from 1).
 */
export type TableAnswer = Table & {
	/** Rows that the search left. */
	count: number;
	page: number;
	pages: number;
	people?: Record< string, string >;
};

/**
 * `GET api/reports/:report/rows`: the facts behind a number. Takes what the report takes, then
 * `figure` (its id), or `bucket` (the key of a point), or `table` and `key` of one of its rows;
 * `after` goes on where `next` ended.
 */
export type RowsAnswer = {
	title: string;
	columns: Column[];
	rows: Array< { id: number; cells: Cell[]; link: FactLink | null } >;
	count: number;
	next: string | null;
	people?: Record< string, string >;
};

/** Where WordPress shows this fact: `post`, `comment`, `user`, `order`, `product`, `coupon`. */
export type FactLink = { kind: string; id: number };
