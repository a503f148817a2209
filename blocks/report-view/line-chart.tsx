import type { ReportDocument } from '../../sidecar/contract/report-document';
import { ChartKey } from './chart-key';
import { pointAttributes } from './chart-point';
import { ChartVoice } from './chart-voice';
import { formatTick } from './format';
import { areaPath, linePath, runs } from './line';
import type { Scale } from './scale';
import { across, down, labelledPoints, scaleOf } from './scale';
import type { ReportWords } from './words';

type Props = { document: ReportDocument; words: ReportWords };

// Lines stretch with the panel in a drawing of 100 × 100; everything with a size of its own
// (letters, dots) is placed by percentages outside of it and so stays as large on a phone.
// Sizes and colours come from the stylesheet: a strict policy refuses style attributes.
export function LineChart( { document, words }: Props ) {
	const { chart } = document;
	const values = chart.points.map( ( point ) => point.value );
	const previous = chart.points.map( ( point ) => point.previous );
	const scale = scaleOf( [ ...values, ...previous ], chart.format );
	const currentRuns = runs( values, scale );
	return (
		<>
			<ChartKey document={ document } />
			<div
				className="gatehouse-chart"
				role="img"
				aria-label={ chart.title }
				data-chart={ `${ chart.title }. ${ words.chartHelp }` }
			>
				<div className="gatehouse-chart__scale" aria-hidden="true">
					{ scale.ticks.toReversed().map( ( tick ) => (
						<span key={ tick }>
							{ formatTick( tick, chart.format, document ) }
						</span>
					) ) }
				</div>
				<svg className="gatehouse-chart__plot" aria-hidden="true">
					{ scale.ticks.map( ( tick ) => (
						<line
							key={ tick }
							className={
								tick === 0
									? 'gatehouse-chart__zero'
									: 'gatehouse-chart__grid'
							}
							x1="0"
							x2="100%"
							y1={ `${ down( tick, scale ) }%` }
							y2={ `${ down( tick, scale ) }%` }
						/>
					) ) }
					<svg viewBox="0 0 100 100" preserveAspectRatio="none">
						{ runs( previous, scale ).map( ( run ) => (
							<path
								key={ run[ 0 ]?.x }
								className="gatehouse-chart__previous"
								d={ linePath( run ) }
							/>
						) ) }
						{ currentRuns.map( ( run ) => (
							<path
								key={ run[ 0 ]?.x }
								className="gatehouse-chart__area"
								d={ areaPath( run, scale ) }
							/>
						) ) }
						{ currentRuns.map( ( run ) => (
							<path
								key={ run[ 0 ]?.x }
								className="gatehouse-chart__line"
								d={ linePath( run ) }
							/>
						) ) }
					</svg>
					<Points
						document={ document }
						words={ words }
						scale={ scale }
					/>
				</svg>
				<svg
					className={ `gatehouse-chart__dates ${
						hasLongLabels( document ) ? 'is-long' : ''
					}` }
					aria-hidden="true"
				>
					<Dates document={ document } />
				</svg>
				<ChartVoice />
			</div>
		</>
	);
}

function Points( { document, words, scale }: Props & { scale: Scale } ) {
	const { chart } = document;
	const count = chart.points.length;
	const width = 100 / Math.max( 1, count - 1 );
	const values = chart.points.map( ( { value } ) => value );
	return (
		<>
			{ chart.points.map( ( point, index ) => {
				const x = across( index, count );
				const left = Math.max( 0, x - width / 2 );
				const right = Math.min( 100, x + width / 2 );
				return (
					<g
						key={ point.key }
						{ ...pointAttributes(
							point,
							chart.format,
							document,
							words
						) }
					>
						<rect
							x={ `${ left }%` }
							width={ `${ right - left }%` }
							height="100%"
						/>
						<line x1={ `${ x }%` } x2={ `${ x }%` } y2="100%" />
						{ point.value !== null && (
							<circle
								className={
									isBetweenGaps( values, index )
										? 'is-lone'
										: ''
								}
								cx={ `${ x }%` }
								cy={ `${ down( point.value, scale ) }%` }
								r="4"
							/>
						) }
					</g>
				);
			} ) }
		</>
	);
}

/** A line needs two points; a single one has to be a dot. */
function isBetweenGaps( values: Array< number | null >, index: number ) {
	return [ index - 1, index + 1 ].every(
		( neighbour ) => ( values[ neighbour ] ?? null ) === null
	);
}

function Dates( { document }: Pick< Props, 'document' > ) {
	const { points } = document.chart;
	return (
		<>
			{ labelledPoints( points.length ).map( ( index, position ) => (
				<text
					key={ index }
					className={ `${ dateAnchor( index, points.length ) } ${
						position % 2 === 0 ? '' : 'is-spare'
					}` }
					x={ `${ across( index, points.length ) }%` }
					y="14"
				>
					{ points[ index ]?.label }
				</text>
			) ) }
		</>
	);
}

function hasLongLabels( { chart }: ReportDocument ): boolean {
	return chart.points.some( ( { label } ) => label.length > 8 );
}

function dateAnchor( index: number, count: number ): string {
	if ( count === 1 || ( index > 0 && index < count - 1 ) ) {
		return 'is-middle';
	}
	return index === 0 ? 'is-first' : 'is-last';
}
