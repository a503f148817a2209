/** Without it spreadsheets take UTF-8 for the encoding of their own country. */
export const byteOrderMark = '\uFEFF';

/** A line of RFC 4180. What a spreadsheet would run as a formula becomes text. */
export function csvLine( cells: ReadonlyArray< string | number > ): string {
	return `${ cells.map( toCell ).join( ',' ) }\r\n`;
}

function toCell( value: string | number ): string {
	if ( typeof value === 'number' ) {
		return String( value );
	}
	const safe = /^[=+\-@\t\r]/.test( value ) ? `'${ value }` : value;
	return /[",\r\n]/.test( safe )
		? `"${ safe.replaceAll( '"', '""' ) }"`
		: safe;
}
