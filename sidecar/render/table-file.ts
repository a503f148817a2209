import { setImmediate as letOthersGo } from 'node:timers/promises';
import { reportWords } from '../../blocks/report-view/words';
import { minorDigits } from '../contract/currency';
import type { Cell, Column } from '../contract/report-document';
import { peopleOf } from '../reports/people';
import { byteOrderMark, csvLine, type Field } from './csv';
import type { CsvStyle } from './csv-style';
import { type FileWords, fileWords } from './file-words';

export type FileTable = {
	columns: readonly Column[];
	rows: AsyncIterable< Cell[] > | Iterable< Cell[] >;
	/** Of every amount. */
	currency: string | null;
	/** BCP 47, of the words. */
	locale: string;
	/** Rows that are not among these. */
	left: number;
};

/** Names by id. */
type AskNames = (
	ids: readonly number[]
) => Promise< Readonly< Record< string, string > > >;

const rowsPerPart = 500;

/** A table as CSV, part by part. Its last line says that it is whole: a file that was cut has none. */
export async function* writeTableFile(
	table: FileTable,
	style: CsvStyle,
	askNames: AskNames
): AsyncGenerator< string > {
	const { columns, rows, left, locale } = table;
	const words = fileWords( locale );
	const currency = columns.some( ( { kind } ) => kind === 'money' )
		? table.currency
		: null;
	const line = ( fields: readonly Field[] ) =>
		csvLine( fields, style.separator );
	yield ( style.hasByteOrderMark ? byteOrderMark : '' ) +
		line( [
			...columns.map( ( column ) => headOf( column, words ) ),
			...( currency === null ? [] : [ words.currency ] ),
		] );

	const { nobodyKnown } = reportWords( locale );
	const write = async ( part: Cell[][] ) => {
		const ids = peopleOf( part.flat() );
		const names = ids.length === 0 ? {} : await askNames( ids );
		const fieldsOf = ( cells: Cell[] ) =>
			columns.map( ( { kind }, at ): Field => {
				const cell = cells[ at ] ?? null;
				return typeof cell === 'object' && cell !== null
					? ( names[ cell.person ] ?? nobodyKnown )
					: fieldOf( cell, kind, currency, style );
			} );
		return part
			.map( ( cells ) =>
				line( [
					...fieldsOf( cells ),
					...( currency === null ? [] : [ currency ] ),
				] )
			)
			.join( '' );
	};
	let part: Cell[][] = [];
	let count = 0;
	for await ( const cells of rows ) {
		part.push( cells );
		count += 1;
		if ( part.length === rowsPerPart ) {
			yield await write( part );
			part = [];
			await letOthersGo();
		}
	}
	yield await write( part );
	yield line( [
		left > 0 ? words.left( count, left ) : words.complete( count ),
	] );
}

function headOf( { label, kind }: Column, words: FileWords ): string {
	switch ( kind ) {
		case 'duration':
			return words.seconds( label );
		case 'days':
			return words.days( label );
		default:
			return label;
	}
}

function fieldOf(
	value: string | number | null,
	kind: Column[ 'kind' ],
	currency: string | null,
	{ decimal }: CsvStyle
): Field {
	if ( value === null ) {
		return '';
	}
	if ( typeof value === 'string' ) {
		return value;
	}
	const written =
		kind === 'money'
			? inMajor( value, minorDigits( currency ?? '' ) )
			: String( Number( value.toFixed( 6 ) ) );
	return { written: written.replace( '.', decimal ) };
}

/** Moves the point in the text: a division would round large amounts. */
function inMajor( minor: number, digits: number ): string {
	const whole = Math.round( minor );
	const text = String( Math.abs( whole ) ).padStart( digits + 1, '0' );
	const point = text.length - digits;
	const sign = whole < 0 ? '-' : '';
	return digits === 0
		? `${ sign }${ text }`
		: `${ sign }${ text.slice( 0, point ) }.${ text.slice( point ) }`;
}
