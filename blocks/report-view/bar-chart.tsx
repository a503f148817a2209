import type { ReportDocument } from '../../sidecar/contract/report-document';
import { ChartKey } from './chart-key';
import { pointAttributes } from './chart-point';
import { ChartVoice } from './chart-voice';
import { formatNumber } from './format';
import type { ReportWords } from './words';

type Props = { document: ReportDocument; words: ReportWords };

export function BarChart( { document, words }: Props ) {
	const { chart } = document;
	const highest = Math.max(
		...chart.points.flatMap( ( point ) => [
			point.value ?? 0,
			point.previous ?? 0,
		] ),
		Number.MIN_VALUE
	);
	const share = ( value: number | null ) =>
		`${ ( Math.max( 0, value ?? 0 ) / highest ) * 100 }%`;
	return (
		<>
			{ chart.points.some( ( { previous } ) => previous !== null ) && (
				<ChartKey document={ document } />
			) }
			<div
				className="gatehouse-chart is-ranked"
				role="group"
				aria-label={ chart.title }
				data-chart={ `${ chart.title }. ${ words.chartHelp }` }
			>
				<ol>
					{ chart.points.map( ( point ) => (
						<li
							key={ point.key }
							{ ...pointAttributes(
								point,
								chart.format,
								document,
								words
							) }
						>
							<span className="gatehouse-chart__rank">
								{ point.label }
							</span>
							<svg aria-hidden="true">
								<rect
									className="gatehouse-chart__bar"
									y={ point.previous === null ? 4 : 0 }
									width={ share( point.value ) }
									height="12"
									rx="2"
								/>
								<line
									className="gatehouse-chart__previous"
									x2={ share( point.previous ) }
									y1="17"
									y2="17"
								/>
							</svg>
							<strong>
								{ point.value === null
									? words.gap
									: formatNumber(
											point.value,
											chart.format,
											document
										) }
							</strong>
						</li>
					) ) }
				</ol>
				<ChartVoice />
			</div>
		</>
	);
}
