import { ReportView } from '../../blocks/report-view/report-view';
import type { ReportDocument } from '../contract/report-document';
import type { CatalogueEntry } from '../contract/report-query';
import { PeriodForm } from './period-form';
import { type PageFrame, renderShell } from './shell';
import { type PageSession, Status } from './status';
import { pageWords } from './words';

export { renderCookieMissing, renderMessage, renderOnward } from './message';
export type { PageFrame } from './shell';
export type { PageSession } from './status';

const everything = { figures: true, chart: true, table: true };

export function renderReportPage(
	frame: PageFrame,
	page: {
		document: ReportDocument;
		reports: CatalogueEntry[];
		session: PageSession;
		/** As it arrived: what the period form shows as chosen. */
		search: string;
	}
): string {
	const { document, reports, session } = page;
	const query = new URLSearchParams( page.search );
	const words = pageWords( frame.locale );
	return renderShell( frame, {
		title: document.title,
		children: (
			<>
				<a className="gatehouse-page__skip" href="#report">
					{ words.skip }
				</a>
				<Status frame={ frame } session={ session } />
				<div className="gatehouse-page__head">
					<h1>{ words.reports }</h1>
					<nav aria-label={ words.reports }>
						{ reports.map( ( { id, title } ) => (
							<a
								key={ id }
								href={ `${ frame.base }/r/${ id }${ kept( query ) }` }
								aria-current={
									id === document.id ? 'page' : undefined
								}
							>
								{ title }
							</a>
						) ) }
					</nav>
				</div>
				<main id="report" tabIndex={ -1 }>
					<PeriodForm document={ document } query={ query } />
					<ReportView document={ document } display={ everything } />
				</main>
			</>
		),
	} );
}

/** Period and money stay when another report is chosen; filters are a report's own. */
function kept( query: URLSearchParams ): string {
	const names = [
		'period',
		'from',
		'to',
		'by',
		'compare',
		'currency',
		'lang',
	];
	const own = new URLSearchParams(
		names.flatMap( ( name ) => {
			const value = query.get( name );
			return value ? [ [ name, value ] ] : [];
		} )
	);
	return own.size === 0 ? '' : `?${ own }`;
}
