import { formatNumber, formatTick } from '../../../blocks/report-view/format';
import { linePath, runs } from '../../../blocks/report-view/line';
import {
	down,
	labelledPoints,
	scaleOf,
} from '../../../blocks/report-view/scale';
import { reportWords } from '../../../blocks/report-view/words';
import type { ReportDocument } from '../../contract/report-document';
import { createDrawing, type Drawing } from './drawing';
import { ink } from './ink';
import type { Lettering } from './lettering';

const plotHeight = 140;
const dateHeight = 16;
const barHeight = 19;
const gap = 8;

/** The chart of a report as SVG, so wide in points. */
export function drawChart(
	document: ReportDocument,
	lettering: Lettering,
	width: number
): string {
	return document.chart.kind === 'line'
		? drawLines( document, lettering, width )
		: drawBars( document, lettering, width );
}

function drawLines(
	document: ReportDocument,
	lettering: Lettering,
	width: number
): string {
	const { points, format } = document.chart;
	const values = points.map( ( { value } ) => value );
	const previous = points.map( ( one ) => one.previous );
	const scale = scaleOf( [ ...values, ...previous ], format );
	const drawing = createDrawing( lettering );
	const ticks = scale.ticks.map( ( tick ) => ( {
		y: 6 + ( down( tick, scale ) / 100 ) * plotHeight,
		isZero: tick === 0,
		label: formatTick( tick, format, document ),
	} ) );
	const left =
		gap +
		Math.max(
			...ticks.map( ( { label } ) => lettering.width( label, 7.5 ) )
		);
	const right = width - 4;
	for ( const { y, isZero, label } of ticks ) {
		drawing.line(
			{ x: left, y },
			{ x: right, y },
			{ colour: isZero ? ink.rule : ink.line, width: 0.5 }
		);
		drawing.text(
			label,
			{ x: left - gap + 2, y: y + 2.6 },
			{ anchor: 'end' }
		);
	}

	// The lines of the screen are in percent; here a percent has a length.
	const placed = ( run: ReturnType< typeof runs >[ number ] ) =>
		run.map( ( { x, y } ) => ( {
			x: round( left + ( x / 100 ) * ( right - left ) ),
			y: round( 6 + ( y / 100 ) * plotHeight ),
		} ) );
	const current = runs( values, scale ).map( placed );
	const zero = ticks.find( ( { isZero } ) => isZero )?.y ?? 0;
	for ( const run of current ) {
		drawing.path( closed( run, zero ), {
			fill: ink.area,
			colour: 'none',
			width: 0,
		} );
	}
	for ( const run of runs( previous, scale ).map( placed ) ) {
		drawing.path( linePath( run ), {
			colour: ink.previous,
			width: 1,
			isDashed: true,
		} );
	}
	for ( const run of current ) {
		drawing.path( linePath( run ), { colour: ink.accent, width: 1.5 } );
		if ( run.length === 1 && run[ 0 ] ) {
			drawing.dot( run[ 0 ] );
		}
	}
	drawDates( drawing, document, { left, right } );
	return drawing.toSvg( { width, height: plotHeight + dateHeight + 6 } );
}

function closed( run: Array< { x: number; y: number } >, zero: number ) {
	const first = run[ 0 ];
	const last = run.at( -1 );
	return first && last
		? `${ linePath( run ) }L${ last.x } ${ zero }L${ first.x } ${ zero }Z`
		: '';
}

function drawDates(
	drawing: Drawing,
	{ chart: { points } }: ReportDocument,
	{ left, right }: { left: number; right: number }
) {
	const last = points.length - 1;
	for ( const index of labelledPoints( points.length ) ) {
		const share = last === 0 ? 0.5 : index / last;
		drawing.text(
			points[ index ]?.label ?? '',
			{
				x: left + share * ( right - left ),
				y: plotHeight + dateHeight + 2,
			},
			{ anchor: anchorOf( index, last ) }
		);
	}
}

function anchorOf( index: number, last: number ) {
	if ( last === 0 || ( index > 0 && index < last ) ) {
		return 'middle';
	}
	return index === 0 ? 'start' : 'end';
}

function drawBars(
	document: ReportDocument,
	lettering: Lettering,
	width: number
): string {
	const { points, format } = document.chart;
	const words = reportWords( document.locale );
	const drawing = createDrawing( lettering );
	const size = 8.5;
	const labels = points.map( ( { label } ) =>
		lettering.fit( label, size, width * 0.3 )
	);
	const values = points.map( ( { value } ) =>
		value === null ? words.gap : formatNumber( value, format, document )
	);
	const widest = ( texts: readonly string[] ) =>
		Math.max(
			0,
			...texts.map( ( text ) => lettering.width( text, size ) )
		);
	const left = widest( labels ) + gap;
	const room = width - left - widest( values ) - 2 * gap;
	const highest = Math.max(
		...points.flatMap( ( { value, previous } ) => [
			value ?? 0,
			previous ?? 0,
		] ),
		Number.MIN_VALUE
	);
	const length = ( value: number | null ) =>
		round( ( Math.max( 0, value ?? 0 ) / highest ) * room );
	for ( const [ at, { value, previous } ] of points.entries() ) {
		const top = at * barHeight;
		drawing.text(
			labels[ at ] ?? '',
			{ x: left - gap, y: top + 10 },
			{ anchor: 'end', size, colour: ink.text }
		);
		drawing.rect(
			{ x: left, y: top + 3 },
			{ width: length( value ), height: 8 }
		);
		if ( previous !== null ) {
			drawing.line(
				{ x: left, y: top + 13.5 },
				{ x: left + length( previous ), y: top + 13.5 },
				{ colour: ink.previous, width: 1, isDashed: true }
			);
		}
		drawing.text(
			values[ at ] ?? '',
			{ x: left + length( value ) + gap, y: top + 10 },
			{ size, colour: ink.text, isBold: true }
		);
	}
	return drawing.toSvg( {
		width,
		height: Math.max( 1, points.length ) * barHeight,
	} );
}

function round( points: number ): number {
	return Math.round( points * 100 ) / 100;
}
