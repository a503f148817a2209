import { createRoot } from '@wordpress/element';
import '../report-view/colours.css';
import '../report-view/report-view.css';
import '../report-view/data-table.css';
import '../report-view/chart.css';
import '../report-view/bar-chart.css';
import '../report-view/followed-report.css';
import '../session/status-bar.css';
import './reports-screen.css';
import './menu.css';
import './tables.css';
import './dark.css';
import { askByApiFetch } from '../session/ask-by-api-fetch';
import { pageSession } from '../session/page-session';
import { ReportsScreen } from './reports-screen';
import { screenWords } from './words';

const place = document.querySelector( '#gatehouse-reports' );
const page = pageSession( window.gatehouse, askByApiFetch );

if ( place ) {
	createRoot( place ).render(
		page ? (
			<ReportsScreen page={ page } />
		) : (
			<p>{ screenWords( document.documentElement.lang ).notReady }</p>
		)
	);
}
