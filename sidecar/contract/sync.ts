import type { StatementClaims } from '../contract';
import type { Period } from './report-document';

/** `GET api/sync`, with the grant `manage`: how the facts come in. */
export type SyncAnswer = {
	/** `unreached`: the site has not answered yet. `filling`: the first copy is on its way. */
	state: 'unreached' | 'filling' | 'following';
	/** ISO 8601 with Z, as in `ReportDocument`. */
	asOf: string | null;
	lastAgreed: string | null;
	datasets: SyncedDataset[];
	/** What is being copied again, the oldest first. */
	resyncs: Resync[];
	/** Rows that could not be taken in, a hundred at most; how many there are says each dataset. */
	skipped: SkippedRow[];
	/** Datasets and reports of other plugins that can't be used as they are declared. */
	wrong: WrongDeclaration[];
};

export type SyncedDataset = {
	/** As the site calls it. */
	id: string;
	/** Of an own dataset its declaration's; null for a built-in one. */
	label: string | null;
	/**
	 * `filling`: copied for the first time. `missing`: the site offers it no longer, and its
	 * facts go after 60 days.
	 */
	state: 'filling' | 'following' | 'missing';
	/** Facts that are here. */
	count: number;
	skipped: number;
	/** While its facts are copied, for the first time or again. */
	progress: Progress | null;
	/** Why it can't be copied now; tried again by itself. */
	fault: string | null;
};

export type Progress = {
	done: number;
	/** An estimate, never below `done`. */
	total: number;
	/** Null while there is nothing to reckon from. */
	secondsLeft: number | null;
};

/** A range that is copied again; nothing shown is emptied meanwhile. */
export type Resync = {
	id: number;
	dataset: string;
	/** Ids, both inclusive; `to` null: to the last. */
	from: number;
	to: number | null;
	/** ISO 8601 with Z. */
	askedAt: string;
	progress: Progress;
};

export type SkippedRow = {
	dataset: string;
	/** Null where the row had none. */
	id: number | null;
	/** Such as "words is not a count". */
	reason: string;
};

export type WrongDeclaration = {
	kind: 'dataset' | 'report';
	/** As declared; empty where that can't be read. */
	id: string;
	/** Which member, and what it has to be. */
	reason: string;
};

/**
 * Body of `POST api/sync` as JSON, with the grant `manage` and the CSRF header. Without `dataset`
 * every one; without a range all of it. Days are of the site's timezone, ids are numbers; both are
 * inclusive. Answered by 202 and `ResyncAnswer`.
 */
export type ResyncOrder = {
	dataset?: string;
	days?: Partial< Period >;
	ids?: { from?: number; to?: number };
};

export type ResyncAnswer = { resyncs: Resync[] };

/**
 * `gatehouse-ranges+jwt`, from the sidecar: the facts with ids after `after`, `limit` of them, as
 * a checksum instead of themselves.
 */
export type RangesClaims = StatementClaims & {
	dataset: string;
	after: number;
	limit: number;
	/** The fields that count, in this order; a text counts up to so many characters. */
	fields: Array< { name: string; length: number | null } >;
};

export type RangesAnswer = {
	count: number;
	/** The highest id of a fact in it; 0 without any. */
	last: number;
	/**
	 * CRC-32, eight lower-case hex digits, of a line for each fact, ids ascending: a JSON list of
	 * its id and its fields, without spaces, slashes and non-ASCII characters unescaped, and a
	 * line feed.
	 */
	checksum: string;
	/** As in `FactsAnswer`. */
	next: number | null;
	spent: Spent;
};

/**
 * What an answer cost the site, in milliseconds: the whole request, and of it reading the facts.
 * `visits`: how many other requests the site's PHP has taken up since some moment, which may be
 * another after each; null where the site can't count them.
 */
export type Spent = {
	request: number;
	reading: number;
	visits: number | null;
};
