import { useMemo } from '@wordpress/element';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import { Notices } from '../notices/notices';
import { FollowedReport } from '../report-view/followed-report';
import { periodWords } from '../report-view/period-words';
import type { PageSession } from '../session/page-session';
import { CatalogueNav } from './catalogue-nav';
import { ReportTools } from './report-tools';
import { SessionStatus } from './session-status';
import { useCatalogue } from './use-catalogue';
import { useChartWalk } from './use-chart-walk';
import { useFollowedReport } from './use-followed-report';
import { usePlace } from './use-place';
import { useSessionView } from './use-session-view';
import { screenWords } from './words';

const everything = { figures: true, chart: true, table: true };

type Props = { page: PageSession };

export function ReportsScreen( { page }: Props ) {
	const { locale } = page.context;
	const words = screenWords( locale );
	const view = useSessionView( page.session );
	const [ place, goTo ] = usePlace();
	const catalogue = useCatalogue( page, view.status.kind );
	const report = place.report ?? catalogue?.[ 0 ]?.id ?? null;
	const query = useMemo(
		() => ( { compare: 'previous', ...place.query } ) satisfies ReportQuery,
		[ place.query ]
	);
	const followed = useFollowedReport( page, report, query );
	const { document: shown } = followed;
	const area = useChartWalk( shown );
	const isSignedIn = view.status.kind !== 'ended';
	return (
		<div lang={ locale }>
			<h1 className="gatehouse-screen__title">{ words.title }</h1>
			<SessionStatus page={ page } view={ view } />
			<Notices page={ page } view={ view } catalogue={ catalogue } />
			{ catalogue?.length === 0 && (
				<div className="gatehouse-screen__nothing">
					<p>{ words.noReports }</p>
					<p>{ words.noReportsAdvice }</p>
				</div>
			) }
			{ isSignedIn && catalogue && catalogue.length > 0 && (
				<div className="gatehouse-screen__head">
					<CatalogueNav
						catalogue={ catalogue }
						place={ { ...place, report } }
						words={ words }
						goTo={ goTo }
					/>
					<ReportTools
						query={ query }
						period={ shown?.period ?? null }
						words={ periodWords( locale ) }
						onChange={ ( chosen ) =>
							goTo( { report, query: chosen } )
						}
					/>
				</div>
			) }
			<div ref={ area } className="gatehouse-screen__report">
				{ catalogue?.length !== 0 && (
					<FollowedReport
						followed={ followed }
						display={ everything }
						locale={ locale }
						now={ view.wallNow }
						isSignedIn={ isSignedIn }
					/>
				) }
			</div>
			<p className="screen-reader-text" role="status">
				{ shown && ! followed.isAsking
					? words.arrived( shown.title, shown.period.label )
					: '' }
			</p>
		</div>
	);
}
