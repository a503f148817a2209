import { createRoot } from '@wordpress/element';
import { pageSession } from '../session/page-session';
import './activity.css';
import { ActivityList } from './activity-list';

const place = document.querySelector( '#gatehouse-activity' );
const page = pageSession( window.gatehouse );

if ( place && page ) {
	createRoot( place ).render( <ActivityList page={ page } /> );
}
