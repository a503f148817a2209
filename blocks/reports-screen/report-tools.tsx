import { comparisons, groupings } from '../../sidecar/contract/report-query';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { PeriodWords } from '../report-view/period-words';
import { Choice } from './choice';
import { PeriodPicker } from './period-picker';
import { ReportFiles } from './report-files';
import { ReportFilters } from './report-filters';
import { SavedViews } from './saved-views';
import type { ScreenWords } from './words';

type Props = {
	report: string | null;
	query: ReportQuery;
	/** The report on screen; null before the first has come. */
	document: ReportDocument | null;
	grants: readonly string[];
	isLive: boolean;
	words: ScreenWords & PeriodWords;
	onChange: ( query: ReportQuery ) => void;
};

export function ReportTools( props: Props ) {
	const { report, query, document, grants, isLive, words, onChange } = props;
	const { by, ...ungrouped } = query;
	return (
		<div
			className="gatehouse-screen__tools"
			role="group"
			aria-label={ words.settings }
		>
			{ ! document?.period.isNow && (
				<>
					<PeriodPicker
						query={ query }
						period={ document?.period ?? null }
						words={ words }
						onChange={ onChange }
					/>
					<Choice
						label={ words.by }
						options={ [
							[ 'auto', words.automatic ],
							...groupings.map(
								( each ) =>
									[ each, words.groupings[ each ] ] as const
							),
						] }
						value={ by ?? 'auto' }
						onChange={ ( chosen ) =>
							onChange(
								chosen === 'auto'
									? ungrouped
									: { ...ungrouped, by: chosen }
							)
						}
					/>
					<Choice
						label={ words.compare }
						options={ comparisons.map( ( each ) => [
							each,
							words.comparisons[ each ],
						] ) }
						value={ query.compare ?? 'previous' }
						onChange={ ( compare ) =>
							onChange( { ...query, compare } )
						}
					/>
				</>
			) }
			{ document && (
				<ReportFilters
					query={ query }
					document={ document }
					words={ words }
					onChange={ onChange }
				/>
			) }
			{ report !== null && (
				<SavedViews
					report={ report }
					query={ query }
					grants={ grants }
					isLive={ isLive }
				/>
			) }
			{ document && (
				<ReportFiles
					document={ document }
					mayExport={ grants.includes( 'export' ) }
					words={ words }
				/>
			) }
		</div>
	);
}
