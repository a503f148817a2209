import { addMonths, type Day, startOfMonth, startOfYear } from './days';

/** Sums of a day, of a month and of a year are kept beside one another. */
export const spans = { day: 0, month: 1, year: 2 } as const;

export type Span = keyof typeof spans;

/** Sums of one kind whose first days lie in here, both inclusive; added or taken away. */
export type Piece = { span: Span; from: Day; to: Day; sign: 1 | -1 };

/** Rows of sums grow with their length, but not as fast. */
const costs = { day: 1, month: 2.5, year: 3.5 } as const;

/** Some days as the fewest sums: a year without its last week is that year, less seven days. */
export function cover( from: Day, to: Day ): Piece[] {
	const start = placeOf( from );
	const end = placeOf( to + 1 );
	const covers = [
		add( 'day', from, to + 1 ),
		[
			...add( 'day', end.month, to + 1 ),
			...less( add( 'day', start.month, from ) ),
			...add( 'month', start.month, end.month ),
		],
		[
			...add( 'day', end.month, to + 1 ),
			...less( add( 'day', start.month, from ) ),
			...add( 'month', end.year, end.month ),
			...less( add( 'month', start.year, start.month ) ),
			...add( 'year', start.year, end.year ),
		],
	];
	return covers.reduce( ( best, one ) =>
		costOf( one ) < costOf( best ) ? one : best
	);
}

/** The same in pieces that can be told apart by month: nothing is taken away. */
export function coverByMonth( from: Day, to: Day ): Piece[] {
	const first =
		from === startOfMonth( from )
			? from
			: addMonths( startOfMonth( from ), 1 );
	const last = startOfMonth( to + 1 );
	return first >= last
		? add( 'day', from, to + 1 )
		: [
				...add( 'day', from, first ),
				...add( 'month', first, last ),
				...add( 'day', last, to + 1 ),
			];
}

/** The beginning of a month closest to a day, and of a year closest to that. */
function placeOf( day: Day ): { month: Day; year: Day } {
	const month = closest( day, startOfMonth( day ), 1 );
	return { month, year: closest( month, startOfYear( month ), 12 ) };
}

function closest( day: Day, before: Day, months: number ): Day {
	const after = addMonths( before, months );
	return day - before <= after - day ? before : after;
}

/** From one day up to, but without, another; taken away where it leads back. */
function add( span: Span, from: Day, until: Day ): Piece[] {
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

function costOf( pieces: readonly Piece[] ): number {
	return pieces.reduce(
		( cost, { span, from, to } ) =>
			cost + ( ( to - from + 1 ) / lengths[ span ] ) * costs[ span ],
		0
	);
}

const lengths = { day: 1, month: 30.4, year: 365.25 } as const;
