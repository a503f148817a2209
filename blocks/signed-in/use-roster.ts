import { useCallback, useEffect, useState } from '@wordpress/element';
import type { Ended, Asking, Roster, RosterFault } from './roster';
import { endAllOf, endRow, readRoster } from './roster';
import type { Person, Row } from './people';
import { othersOf } from './people';

export type RosterState = {
	/** Null until it has come. */
	roster: Roster | null;
	fault: RosterFault | null;
	isAsking: boolean;
	/** How the last ending went, and of how many sessions. */
	ended: { how: Ended; count: number } | null;
	reload: () => void;
	showMore: () => void;
	/** One of them, or with null all but this browser. */
	end: ( person: Person, row: Row | null ) => Promise< void >;
};

/** @param user Whose sessions; null for everybody's. */
export function useRoster( asking: Asking, user: number | null ): RosterState {
	const [ roster, setRoster ] = useState< Roster | null >( null );
	const [ fault, setFault ] = useState< RosterFault | null >( null );
	const [ isAsking, setAsking ] = useState( true );
	const [ ended, setEnded ] = useState< RosterState[ 'ended' ] >( null );

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

	async function end( person: Person, row: Row | null ) {
		setAsking( true );
		setEnded( null );
		const how = await ( row === null
			? endAllOf( asking, person.id )
			: endRow( asking, person.id, row ) );
		const count = row === null ? othersOf( person ).length : 1;
		setEnded( { how, count } );
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
