/** Without it spreadsheets take UTF-8 for the encoding of their own country. */
export const byteOrderMark = '\uFEFF';

/** A number as it is written in the file; it is never a formula. */
export type WrittenNumber = { written: string };

export type Field = string | number | WrittenNumber;

export type Separator = ',' | ';' | '\t';

/** A line of RFC 4180. What a spreadsheet would run as a formula becomes text. */
export function csvLine(
	cells: readonly Field[],
	separator: Separator = ','
): string {
	const fields = cells.map( ( cell ) => toField( cell, separator ) );
	return `${ fields.join( separator ) }\r\n`;
}

// OWASP's list, the full-width forms that spreadsheets in Japanese take for the same, and any of
// them behind spaces, which some importers trim first.
const formula = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

// Every separator, not the file's own alone: it may be opened with another.
const quoted = /[",;\t\r\n]|^\s|\s$/;

function toField( value: Field, separator: Separator ): string {
	if ( typeof value === 'number' ) {
		return String( value );
	}
	if ( typeof value === 'object' ) {
		const { written } = value;
		return written.includes( separator ) ? `"${ written }"` : written;
	}
	const safe = formula.test( value ) ? `'${ value }` : value;
	return quoted.test( safe ) ? `"${ safe.replaceAll( '"', '""' ) }"` : safe;
}
