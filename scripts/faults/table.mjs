import { say } from '../terminal.mjs';

const columns = [
	[ 'fault', ( { name } ) => name ],
	[ 'store', ( { store } ) => store ],
	[
		'live before',
		( { before, left, expected } ) => `${ before }/${ left + expected }`,
	],
	[ 'left', ( { left } ) => left ],
	[ 'after', ( { after, expected } ) => `${ after }/${ expected }` ],
	[ 'wrongly out', ( { wronglyOut } ) => wronglyOut ],
	[ 'served late', ( { servedLate } ) => servedLate ],
	[ 'last served', ( { latest } ) => `${ seconds( latest ) } s` ],
	[ 'lost', ( { lost } ) => lost ],
	[ 'answers', ( { answers } ) => answers ],
	[ '5xx', ( { failed } ) => failed ],
	[ 'cut', ( { cut } ) => cut ],
	[ 'gap, reports', ( { gap } ) => `${ seconds( gap.report ) } s` ],
	[ 'gap, renewals', ( { gap } ) => `${ seconds( gap.renewal ) } s` ],
];

export const legend = [
	'live before, after: sessions that are served, of those that should be. left: people who signed out meanwhile, in WordPress or of the reports alone.',
	'wrongly out: sessions that ended though nobody ended them. served late: sessions that a sidecar served more than a second after their end, or after what was broken was back; of those that ended while WordPress was away, six seconds, since it is asked every five.',
	'last served: the longest that an ended session was served, counted in the same way. lost: acknowledged sign-ins, renewals and sign-outs that the store does not hold.',
	'cut: connections that broke before an answer. gap: the longest time in which nobody got such an answer.',
];

/** What of the goals a row misses. */
export function missedBy( row ) {
	return [
		! row.isFelt && 'a fault that nobody noticed proves nothing',
		row.wronglyOut > 0 && 'sessions wrongly signed out',
		row.servedLate > 0 && 'ended sessions served late',
		row.lost > 0 && 'acknowledged writes lost',
		row.after < row.expected && 'live sessions not served afterwards',
		row.undelivered > 0 && 'sign-outs that no sidecar has fetched',
		row.slowest > 1000 && 'WordPress slower by more than a second',
	].filter( Boolean );
}

export function print( rows, shown = columns ) {
	const lines = [
		shown.map( ( [ title ] ) => title ),
		...rows.map( ( row ) =>
			shown.map( ( [ , tell ] ) => String( tell( row ) ) )
		),
	];
	const widths = shown.map( ( _, i ) =>
		Math.max( ...lines.map( ( line ) => line[ i ].length ) )
	);
	for ( const line of lines ) {
		say(
			line
				.map( ( text, i ) =>
					i < 2
						? text.padEnd( widths[ i ] )
						: text.padStart( widths[ i ] )
				)
				.join( '  ' )
		);
	}
}

export function seconds( milliseconds ) {
	return ( milliseconds / 1000 ).toFixed( 1 );
}
