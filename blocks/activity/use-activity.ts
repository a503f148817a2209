import { useCallback, useEffect, useState } from '@wordpress/element';
import type {
	ActivityAnswer,
	ActivityQuery,
} from '../../sidecar/contract/activity';
import type { PageSession } from '../session/page-session';
import { askActivity } from './ask-activity';

export type ActivityState = {
	/** Null until it has come; further pages are joined to it. */
	answer: ActivityAnswer | null;
	isAsking: boolean;
	hasFailed: boolean;
	reload: () => void;
	showOlder: () => void;
};

export function useActivity(
	{ client, session }: PageSession,
	query: ActivityQuery
): ActivityState {
	const [ answer, setAnswer ] = useState< ActivityAnswer | null >( null );
	const [ isAsking, setAsking ] = useState( true );
	const [ hasFailed, setFailed ] = useState( false );

	const load = useCallback(
		async ( shown: ActivityAnswer | null, isLeft: () => boolean ) => {
			setAsking( true );
			const before = shown?.next ?? null;
			const outcome = await session.ask( () =>
				askActivity( client, {
					...query,
					...( before !== null && { before } ),
				} )
			);
			if ( isLeft() ) {
				return;
			}
			setAsking( false );
			setFailed( outcome.kind !== 'answered' );
			if ( outcome.kind === 'answered' ) {
				setAnswer( join( shown, outcome.value ) );
			}
		},
		[ client, session, query ]
	);

	useEffect( () => {
		let isLeft = false;
		void load( null, () => isLeft );
		return () => {
			isLeft = true;
		};
	}, [ load ] );

	return {
		answer,
		isAsking,
		hasFailed,
		reload: () => void load( null, () => false ),
		showOlder: () => void load( answer, () => false ),
	};
}

function join(
	shown: ActivityAnswer | null,
	page: ActivityAnswer
): ActivityAnswer {
	return {
		...page,
		activity: [ ...( shown?.activity ?? [] ), ...page.activity ],
		people: { ...shown?.people, ...page.people },
	};
}
