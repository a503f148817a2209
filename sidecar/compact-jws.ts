/**
 * RFC 7515 section 7.1, with a signature of 64 bytes. Its last character holds two bits:
 * with the four spare ones set, one signature would have many spellings.
 */
export function isCompactJws( text: string ): boolean {
	return /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/.test( text );
}
