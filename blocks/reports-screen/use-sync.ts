import { useCallback, useEffect, useState } from '@wordpress/element';
import type { ResyncOrder, SyncAnswer } from '../../sidecar/contract/sync';
import type { Refused } from '../session/call';
import type { PageSession } from '../session/page-session';
import { askSync, orderResync } from './ask-sync';

export type SyncState = {
	/** Null until it has come. */
	sync: SyncAnswer | null;
	failure: Refused | 'silent' | null;
	order: ( order: ResyncOrder ) => void;
};

const lookMilliseconds = 2_000;

/** How the facts come in, looked at again and again while something is being copied. */
export function useSync(
	{ client, session }: PageSession,
	isWanted: boolean
): SyncState {
	const [ sync, setSync ] = useState< SyncAnswer | null >( null );
	const [ failure, setFailure ] = useState< SyncState[ 'failure' ] >( null );

	const look = useCallback( async () => {
		const outcome = await session.ask( () => askSync( client ) );
		if ( outcome.kind === 'answered' ) {
			setSync( outcome.value );
			setFailure( null );
		} else {
			setFailure( outcome.kind === 'silent' ? 'silent' : outcome );
		}
	}, [ client, session ] );

	useEffect( () => {
		if ( isWanted ) {
			void look();
		}
	}, [ isWanted, look ] );

	const isCopying =
		sync !== null &&
		( sync.resyncs.length > 0 ||
			sync.datasets.some( ( { progress } ) => progress !== null ) );
	useEffect( () => {
		if ( ! isWanted || ! isCopying ) {
			return undefined;
		}
		const timer = window.setInterval( () => void look(), lookMilliseconds );
		return () => window.clearInterval( timer );
	}, [ isWanted, isCopying, look ] );

	async function send( wanted: ResyncOrder ) {
		const csrf = session.view().answer?.csrf ?? '';
		const outcome = await session.ask( () =>
			orderResync( client, wanted, csrf )
		);
		if ( outcome.kind === 'answered' ) {
			await look();
		} else {
			setFailure( outcome.kind === 'silent' ? 'silent' : outcome );
		}
	}

	return { sync, failure, order: ( wanted ) => void send( wanted ) };
}
