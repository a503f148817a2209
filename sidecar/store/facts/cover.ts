import {
	addMonths,
	type Day,
	startOfMonth,
	startOfQuarter,
	startOfYear,
	toDate,
} from './days';

const order = [ 'day', 'third', 'month', 'quarter', 'year' ] as const;

/** Sums are kept of each of these, beside one another. A third is one of a month: to the 10th, to the 20th, the rest. */
export type Span = ( typeof order )[ number ] | 'ever';

/** How they are numbered in the store. */
export const spans: Readonly< Record< Span, number > > = {
	day: 0,
	third: 1,
	month: 2,
	quarter: 3,
	year: 4,
	ever: 5,
};

/** Of a day that is being counted anew: no report reads it. */
export const aside = 9;

/** Sums of one kind whose first days lie in here, both inclusive; added or taken away. */
export type Piece = { span: Span; from: Day; to: Day; sign: 1 | -1 };

/** Rows in one sum of a span: the longer it is, the more of them are the same. */
export type Costs = Readonly< Record< Span, number > >;

/** Days. */
const lengths: Readonly< Record< Span, number > > = {
	day: 1,
	third: 10.1,
	month: 30.4,
	quarter: 91.3,
	year: 365.25,
	ever: 1,
};

/** The day of the one sum of all there is. */
export const ever: Day = 0;

/** The years that have sums, from the first day of the first to the last day of the last. */
export type Extent = { from: Day; to: Day };

/** The first day of the span that a day is in. */
export function startOfSpan( span: Span, day: Day ): Day {
	switch ( span ) {
		case 'day':
			return day;
		case 'third': {
			const month = startOfMonth( day );
			return (
				month + 10 * Math.min( 2, Math.floor( ( day - month ) / 10 ) )
			);
		}
		case 'month':
			return startOfMonth( day );
		case 'quarter':
			return startOfQuarter( day );
		case 'year':
			return startOfYear( day );
		case 'ever':
			return ever;
	}
}

/** Some days as the fewest rows: a year without its last week is that year, less seven days. */
export function cover(
	from: Day,
	to: Day,
	{ extent, costs }: { extent: Extent; costs: Costs }
): Piece[] {
	const first = Math.max( from, extent.from );
	const last = Math.min( to, extent.to );
	if ( last < first ) {
		return [];
	}
	const added = coverDays( first, last, costs );
	const left = [
		{ span: 'ever', from: ever, to: ever, sign: 1 } as const,
		...less( coverDays( extent.from, first - 1, costs ) ),
		...less( coverDays( last + 1, extent.to, costs ) ),
	];
	return costOf( left, costs ) < costOf( added, costs ) ? left : added;
}

function coverDays( from: Day, to: Day, costs: Costs ): Piece[] {
	const starts = boundariesFrom( from );
	const ends = boundariesFrom( to + 1 );
	return order
		.map( ( longest ) => coverUpTo( longest, starts, ends ) )
		.reduce( ( best, one ) =>
			costOf( one, costs ) < costOf( best, costs ) ? one : best
		);
}

/** The same in pieces that can be told apart by month: nothing is taken away. */
export function coverByMonth( from: Day, to: Day ): Piece[] {
	const first =
		from === startOfMonth( from ) ? from : nextStart( 'month', from );
	const last = startOfMonth( to + 1 );
	return first >= last
		? add( 'day', from, to + 1 )
		: [
				...add( 'day', from, first ),
				...add( 'month', first, last ),
				...add( 'day', last, to + 1 ),
			];
}

type Dated = ( typeof order )[ number ];

type Boundaries = Readonly< Record< Dated, Day > >;

/** The closest beginning of a third, of a month closest to that, and so on. */
function boundariesFrom( day: Day ): Boundaries {
	const third = closest( 'third', day );
	const month = closest( 'month', third );
	const quarter = closest( 'quarter', month );
	return { day, third, month, quarter, year: closest( 'year', quarter ) };
}

function closest( span: Dated, day: Day ): Day {
	const before = startOfSpan( span, day );
	const after = nextStart( span, day );
	return day - before <= after - day ? before : after;
}

function nextStart( span: Dated, day: Day ): Day {
	const start = startOfSpan( span, day );
	switch ( span ) {
		case 'day':
			return day + 1;
		case 'third':
			return toDate( start ).getUTCDate() < 21
				? start + 10
				: addMonths( startOfMonth( day ), 1 );
		case 'month':
			return addMonths( start, 1 );
		case 'quarter':
			return addMonths( start, 3 );
		case 'year':
			return addMonths( start, 12 );
	}
}

/** The longest span lies between, and at both ends the shorter ones lead to it, forwards or back. */
function coverUpTo(
	longest: Dated,
	starts: Boundaries,
	ends: Boundaries
): Piece[] {
	const pieces = add( longest, starts[ longest ], ends[ longest ] );
	for ( let at = 0; order[ at ] !== longest; at++ ) {
		const span = order[ at ] ?? longest;
		const next = order[ at + 1 ] ?? longest;
		pieces.push(
			...add( span, ends[ next ], ends[ span ] ),
			...less( add( span, starts[ next ], starts[ span ] ) )
		);
	}
	return pieces;
}

/** From one day up to, but without, another; taken away where it leads back. */
function add( span: Dated, from: Day, until: Day ): Piece[] {
	if ( from === until ) {
		return [];
	}
	return from < until
		? [ { span, from, to: until - 1, sign: 1 } ]
		: [ { span, from: until, to: from - 1, sign: -1 } ];
}

function less( pieces: readonly Piece[] ): Piece[] {
	return pieces.map( ( piece ) => ( {
		...piece,
		sign: piece.sign === 1 ? -1 : 1,
	} ) );
}

function costOf( pieces: readonly Piece[], costs: Costs ): number {
	return pieces.reduce(
		( cost, { span, from, to } ) =>
			cost + ( ( to - from + 1 ) / lengths[ span ] ) * costs[ span ],
		0
	);
}
