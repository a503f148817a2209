/** Even steps from zero to the first at or above the highest value: about four of them. */
export function axisTicks( highest: number, whole: boolean ): number[] {
	if ( highest <= 0 ) {
		return [ 0, 1 ];
	}
	const step = niceStep( highest / 4, whole );
	const count = Math.ceil( highest / step - 1e-9 );
	// Multiplied, not summed: 0.1 + 0.1 + 0.1 is not 0.3.
	return Array.from( { length: count + 1 }, ( _, index ) =>
		Number( ( index * step ).toPrecision( 12 ) )
	);
}

function niceStep( rough: number, whole: boolean ): number {
	const magnitude = 10 ** Math.floor( Math.log10( rough ) );
	const factor =
		[ 1, 2, 5 ].find( ( each ) => each * magnitude >= rough - 1e-9 ) ?? 10;
	const step = factor * magnitude;
	return whole ? Math.max( 1, step ) : step;
}

/** Percent of the width, for the point at `index` of `count`. */
export function across( index: number, count: number ): number {
	return count < 2 ? 50 : round( ( index / ( count - 1 ) ) * 100 );
}

/** Percent of the height, from above. */
export function down( value: number, top: number ): number {
	return round( 100 - ( value / top ) * 100 );
}

/** Which points carry a date: evenly spaced, six at most. */
export function labelledPoints( count: number ): number[] {
	const step = Math.max( 1, Math.ceil( count / 6 ) );
	return Array.from(
		{ length: Math.ceil( count / step ) },
		( _, index ) => index * step
	);
}

function round( percent: number ): number {
	return Math.round( percent * 100 ) / 100;
}
