import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { formatMoment } from '../../../blocks/report-view/moment';
import { reportWords } from '../../../blocks/report-view/words';
import type { ReportDocument } from '../../contract/report-document';
import type { Paper } from '../../contract/render';
import { drawChart } from './chart';
import { printFigures } from './figures';
import { printHead } from './head';
import { ink } from './ink';
import { type Lettering, unwritable } from './lettering';
import { printNotices } from './notices';
import { printTable } from './table';
import { write, writeLine } from './text';
import { pdfWords } from './words';

/** What is to be printed. */
export type Print = {
	document: ReportDocument;
	/** Rows by table that the document leaves out: more than a PDF takes. */
	left: Readonly< Record< string, number > >;
	paper: Paper;
	/** PNG or JPEG. */
	logo: Uint8Array | null;
};

/** Points. */
const side = 48;
const above = 58;
const below = 56;
const widths = { a4: 595.28, letter: 612 } as const;

/** The order of every surface: what it is, figures, what happened, chart, tables, definitions. */
export function layOut(
	{ document, left, paper, logo }: Print,
	lettering: Lettering
): TDocumentDefinitions {
	const width = widths[ paper ] - 2 * side;
	const words = pdfWords( document.locale );
	const content: Content[] = [
		printHead( document, lettering, logo ),
		...printNotices( document, lettering ),
		...( document.state === 'ready' || document.state === 'stale'
			? numbersOf( document, left, lettering, width )
			: [] ),
		...definitionsOf( document, lettering ),
	];
	return {
		pageSize: paper === 'a4' ? 'A4' : 'LETTER',
		pageMargins: [ side, above, side, below ],
		defaultStyle: {
			font: 'Roboto',
			fontSize: 9,
			lineHeight: 1.15,
			color: ink.text,
		},
		info: {
			title: `${ document.title } · ${ document.period.label }`,
			author: document.site.name,
			creator: 'Gatehouse',
			producer: 'Gatehouse',
		},
		language: document.locale,
		displayTitle: true,
		content: lettering.hasReplaced()
			? [
					...content,
					write( lettering, words.replaced( unwritable ), {
						fontSize: 8,
						color: ink.soft,
						margin: [ 0, 14, 0, 0 ],
					} ),
				]
			: content,
		header: ( page ) =>
			page === 1 ? '' : runningHead( document, lettering ),
		footer: ( page, pages ) => ( {
			margin: [ side, 18, side, 0 ],
			fontSize: 7.5,
			columns: [
				writeLine( lettering, footLine( document ), {
					color: ink.soft,
				} ),
				writeLine( lettering, words.page( page, pages ), {
					color: ink.soft,
					alignment: 'right',
				} ),
			],
		} ),
	};
}

function runningHead(
	{ title, period, site }: ReportDocument,
	lettering: Lettering
): Content {
	return {
		margin: [ side, 30, side, 0 ],
		fontSize: 7.5,
		columns: [
			writeLine( lettering, `${ site.name } · ${ title }`, {
				color: ink.soft,
			} ),
			writeLine( lettering, period.label, {
				color: ink.soft,
				alignment: 'right',
			} ),
		],
	};
}

function footLine( { asOf, site, locale }: ReportDocument ): string {
	const time = formatMoment( asOf, site.timezone, locale );
	return `${ reportWords( locale ).asOf( time ) } (${ site.timezone })`;
}

function numbersOf(
	document: ReportDocument,
	left: Print[ 'left' ],
	lettering: Lettering,
	width: number
): Content[] {
	const { chart, tables, summary } = document;
	const rowsLeft = ( id: string ) => left[ id ] ?? 0;
	return [
		...( document.figures.length > 0
			? printFigures( document, lettering, width )
			: [] ),
		write( lettering, summary, {
			fontSize: 10.5,
			margin: [ 0, 6, 0, 12 ],
		} ),
		...( chart.points.length > 0
			? [
					{
						unbreakable: chart.points.length < 25,
						stack: [
							heading( chart.title, lettering ),
							keyOf( document, lettering ),
							{ svg: drawChart( document, lettering, width ) },
						],
					},
				]
			: [] ),
		...tables.flatMap( ( table ) =>
			printTable( table, document, lettering, rowsLeft( table.id ) )
		),
	];
}

function heading( text: string, lettering: Lettering ): Content {
	return write( lettering, text, {
		fontSize: 11,
		bold: true,
		margin: [ 0, 16, 0, 2 ],
		headlineLevel: 1,
	} );
}

/** Which line is which: drawn as the lines are, beside the period that it stands for. */
function keyOf( document: ReportDocument, lettering: Lettering ): Content {
	const { period, previous } = document;
	const sample = ( isPrevious: boolean ) => ( {
		width: 18,
		canvas: [
			{
				type: 'line' as const,
				x1: 0,
				y1: 5,
				x2: 14,
				y2: 5,
				lineWidth: isPrevious ? 1 : 1.5,
				lineColor: isPrevious ? ink.previous : ink.accent,
				...( isPrevious && { dash: { length: 3, space: 3 } } ),
			},
		],
	} );
	const label = ( text: string ) => ( {
		width: 'auto',
		...writeLine( lettering, text, {
			fontSize: 8,
			color: ink.soft,
			margin: [ 0, 0, 14, 0 ],
		} ),
	} );
	return {
		margin: [ 0, 2, 0, 6 ],
		columns: [
			sample( false ),
			label( period.label ),
			...( previous === null
				? []
				: [ sample( true ), label( previous.label ) ] ),
			{ width: '*', text: '' },
		],
	};
}

function definitionsOf(
	{ definitions, locale }: ReportDocument,
	lettering: Lettering
): Content[] {
	return definitions.length === 0
		? []
		: [
				heading( reportWords( locale ).definitions, lettering ),
				{
					fontSize: 8.5,
					margin: [ 0, 4, 0, 0 ],
					layout: {
						hLineWidth: () => 0,
						vLineWidth: () => 0,
						paddingLeft: () => 0,
						paddingRight: () => 12,
						paddingTop: () => 2,
						paddingBottom: () => 2,
					},
					table: {
						dontBreakRows: true,
						widths: [ 110, '*' ],
						body: definitions.map( ( { term, text } ) => [
							write( lettering, term, { color: ink.text } ),
							write( lettering, text, { color: ink.soft } ),
						] ),
					},
				},
			];
}
