import type { WrongDeclaration } from './sync';
import type { Grant } from './user-state';
import type { StatementClaims } from '../contract';

/**
 * `gatehouse-report+jwt`, from the site. Answered by a `ReportDocument` without `people`, with
 * what this viewer may see and nothing else.
 */
export type ReportClaims = StatementClaims & {
	report: string;
	query: ReportQuery;
	/** Who is going to read it, with the grants that the site has stored for that user now. */
	viewer: { user: number; grants: Grant[] };
	/** `export`: a file is made from it, which takes that grant too. */
	act: 'open' | 'export';
	/**
	 * For a CSV, with `act: 'export'`: every row of its tables up to `csvRowsAtMost`, without
	 * "Others", and dates as programs read them. `othersCount` says how many rows are left out.
	 */
	whole?: true;
};

/** `gatehouse-catalogue+jwt`, from the site: what this viewer may open. Answered by a `CatalogueAnswer`. */
export type CatalogueClaims = StatementClaims & {
	viewer: ReportClaims[ 'viewer' ];
	/** BCP 47. */
	lang: string;
};

export const namedPeriods = [
	'today',
	'last-7-days',
	'last-28-days',
	'last-90-days',
	'this-month',
	'last-month',
	'this-quarter',
	'last-quarter',
	'this-year',
	'last-year',
	'last-12-months',
] as const;

export type NamedPeriod = ( typeof namedPeriods )[ number ];

export const groupings = [ 'day', 'week', 'month', 'quarter' ] as const;

export type Grouping = ( typeof groupings )[ number ];

export const comparisons = [ 'previous', 'year', 'none' ] as const;

export type Comparison = ( typeof comparisons )[ number ];

/**
 * What is asked of a report. Either a named period, or `from` and `to`: days of the site's
 * timezone, `YYYY-MM-DD`, both inclusive. Without either: the last 28 days.
 */
export type ReportQuery = {
	period?: NamedPeriod;
	from?: string;
	to?: string;
	/** Without it: day up to 62 days, week up to a year, else month. */
	by?: Grouping;
	compare?: Comparison;
	/** ISO 4217, for reports about money: amounts of others are left out, never added up. */
	currency?: string;
	/** Values by the id of a filter of the document; in an address `filter.<id>=<value>`, repeated. */
	filters?: Readonly< Record< string, readonly string[] > >;
	/** BCP 47; the words of the document. Without it the session's. */
	lang?: string;
};

/** `GET api/reports`. */
export type CatalogueAnswer = {
	reports: CatalogueEntry[];
	/** To the site alone, for a viewer with the grant `manage`. */
	wrong?: WrongDeclaration[];
};

export type CatalogueEntry = {
	id: string;
	title: string;
	description: string;
	grant: Grant;
};
