import { createRoot } from '@wordpress/element';
import { pageSession } from '../session/page-session';
import './signed-in.css';
import { SignedInList } from './signed-in-list';
import { createSiteSessions } from './site-sessions';

const place = document.querySelector< HTMLElement >( '#gatehouse-signed-in' );
const page = pageSession( window.gatehouse );

if ( place && page ) {
	const { context } = page;
	const siteSessions = createSiteSessions(
		context,
		window.fetch.bind( window )
	);
	createRoot( place ).render(
		<SignedInList
			asking={ { ...page, siteSessions } }
			user={ Number( place.dataset[ 'user' ] ) || null }
			clock={ Date.now }
		/>
	);
}
