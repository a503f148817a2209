import { Refusal } from '../errors';
import type { Separator } from './csv';

/** How a CSV is written, which differs between countries. */
export type CsvStyle = {
	separator: Separator;
	decimal: '.' | ',';
	hasByteOrderMark: boolean;
};

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const;
const decimals = { point: '.', comma: ',' } as const;
const marks = { 0: false, 1: true } as const;

/** As spreadsheets of this language read it, unless the query says otherwise. */
export function readCsvStyle(
	query: URLSearchParams,
	locale: string
): CsvStyle {
	const decimal = choose( query, 'decimal', decimals ) ?? decimalOf( locale );
	return {
		decimal,
		separator:
			choose( query, 'separator', separators ) ??
			( decimalOf( locale ) === ',' ? ';' : ',' ),
		hasByteOrderMark: choose( query, 'bom', marks ) ?? true,
	};
}

/** Null when nothing was asked for. */
export function choose< Choice >(
	query: URLSearchParams,
	parameter: string,
	choices: Readonly< Record< string, Choice > >
): Choice | null {
	const name = query.get( parameter ) || null;
	if ( name === null ) {
		return null;
	}
	const found = Object.entries( choices ).find( ( [ one ] ) => one === name );
	if ( found === undefined ) {
		throw new Refusal( 'file_option_unknown', { parameter } );
	}
	return found[ 1 ];
}

function decimalOf( locale: string ): CsvStyle[ 'decimal' ] {
	const parts = new Intl.NumberFormat( locale ).formatToParts( 1.5 );
	return parts.some(
		( { type, value } ) => type === 'decimal' && value === ','
	)
		? ','
		: '.';
}
