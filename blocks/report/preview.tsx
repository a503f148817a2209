import { Placeholder, SelectControl } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { FollowedReport } from '../report-view/followed-report';
import { useCatalogue } from '../reports-screen/use-catalogue';
import { useChartWalk } from '../reports-screen/use-chart-walk';
import { useFollowedReport } from '../reports-screen/use-followed-report';
import { useSessionView } from '../reports-screen/use-session-view';
import { EndedNotice } from '../session/ended-notice';
import type { PageSession } from '../session/page-session';
import type { EditProps } from './attributes';
import { ReportSettings } from './report-settings';
import type { BlockWords } from './words';

type Props = EditProps & { page: PageSession; words: BlockWords };

/** The live report, drawn by the same components that its readers get. */
export function Preview( { page, words, attributes, setAttributes }: Props ) {
	const { session, context } = page;
	const { report, period, figures, chart, table } = attributes;
	const view = useSessionView( session );
	const { catalogue } = useCatalogue( page, view.status.kind );
	const query = useMemo(
		() => ( { period, compare: 'previous' } ) as const,
		[ period ]
	);
	const followed = useFollowedReport( page, report || null, query );
	const area = useChartWalk( followed.document );
	if ( view.status.kind === 'ended' ) {
		return (
			<EndedNotice
				reason={ view.status.reason }
				locale={ context.locale }
				onAction={ session.act }
			/>
		);
	}
	if ( report === '' ) {
		return (
			<Placeholder
				icon="chart-area"
				label={ words.title }
				instructions={ instructions(
					catalogue?.length ?? null,
					words
				) }
			>
				{ catalogue && catalogue.length > 0 && (
					<SelectControl
						__next40pxDefaultSize
						label={ words.choose }
						value=""
						options={ [
							{ label: words.choose, value: '', disabled: true },
							...catalogue.map( ( { id, title } ) => ( {
								label: title,
								value: id,
							} ) ),
						] }
						onChange={ ( chosen ) =>
							setAttributes( { report: chosen } )
						}
					/>
				) }
			</Placeholder>
		);
	}
	return (
		<>
			<ReportSettings
				attributes={ attributes }
				setAttributes={ setAttributes }
				catalogue={ catalogue ?? [] }
				locale={ context.locale }
				words={ words }
			/>
			<div ref={ area }>
				{ figures || chart || table ? (
					<FollowedReport
						followed={ followed }
						display={ { figures, chart, table } }
						locale={ context.locale }
						now={ view.wallNow }
						isSignedIn
					/>
				) : (
					<Placeholder
						icon="chart-area"
						label={ words.title }
						instructions={ words.nothingChosen }
					/>
				) }
			</div>
		</>
	);
}

function instructions( reports: number | null, words: BlockWords ): string {
	if ( reports === null ) {
		return words.loading;
	}
	return reports === 0 ? words.noReports : words.chooseAdvice;
}
