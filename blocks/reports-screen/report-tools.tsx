import { comparisons, groupings } from '../../sidecar/contract/report-query';
import type { Period } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { PeriodWords } from '../report-view/period-words';
import { Choice } from './choice';
import { PeriodPicker } from './period-picker';

type Props = {
	query: ReportQuery;
	/** Of the report on screen. */
	period: Period | null;
	words: PeriodWords;
	onChange: ( query: ReportQuery ) => void;
};

export function ReportTools( { query, period, words, onChange }: Props ) {
	const { by, ...ungrouped } = query;
	return (
		<div className="gatehouse-screen__tools">
			<PeriodPicker
				query={ query }
				period={ period }
				words={ words }
				onChange={ onChange }
			/>
			<Choice
				label={ words.by }
				options={ [
					[ 'auto', words.automatic ],
					...groupings.map(
						( each ) => [ each, words.groupings[ each ] ] as const
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
				onChange={ ( compare ) => onChange( { ...query, compare } ) }
			/>
		</div>
	);
}
