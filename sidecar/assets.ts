import pageScript from 'gatehouse:page-script';
import statusBar from '../blocks/session/status-bar.css';
import barChart from '../blocks/report-view/bar-chart.css';
import chart from '../blocks/report-view/chart.css';
import colours from '../blocks/report-view/colours.css';
import dataTable from '../blocks/report-view/data-table.css';
import reportView from '../blocks/report-view/report-view.css';
import page from './render/page.css';

/** The files of the sidecar's own pages, as the bundle carries them. */
export const assets = {
	script: pageScript,
	style: [
		page,
		colours,
		reportView,
		dataTable,
		chart,
		barChart,
		statusBar,
	].join( '\n' ),
};
