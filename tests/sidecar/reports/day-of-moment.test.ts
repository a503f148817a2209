import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { dayOfMoment } from '../../../sidecar/store/facts/day-of-moment';
import { createZone, parseDay } from '../../../sidecar/store/facts/days';
import { openSqlite } from '../../../sidecar/store/sqlite/sqlite';
import { seeded } from './site-with-reports';

it.each( [
	// Clocks that change by an hour, by half an hour and at midnight; a day that a zone left out.
	[ 'Europe/Berlin', '2021-01-01' ],
	[ 'Australia/Lord_Howe', '2021-01-01' ],
	[ 'America/Havana', '2021-01-01' ],
	[ 'Pacific/Apia', '2010-06-01' ],
	[ '-03:30', '1968-11-01' ],
] as const )(
	'facts of %s from %s have the day that clocks there showed',
	async ( timezone, start ) => {
		const zone = createZone( timezone );
		const from = parseDay( start );
		if ( zone === null || from === null ) {
			throw new Error( `${ timezone } is not known here.` );
		}
		const db = await openSqlite( ':memory:' );
		const dice = seeded( timezone.length );
		for ( const perSecond of [ 1, 1000 ] as const ) {
			const to = from + 900;
			const within = dayOfMoment(
				sql.ref( 'at' ),
				{ from, to },
				{ zone, perSecond }
			);
			const moments = Array.from( { length: 3000 }, () => {
				const edge = zone.startOf( from + 1 + dice.upTo( 899 ) );
				return edge + dice.pick( [ -1, 0, 1, -3600, 3600, 40_000 ] );
			} );
			const { rows } = await sql< { day: number } >`
				select ${ within } as day
				from ( select value * ${ sql.lit( perSecond ) } as at from json_each( ${ JSON.stringify( moments ) } ) )
			`.execute( db );

			expect( rows.map( ( { day } ) => day ) ).toEqual(
				moments.map( zone.dayOf )
			);
		}
		await db.destroy();
	}
);
