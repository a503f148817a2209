import { useEffect, useState } from '@wordpress/element';
import type { View } from '../session/live-session';
import type { PageSession } from '../session/page-session';
import { speakChanges } from '../session/speak';
import { StatusBar, opensPanel } from '../session/status-bar';
import type { Action } from '../session/end-sentence';

type Props = { page: PageSession; view: View };

export function SessionStatus( { page, view }: Props ) {
	const { session, context } = page;
	const [ isOpen, setOpen ] = useState( false );
	const [ spoken, say ] = useState( '' );

	useEffect(
		() => speakChanges( session, context.locale, say ),
		[ session, context.locale ]
	);

	function onAction( action: Action | 'end' ) {
		const opens = action !== 'end' && opensPanel( action );
		setOpen( opens && ! isOpen );
		if ( ! opens ) {
			session.act( action );
		}
	}

	return (
		<StatusBar
			view={ view }
			locale={ context.locale }
			spoken={ spoken }
			isOpen={ isOpen }
			onAction={ onAction }
		/>
	);
}
