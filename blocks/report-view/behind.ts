/** A number on a report, as one asks for the facts behind it: a figure, a point, a row of a table. */
export type Behind =
	{ figure: string } | { bucket: string } | { table: string; key: string };

export type LookBehind = ( behind: Behind ) => void;
