import { useCallback, useEffect, useState } from '@wordpress/element';
import type { Ended, Asking, Roster, RosterFault } from './roster';
import { endRow, readRoster } from './roster';
import type { Person, Row } from './people';

export type RosterState = {
	/** Null until it has come. */
	roster: Roster | null;
	fault: RosterFault | null;
	isAsking: boolean;
	/** How the last ending went. */
	ended: Ended | null;
	reload: () => void;
	showMore: () => void;
	end: ( person: Person, rows: Row[] ) => Promise< void >;
};

/** @param user Whose sessions; null for everybody's. */
export function useRoster( asking: Asking, user: number | null ): RosterState {
	const [ roster, setRoster ] = useState< Roster | null >( null );
	const [ fault, setFault ] = useState< RosterFault | null >( null );
	const [ isAsking, setAsking ] = useState( true );
	const [ ended, setEnded ] = useState< Ended | null >( null );

	const load = useCallback(
		async ( before: Roster | null ) => {
			setAsking( true );
			const found = await readRoster( asking, {
				user,
				after: before?.next ?? null,
			} );
			setAsking( false );
			if ( typeof found === 'string' ) {
				setFault( found );
				return;
			}
			setFault( null );
			setRoster( {
				...found,
				people: [ ...( before?.people ?? [] ), ...found.people ],
				missing: found.missing ?? before?.missing ?? null,
			} );
		},
		[ asking, user ]
	);

	useEffect( () => void load( null ), [ load ] );

	async function end( person: Person, rows: Row[] ) {
		setAsking( true );
		setEnded( null );
		const ends: Ended[] = [];
		for ( const row of rows ) {
			ends.push( await endRow( asking, person.id, row ) );
		}
		setEnded( worstOf( ends ) );
		await load( null );
	}

	return {
		roster,
		fault,
		isAsking,
		ended,
		reload: () => void load( null ),
		showMore: () => void load( roster ),
		end,
	};
}

function worstOf( ends: Ended[] ): Ended {
	const order: Ended[] = [ 'not-ended', 'later', 'ended' ];
	return order.find( ( one ) => ends.includes( one ) ) ?? 'ended';
}
