import type { Cell, Column } from '../../sidecar/contract/report-document';
import type { Notation } from './format';
import { formatNumber } from './format';
import type { ReportWords } from './words';

/** What writes a cell: a document, or the facts behind one. */
export type Writing = Notation & { people?: Record< string, string > };

/** For what stands by itself, in no column. */
export const asText: Column = { id: '', label: '', kind: 'text' };

export function writeCell(
	cell: Cell,
	column: Column,
	writing: Writing,
	words: ReportWords
): string {
	if ( cell === null ) {
		return '–';
	}
	if ( typeof cell === 'string' ) {
		return cell;
	}
	if ( typeof cell === 'number' ) {
		return column.kind === 'text'
			? String( cell )
			: formatNumber( cell, column.kind, writing );
	}
	return writing.people?.[ cell.person ] ?? words.nobodyKnown;
}

export function alignment( column: Column ): string {
	return column.kind === 'text' ? 'is-text' : 'is-number';
}
