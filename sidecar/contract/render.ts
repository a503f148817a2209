import type { ReportDocument } from './report-document';
import type { Grant } from './user-state';
import type { StatementClaims } from '../contract';

/**
 * `gatehouse-render+jwt`, from the site: a document that `POST site/report` answered to
 * `act: 'export'`, for a CSV to `whole` too, with the names filled in. Answered by the bytes of the file, as the media type
 * of its format; a refusal is JSON as everywhere.
 */
export type RenderClaims = StatementClaims & {
	document: ReportDocument;
	format: RenderFormat;
	/** Of a PDF. */
	paper: Paper;
	/** Who is going to read it: has to have `export` and may open this report. */
	viewer: { user: number; grants: Grant[] };
};

export type RenderFormat = 'pdf' | 'csv';

export const papers = [ 'a4', 'letter' ] as const;
export type Paper = ( typeof papers )[ number ];

/** Of each table in a CSV: the site holds them all in memory while it fills in the names. Ten years by day are within. */
export const csvRowsAtMost = 5000;

/** Of the body: the statement is larger than others, for a document of ten years by day is 400 KB. */
export const renderBytesAtMost = 4 * 1024 * 1024;
