import { comparisons, groupings } from '../../sidecar/contract';
import type { Period, ReportQuery } from '../../sidecar/contract';
import { Choice } from './choice';
import { PeriodPicker } from './period-picker';
import type { ScreenWords } from './words';

type Props = {
	query: ReportQuery;
	/** Of the report on screen. */
	period: Period | null;
	words: ScreenWords;
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
				label={ words.comparison }
				options={ comparisons.map( ( each ) => [
					each,
					words.comparisons[ each ],
				] ) }
				value={ query.compare ?? 'previous' }
				onChange={ ( compare ) => onChange( { ...query, compare } ) }
			/>
			<Choice
				label={ words.grouping }
				options={ [
					[ 'auto', words.automatically ],
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
		</div>
	);
}
