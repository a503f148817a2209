import { useMemo } from '@wordpress/element';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import { Notices } from '../notices/notices';
import { periodWords } from '../report-view/period-words';
import type { PageSession } from '../session/page-session';
import { withQuery, withReport } from './address';
import { CatalogueNav } from './catalogue-nav';
import { failureWords } from './failure-words';
import { ReportTools } from './report-tools';
import { ScreenContext } from './screen-context';
import { SessionStatus } from './session-status';
import { ShownReport } from './shown-report';
import { useCatalogue } from './use-catalogue';
import { useFollowedReport } from './use-followed-report';
import { usePlace } from './use-place';
import { useSessionView } from './use-session-view';
import { screenWords } from './words';

type Props = { page: PageSession };

export function ReportsScreen( { page }: Props ) {
	const { locale } = page.context;
	const words = screenWords( locale );
	const view = useSessionView( page.session );
	const [ place, goTo ] = usePlace();
	const { catalogue, failure } = useCatalogue( page, view.status.kind );
	const isLost = catalogue === null && failure !== null;
	const report = place.report ?? catalogue?.[ 0 ]?.id ?? null;
	const key = JSON.stringify( place.query );
	const query = useMemo< ReportQuery >(
		() => ( { compare: 'previous', ...place.query } ),
		// eslint-disable-next-line react-hooks/exhaustive-deps -- What is asked is the same as long as it says the same: going from table to table asks nothing.
		[ key ]
	);
	const followed = useFollowedReport( page, report, query );
	const { document: shown } = followed;
	const { kind } = view.status;
	const isLive = kind === 'active' || kind === 'renewed';
	const isSignedIn = view.status.kind !== 'ended';
	const grants = view.answer?.grants ?? [];
	const screen = useMemo(
		() => ( {
			page,
			place: { ...place, report },
			goTo,
			asked: { report: report ?? '', query },
		} ),
		[ page, place, goTo, report, query ]
	);
	return (
		<ScreenContext.Provider value={ screen }>
			<div lang={ locale }>
				<h1 className="gatehouse-screen__title">{ words.title }</h1>
				<SessionStatus page={ page } view={ view } />
				<Notices page={ page } view={ view } catalogue={ catalogue } />
				{ isSignedIn && isLost && (
					<p className="gatehouse-report__notice" role="alert">
						{ failureWords( failure, locale ) }
					</p>
				) }
				{ catalogue?.length === 0 && (
					<div className="gatehouse-screen__nothing">
						<p>{ words.noReports }</p>
						<p>{ words.noReportsAdvice }</p>
					</div>
				) }
				{ isSignedIn && catalogue && catalogue.length > 0 && (
					<div>
						<CatalogueNav
							catalogue={ catalogue }
							report={ report }
							words={ words }
							placeOf={ ( id ) => withReport( place, id ) }
							goTo={ goTo }
						/>
						<ReportTools
							report={ report }
							query={ query }
							document={ shown?.id === report ? shown : null }
							grants={ grants }
							isLive={ isLive }
							words={ { ...periodWords( locale ), ...words } }
							onChange={ ( chosen ) =>
								goTo( withQuery( screen.place, chosen ) )
							}
						/>
					</div>
				) }
				{ catalogue?.length !== 0 &&
					! ( isLost && report === null ) && (
						<ShownReport followed={ followed } view={ view } />
					) }
				<p className="screen-reader-text" role="status">
					{ shown && ! followed.isAsking
						? words.arrived( shown.title, shown.period.label )
						: '' }
				</p>
			</div>
		</ScreenContext.Provider>
	);
}
