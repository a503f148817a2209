/** The custom properties `--gatehouse-<prefix>…` in colours of a rule, by what follows the prefix. */
export function palette(
	css: string,
	selector: string,
	prefix = ''
): Map< string, string > {
	const start = css.indexOf( selector );
	const rule = css.slice( css.indexOf( '{', start ) + 1 );
	const own = rule.slice( 0, rule.search( /[{}]/ ) );
	const found = own.matchAll(
		new RegExp(
			`--gatehouse-${ prefix }([\\w-]+):(?: var\\(--[\\w-]+,)? *(#\\w+)`,
			'g'
		)
	);
	return new Map(
		[ ...found ].map( ( [ , name = '', colour = '' ] ) => [ name, colour ] )
	);
}

/** WCAG 2.2, relative luminance. */
function luminance( hex: string ): number {
	const digits = hex.length === 4 ? hex.replace( /\w/g, '$&$&' ) : hex;
	const [ red = 0, green = 0, blue = 0 ] = [ 1, 3, 5 ].map( ( at ) => {
		const share = Number.parseInt( digits.slice( at, at + 2 ), 16 ) / 255;
		return share <= 0.04045
			? share / 12.92
			: ( ( share + 0.055 ) / 1.055 ) ** 2.4;
	} );
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast( one: string, other: string ): number {
	const [ dark = 0, light = 0 ] = [
		luminance( one ),
		luminance( other ),
	].sort( ( a, b ) => a - b );
	return ( light + 0.05 ) / ( dark + 0.05 );
}
