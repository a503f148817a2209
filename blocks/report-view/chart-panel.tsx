import type {
	ReportDocument,
	Table,
} from '../../sidecar/contract/report-document';
import { BarChart } from './bar-chart';
import { DataTable } from './data-table';
import { LineChart } from './line-chart';
import type { ReportWords } from './words';

type Props = {
	document: ReportDocument;
	/** The numbers behind the chart; null when they are not wanted. */
	table: Table | null;
	isDrawn: boolean;
	words: ReportWords;
};

export function ChartPanel( { document, table, isDrawn, words }: Props ) {
	const { chart, summary } = document;
	const Drawing = chart.kind === 'line' ? LineChart : BarChart;
	const numbers = table && (
		<DataTable table={ table } document={ document } words={ words } />
	);
	return (
		<section className="gatehouse-report__panel">
			<h3>{ isDrawn ? chart.title : table?.title }</h3>
			<p className="gatehouse-report__summary">{ summary }</p>
			{ isDrawn && <Drawing document={ document } words={ words } /> }
			{ isDrawn && numbers ? (
				<details>
					<summary>{ words.behindChart }</summary>
					{ numbers }
				</details>
			) : (
				numbers
			) }
		</section>
	);
}
