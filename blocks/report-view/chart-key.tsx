import type { ReportDocument } from '../../sidecar/contract/report-document';

type Props = { document: ReportDocument };

export function ChartKey( { document }: Props ) {
	const { period, previous } = document;
	return (
		<p className="gatehouse-chart__key">
			<span className="is-current">{ period.label }</span>
			{ previous && (
				<span className="is-previous">{ previous.label }</span>
			) }
		</p>
	);
}
