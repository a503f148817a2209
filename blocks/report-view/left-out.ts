import type {
	ReportDocument,
	Table,
} from '../../sidecar/contract/report-document';
import { formatNumber } from './format';
import { reportWords } from './words';

/** Whether its last row is that of all the others. */
export function endsWithOthers( { othersCount, keys }: Table ): boolean {
	return othersCount > 0 && keys.at( -1 ) === null;
}

/** What a table does not show one by one, in words; null where it shows all. */
export function leftOut(
	table: Table,
	document: ReportDocument
): string | null {
	if ( table.othersCount === 0 ) {
		return null;
	}
	const words = reportWords( document.locale );
	const count = formatNumber( table.othersCount, 'count', document );
	return endsWithOthers( table )
		? words.others( count )
		: words.moreRows( count );
}
