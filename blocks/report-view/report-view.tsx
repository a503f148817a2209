import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { Beyond } from './beyond';
import { ChartPanel } from './chart-panel';
import { DataTable } from './data-table';
import { Definitions } from './definitions';
import { Figures } from './figures';
import { Notices } from './notices';
import { ReportHeader } from './report-header';
import { reportWords } from './words';

export type Display = { figures: boolean; chart: boolean; table: boolean };

type Props = {
	document: ReportDocument;
	display: Display;
	/** Milliseconds since 1970: says how old a stale report is. */
	now?: number;
	beyond?: Beyond | undefined;
};

/**
 * Draws a report document, in this order on every surface: what it is and as of when,
 * figures, what happened, chart, table, definitions.
 */
export function ReportView( { document, display, now, beyond }: Props ) {
	const words = reportWords( document.locale );
	const hasNumbers = document.state === 'ready' || document.state === 'stale';
	const FurtherTable = beyond?.Table ?? DataTable;
	const [ behindChart, ...furtherTables ] = document.tables;
	return (
		<article className="gatehouse-report" lang={ document.locale }>
			<ReportHeader document={ document } words={ words } />
			<Notices
				document={ document }
				words={ words }
				now={ now ?? null }
			/>
			{ hasNumbers && display.figures && (
				<Figures
					document={ document }
					words={ words }
					lookBehind={ beyond?.lookBehind }
				/>
			) }
			{ hasNumbers && ( display.chart || display.table ) && (
				<ChartPanel
					document={ document }
					table={ display.table ? ( behindChart ?? null ) : null }
					isDrawn={ display.chart }
					words={ words }
					beyond={ beyond }
				/>
			) }
			{ hasNumbers &&
				display.table &&
				furtherTables.map( ( table ) => (
					<section
						className="gatehouse-report__panel"
						key={ table.id }
					>
						<h3>{ table.title }</h3>
						<FurtherTable
							table={ table }
							document={ document }
							words={ words }
						/>
					</section>
				) ) }
			<Definitions document={ document } words={ words } />
		</article>
	);
}
