import { expect, it } from 'vitest';
import { mapInTurns, sortInTurns } from '../../../sidecar/reports/turns';
import { seeded } from './site-with-reports';

it.each( [ 0, 1, 499, 500, 501, 12_345 ] )(
	'sorts %d rows as an array does, equal ones in their order',
	async ( length ) => {
		const dice = seeded( 8 );
		const rows = Array.from( { length }, ( _one, at ) => ( {
			at,
			value: dice.upTo( 90 ),
		} ) );
		const compare = ( one: { value: number }, other: { value: number } ) =>
			one.value - other.value;

		expect( await sortInTurns( rows, compare ) ).toEqual(
			rows.toSorted( compare )
		);
	}
);

it( 'lets others have a turn while it sorts names', async () => {
	const dice = seeded( 9 );
	const names = Array.from(
		{ length: 60_000 },
		() => `Name ${ dice.upTo( 1e6 ) }`
	);
	let turns = 0;
	const counting = setInterval( () => {
		turns++;
	}, 1 );

	await sortInTurns( names, new Intl.Collator( 'ko' ).compare );

	clearInterval( counting );
	expect( turns ).toBeGreaterThan( 3 );
} );

it( 'lets others have a turn while it writes many rows, and keeps their order', async () => {
	const rows = Array.from( { length: 200_000 }, ( _one, at ) => at );
	let turns = 0;
	const counting = setInterval( () => {
		turns++;
	}, 1 );

	const written = await mapInTurns( rows, ( row ) =>
		row.toLocaleString( 'ko' )
	);

	clearInterval( counting );
	expect( written ).toHaveLength( 200_000 );
	expect( written.at( -1 ) ).toBe( '199,999' );
	expect( turns ).toBeGreaterThan( 3 );
} );
