import { useEffect, useState } from '@wordpress/element';
import type { NoticesAnswer } from '../../sidecar/contract/activity';
import type { PageSession } from '../session/page-session';
import type { Status } from '../session/status';
import { askNotices, dismissNotice } from './ask-notices';
import { noticesChannel } from './other-tabs';

const nothing: NoticesAnswer = { notices: [], people: {} };

/** Asked for whenever the session has come, or come back; and how to dismiss one. */
export function useNotices(
	{ client, session }: PageSession,
	status: Status[ 'kind' ]
): [ NoticesAnswer, ( id: number ) => void ] {
	const [ told, setTold ] = useState( nothing );
	const isLive = status === 'active' || status === 'renewed';

	useEffect( () => {
		let isLeft = false;
		if ( isLive ) {
			void session
				.ask( () => askNotices( client ) )
				.then( ( outcome ) => {
					if ( ! isLeft && outcome.kind === 'answered' ) {
						setTold( outcome.value );
					}
				} );
		}
		return () => {
			isLeft = true;
		};
	}, [ client, session, isLive ] );

	async function dismiss( id: number ) {
		const csrf = session.view().answer?.csrf;
		if ( csrf === undefined ) {
			return;
		}
		const outcome = await session.ask( () =>
			dismissNotice( client, id, csrf )
		);
		// One that another tab has dismissed is gone as well.
		if ( outcome.kind !== 'silent' ) {
			tellOtherTabs();
			setTold( ( { notices, people } ) => ( {
				people,
				notices: notices.filter( ( notice ) => notice.id !== id ),
			} ) );
		}
	}

	return [ told, ( id ) => void dismiss( id ) ];
}

function tellOtherTabs() {
	const channel = noticesChannel();
	channel.postMessage( 'dismissed' );
	channel.close();
}
