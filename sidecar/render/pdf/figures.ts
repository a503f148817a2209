import type { Content } from 'pdfmake/interfaces';
import { describeChange } from '../../../blocks/report-view/change';
import { formatNumber } from '../../../blocks/report-view/format';
import {
	type ReportWords,
	reportWords,
} from '../../../blocks/report-view/words';
import type { Figure, ReportDocument } from '../../contract/report-document';
import { ink } from './ink';
import type { Lettering } from './lettering';
import { write, writeLine } from './text';

const inARow = 4;
const largest = 20;
const smallest = 11;
const gutter = 14;

/** Side by side, each under a line of its own. */
export function printFigures(
	document: ReportDocument,
	lettering: Lettering,
	width: number
): Content[] {
	const { figures, locale } = document;
	const words = reportWords( locale );
	const columns = Math.ceil(
		figures.length / Math.ceil( figures.length / inARow )
	);
	const room = ( width - gutter * ( columns - 1 ) ) / columns;
	const written = figures.map( ( { value, format } ) =>
		value === null ? '' : formatNumber( value, format, document )
	);
	// One size for all of them, in which the longest fits.
	const widest = Math.max(
		...written.map( ( text ) => lettering.width( text, largest ) )
	);
	const size = Math.max(
		smallest,
		Math.min( largest, Math.floor( ( largest * room ) / widest ) )
	);
	const rows: Content[] = [];
	for ( let at = 0; at < figures.length; at += columns ) {
		rows.push( {
			columnGap: gutter,
			margin: [ 0, 0, 0, 10 ],
			columns: Array.from( { length: columns }, ( _, column ) => {
				const figure = figures[ at + column ];
				return {
					width: '*',
					stack:
						figure === undefined
							? []
							: figureOf( figure, {
									document,
									lettering,
									words,
									room,
									size,
								} ),
				};
			} ),
		} );
	}
	return rows;
}

type Around = {
	document: ReportDocument;
	lettering: Lettering;
	words: ReportWords;
	room: number;
	size: number;
};

function figureOf( figure: Figure, around: Around ): Content[] {
	const { document, lettering, words, room, size } = around;
	const { label, value, format } = figure;
	return [
		{
			canvas: [
				{
					type: 'line',
					x1: 0,
					y1: 0,
					x2: room,
					y2: 0,
					lineWidth: 0.75,
					lineColor: ink.rule,
				},
			],
		},
		write( lettering, label, {
			fontSize: 8.5,
			color: ink.soft,
			margin: [ 0, 6, 0, 2 ],
		} ),
		value === null
			? write( lettering, words.noFigure, {
					fontSize: 9,
					color: ink.soft,
					margin: [ 0, 6, 0, 6 ],
				} )
			: writeLine( lettering, formatNumber( value, format, document ), {
					fontSize: size,
					bold: true,
					color: ink.text,
				} ),
		changeOf( figure, around ),
	];
}

const tones = { good: ink.good, bad: ink.bad, neutral: ink.text } as const;

function changeOf(
	figure: Figure,
	{ document, lettering, words }: Around
): Content {
	const shape = {
		fontSize: 8,
		margin: [ 0, 2, 0, 0 ] as [ number, number, number, number ],
	};
	const change = describeChange( figure, document, words );
	if ( change === null ) {
		return { ...shape, text: '' };
	}
	if ( change.direction === 'same' ) {
		return write( lettering, words.sameAsBefore, {
			...shape,
			color: ink.soft,
		} );
	}
	const arrow = change.direction === 'up' ? '▲' : '▼';
	return {
		...shape,
		text: [
			...lettering
				.runs( `${ arrow } ${ change.amount } ` )
				.map( ( run ) => ( { ...run, color: tones[ change.tone ] } ) ),
			...lettering
				.runs( `· ${ change.comparedWith }` )
				.map( ( run ) => ( { ...run, color: ink.soft } ) ),
		],
	};
}
