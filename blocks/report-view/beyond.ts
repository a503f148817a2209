import type { LookBehind } from './behind';
import type { DataTable } from './data-table';

/** What a screen adds to a report that a reader's page only shows. */
export type Beyond = {
	/** Draws a table in the place of the plain one, with the same to go by. */
	Table: typeof DataTable;
	/** The one that is not folded away, though it stands behind the chart. */
	openTable: string | null;
	lookBehind: LookBehind;
};
