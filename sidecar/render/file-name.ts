/** What file systems take in no name, and what could make one look like another. */
const refused = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;

const lettersAtMost = 120;

/** A file's name of what it is about: "Harbour Notes - Publishing - 2026-10-26 2026-11-22.csv". */
export function fileName(
	parts: readonly string[],
	extension: 'csv' | 'pdf'
): string {
	const name = parts
		.map( ( part ) => part.replace( refused, ' ' ).trim() )
		.filter( ( part ) => part !== '' )
		.join( ' - ' )
		.replace( /\s+/g, ' ' )
		.replace( /^\.+/, '' );
	return `${ [ ...name ].slice( 0, lettersAtMost ).join( '' ) }.${ extension }`;
}
