import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces';
import { writeCell } from '../../../blocks/report-view/cell';
import { formatNumber } from '../../../blocks/report-view/format';
import { endsWithOthers, leftOut } from '../../../blocks/report-view/left-out';
import { reportWords } from '../../../blocks/report-view/words';
import type {
	Column,
	ReportDocument,
	Table,
} from '../../contract/report-document';
import { ink } from './ink';
import type { Lettering } from './lettering';
import { write, writeLine } from './text';
import { pdfWords } from './words';

/** Rows of a table that a PDF takes. */
export const rowsAtMost = 2000;

/** The title of a table stands in its header: it is never left behind on another page. */
const headerRows = 2;

const rowLines: CustomTableLayout = {
	hLineWidth: ( line, { table } ) =>
		line < headerRows || line === table.body.length ? 0 : 0.5,
	hLineColor: ( line ) => ( line === headerRows ? ink.rule : ink.line ),
	vLineWidth: () => 0,
	paddingLeft: ( column ) => ( column === 0 ? 0 : 6 ),
	paddingRight: ( column, { table } ) =>
		column === ( table.widths?.length ?? 0 ) - 1 ? 0 : 6,
	paddingTop: () => 3.5,
	paddingBottom: () => 3.5,
};

/** With its header on every page. `left`: rows of it that are not here. */
export function printTable(
	table: Table,
	document: ReportDocument,
	lettering: Lettering,
	left: number
): Content[] {
	const { columns, rows } = table;
	const words = reportWords( document.locale );
	const fontSize = columns.length > 6 ? 7 : 8.5;
	const numberWidth = columns.length > 4 ? 'auto' : 92;
	const shown = rows.slice( 0, rowsAtMost );
	const hidden = left + rows.length - shown.length;
	const body = [
		titleRow( table, lettering ),
		columns.map( ( column ) => headOf( column, lettering ) ),
		...shown.map( ( row, at ) => {
			const isOthers = endsWithOthers( table ) && at === rows.length - 1;
			return columns.map( ( column, index ) =>
				cellOf(
					writeCell( row[ index ] ?? null, column, document, words ),
					column,
					lettering,
					isOthers
				)
			);
		} ),
	];
	return [
		{
			fontSize,
			margin: [ 0, 14, 0, 0 ],
			layout: rowLines,
			table: {
				headerRows,
				keepWithHeaderRows: Math.min( 3, shown.length ),
				dontBreakRows: true,
				widths: columns.map( ( { kind }, index ) =>
					index === 0 || kind === 'text' ? '*' : numberWidth
				),
				body,
			},
		},
		...notesOf( { table, document, shown: shown.length, hidden } ).map(
			( note ) =>
				write( lettering, note, {
					fontSize: 8,
					color: ink.soft,
					margin: [ 0, 5, 0, 0 ],
				} )
		),
	];
}

function titleRow(
	{ title, columns }: Table,
	lettering: Lettering
): TableCell[] {
	const written = write( lettering, title, {
		fontSize: 11,
		bold: true,
		margin: [ 0, -3, 0, 0 ],
	} );
	return columns.map( ( _column, index ) =>
		index === 0 ? { ...written, colSpan: columns.length } : {}
	);
}

function headOf( { label, kind }: Column, lettering: Lettering ): TableCell {
	return write( lettering, label, {
		bold: true,
		color: ink.soft,
		alignment: kind === 'text' ? 'left' : 'right',
	} );
}

function cellOf(
	written: string,
	{ kind }: Column,
	lettering: Lettering,
	isOthers: boolean
): TableCell {
	const color = isOthers ? ink.soft : ink.text;
	return kind === 'text'
		? write( lettering, written, { color } )
		: writeLine( lettering, written, { color, alignment: 'right' } );
}

type Shown = {
	table: Table;
	document: ReportDocument;
	shown: number;
	hidden: number;
};

function notesOf( { table, document, shown, hidden }: Shown ): string[] {
	const count = ( value: number ) => formatNumber( value, 'count', document );
	if ( hidden > 0 ) {
		const { firstRows } = pdfWords( document.locale );
		return [ firstRows( count( shown ), count( shown + hidden ) ) ];
	}
	const others = leftOut( table, document );
	return others === null ? [] : [ others ];
}
