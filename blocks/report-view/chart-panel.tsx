import type {
	ReportDocument,
	Table,
} from '../../sidecar/contract/report-document';
import { BarChart } from './bar-chart';
import type { Beyond } from './beyond';
import { DataTable } from './data-table';
import { LineChart } from './line-chart';
import type { ReportWords } from './words';

type Props = {
	document: ReportDocument;
	/** The numbers behind the chart; null when they are not wanted. */
	table: Table | null;
	isDrawn: boolean;
	words: ReportWords;
	beyond?: Beyond | undefined;
};

export function ChartPanel( props: Props ) {
	const { document, table, isDrawn, words, beyond } = props;
	const { chart, summary } = document;
	const Numbers = beyond?.Table ?? DataTable;
	const Drawing = chart.kind === 'line' ? LineChart : BarChart;
	const numbers = table && (
		<Numbers table={ table } document={ document } words={ words } />
	);
	return (
		<section className="gatehouse-report__panel">
			<h3>{ isDrawn ? chart.title : table?.title }</h3>
			<p className="gatehouse-report__summary">{ summary }</p>
			{ isDrawn && <Drawing document={ document } words={ words } /> }
			{ isDrawn && table && numbers ? (
				<details open={ table.id === beyond?.openTable }>
					<summary>{ words.behindChart }</summary>
					{ numbers }
				</details>
			) : (
				numbers
			) }
		</section>
	);
}
