import { render } from 'preact';
import { namedPeriods } from '../../sidecar/contract/report-query';
import { FollowedReport } from '../report-view/followed-report';
import { walkCharts } from '../report-view/walk-chart';
import { EndedNotice } from '../session/ended-notice';
import { followReport, nothingYet } from '../session/follow-report';
import type { PageSession } from '../session/page-session';
import { pageSession } from '../session/page-session';

// WordPress 6.8 can't translate modules, so words and context come as data beside the page.
const dataId = 'wp-script-module-data-gatehouse-report-view-script-module';

/** There may be thousands of readers, and nobody watches an article for the next order. */
const refreshMilliseconds = 60_000;

const blocks = [
	...document.querySelectorAll< HTMLElement >(
		'.wp-block-gatehouse-report[data-report]'
	),
];
const page = blocks.length > 0 ? pageSession( readData() ) : null;

if ( page ) {
	blocks.forEach( ( block ) => drawReport( block, page ) );
}

function readData(): unknown {
	const text = document.getElementById( dataId )?.textContent;
	return text ? JSON.parse( text ) : null;
}

function drawReport( block: HTMLElement, opened: PageSession ) {
	const { session, context } = opened;
	const { report = '', period } = block.dataset;
	const display = {
		figures: block.dataset[ 'figures' ] !== 'false',
		chart: block.dataset[ 'chart' ] !== 'false',
		table: block.dataset[ 'table' ] !== 'false',
	};
	let followed = nothingYet;
	let drawn = nothingYet.document;
	let stopWalking = () => {};
	block.replaceChildren();

	function draw() {
		const view = session.view();
		render(
			view.status.kind === 'ended' ? (
				<EndedNotice
					reason={ view.status.reason }
					locale={ context.locale }
					onAction={ session.act }
				/>
			) : (
				<FollowedReport
					followed={ followed }
					display={ display }
					locale={ context.locale }
					now={ view.wallNow }
					isSignedIn
				/>
			),
			block
		);
		if ( followed.document !== drawn ) {
			drawn = followed.document;
			stopWalking();
			stopWalking = walkCharts( block );
		}
	}

	const named = namedPeriods.find( ( each ) => each === period );
	session.subscribe( draw );
	followReport(
		opened,
		{
			report,
			query: { period: named ?? 'last-28-days', compare: 'previous' },
			refreshMilliseconds,
		},
		( next ) => {
			followed = next;
			draw();
		}
	);
}
