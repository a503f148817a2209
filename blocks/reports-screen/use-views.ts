import { useEffect, useState } from '@wordpress/element';
import type { NewView, View, ViewChange } from '../../sidecar/contract/views';
import type { Outcome, Refused } from '../session/call';
import type { PageSession } from '../session/page-session';
import { askUntilAnswered } from './ask-until-answered';
import { askViews, changeView, deleteView, keepView } from './ask-views';

export type ViewsState = {
	/** Null until they have come. */
	views: View[] | null;
	/** Why they have not come, or the last change was not made. */
	failure: Refused | 'silent' | null;
	/** Can be kept again: deleting asks nothing beforehand. */
	deleted: View | null;
	keep: ( view: NewView ) => Promise< boolean >;
	change: ( view: View, change: ViewChange ) => Promise< boolean >;
	remove: ( view: View ) => Promise< boolean >;
};

export function useViews(
	{ client, session }: PageSession,
	isLive: boolean
): ViewsState {
	const [ views, setViews ] = useState< View[] | null >( null );
	const [ failure, setFailure ] = useState< ViewsState[ 'failure' ] >( null );
	const [ deleted, setDeleted ] = useState< View | null >( null );

	useEffect( () => {
		if ( ! isLive ) {
			return undefined;
		}
		return askUntilAnswered( session, () => askViews( client ), {
			answered( answer ) {
				setViews( answer.views );
				setFailure( null );
			},
			failed: setFailure,
		} );
	}, [ client, session, isLive ] );

	async function write< Value >(
		question: ( csrf: string ) => Promise< Outcome< Value > >,
		apply: ( value: Value, known: View[] ) => View[]
	): Promise< boolean > {
		const csrf = session.view().answer?.csrf ?? '';
		const outcome = await session.ask( () => question( csrf ) );
		if ( outcome.kind !== 'answered' ) {
			setFailure( outcome.kind === 'silent' ? 'silent' : outcome );
			return false;
		}
		setFailure( null );
		setDeleted( null );
		setViews( ( known ) => apply( outcome.value, known ?? [] ) );
		return true;
	}

	return {
		views,
		failure,
		deleted,
		keep: ( view ) =>
			write(
				( csrf ) => keepView( client, view, csrf ),
				( kept, known ) => sorted( [ ...known, kept ] )
			),
		change: ( { id }, change ) =>
			write(
				( csrf ) => changeView( client, id, change, csrf ),
				( changed, known ) =>
					sorted(
						known.map( ( one ) =>
							one.id === id ? changed : one
						)
					)
			),
		async remove( view ) {
			const isGone = await write(
				( csrf ) => deleteView( client, view.id, csrf ),
				( _nothing, known ) =>
					known.filter( ( { id } ) => id !== view.id )
			);
			setDeleted( isGone ? view : null );
			return isGone;
		},
	};
}

function sorted( views: View[] ): View[] {
	return views.toSorted( ( a, b ) => a.name.localeCompare( b.name ) );
}
