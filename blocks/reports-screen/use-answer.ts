import { useEffect, useState } from '@wordpress/element';
import type { Outcome, Refused } from '../session/call';
import type { PageSession } from '../session/page-session';

export type Answered< Value > = {
	/** The last good one; the next takes its place when it has come. */
	value: Value | null;
	failure: Refused | 'silent' | null;
	isAsking: boolean;
};

/**
 * Asks with the page's session, and anew whenever the question is another. Without one there is no
 * answer.
 */
export function useAnswer< Value >(
	{ session }: PageSession,
	question: ( () => Promise< Outcome< Value > > ) | null
): Answered< Value > {
	const [ value, setValue ] = useState< Value | null >( null );
	const [ failure, setFailure ] =
		useState< Answered< Value >[ 'failure' ] >( null );
	const [ isAsking, setAsking ] = useState( question !== null );

	useEffect( () => {
		let isLeft = false;
		setAsking( question !== null );
		setFailure( null );
		if ( question === null ) {
			setValue( null );
			return undefined;
		}
		void session.ask( question ).then( ( outcome ) => {
			if ( isLeft ) {
				return;
			}
			setAsking( false );
			if ( outcome.kind === 'answered' ) {
				setValue( outcome.value );
			} else {
				setFailure( outcome.kind === 'silent' ? 'silent' : outcome );
			}
		} );
		return () => {
			isLeft = true;
		};
	}, [ session, question ] );

	return { value, failure, isAsking };
}
