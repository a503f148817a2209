import type { NumberFormat } from '../../sidecar/contract/report-document';

/** What the axis reaches from and to, and where its lines are. Zero is always among them. */
export type Scale = { lowest: number; highest: number; ticks: number[] };

/** Even steps around zero, to the first beyond each end: about four of them. */
export function scaleOf(
	values: ReadonlyArray< number | null >,
	format: NumberFormat
): Scale {
	const known = values.map( ( value ) => value ?? 0 );
	const most = Math.max( 0, ...known );
	const least = Math.min( 0, ...known );
	if ( most === least ) {
		return { lowest: 0, highest: 1, ticks: [ 0, 1 ] };
	}
	const unit = unitOf( Math.max( most, -least ), format );
	const isWhole = format === 'count' || format === 'money';
	const step = niceStep( ( most - least ) / unit / 4, isWhole ) * unit;
	const below = Math.ceil( -least / step - 1e-9 );
	const above = Math.ceil( most / step - 1e-9 );
	// Multiplied, not summed: 0.1 + 0.1 + 0.1 is not 0.3.
	const ticks = Array.from( { length: below + above + 1 }, ( _, index ) =>
		Number( ( ( index - below ) * step ).toPrecision( 12 ) )
	);
	return {
		lowest: ticks[ 0 ] ?? 0,
		highest: ticks.at( -1 ) ?? 1,
		ticks,
	};
}

/** Times are divided as a clock divides them. */
function unitOf( largest: number, format: NumberFormat ): number {
	return format === 'duration'
		? ( [ 86_400, 3_600, 60 ].find( ( unit ) => largest >= 2 * unit ) ?? 1 )
		: 1;
}

function niceStep( rough: number, isWhole: boolean ): number {
	const magnitude = 10 ** Math.floor( Math.log10( rough ) );
	const factor =
		[ 1, 2, 5 ].find( ( each ) => each * magnitude >= rough - 1e-9 ) ?? 10;
	const step = factor * magnitude;
	return isWhole ? Math.max( 1, step ) : step;
}

/** Percent of the width, for the point at `index` of `count`. */
export function across( index: number, count: number ): number {
	return count < 2 ? 50 : round( ( index / ( count - 1 ) ) * 100 );
}

/** Percent of the height, from above. */
export function down( value: number, { lowest, highest }: Scale ): number {
	return round( ( ( highest - value ) / ( highest - lowest ) ) * 100 );
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
