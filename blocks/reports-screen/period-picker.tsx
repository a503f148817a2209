import { useState } from '@wordpress/element';
import { namedPeriods } from '../../sidecar/contract/report-query';
import type { Period } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { PeriodWords } from '../report-view/period-words';
import { Choice } from './choice';
import { OwnPeriod } from './own-period';

type Props = {
	query: ReportQuery;
	/** Of the report on screen: where an own period starts from. */
	period: Period | null;
	words: PeriodWords;
	onChange: ( query: ReportQuery ) => void;
};

export function PeriodPicker( { query, period, words, onChange }: Props ) {
	const [ isChoosing, setChoosing ] = useState( false );
	const isOwn = isChoosing || query.from !== undefined;
	const { from: _from, to: _to, period: named, ...others } = query;
	const days = {
		from: query.from ?? period?.from,
		to: query.to ?? period?.to,
	};
	return (
		<>
			<Choice
				label={ words.period }
				options={ [
					...namedPeriods.map(
						( each ) => [ each, words.periods[ each ] ] as const
					),
					[ 'own', words.otherDates ] as const,
				] }
				value={ isOwn ? 'own' : ( named ?? 'last-28-days' ) }
				onChange={ ( chosen ) => {
					setChoosing( chosen === 'own' );
					if ( chosen !== 'own' ) {
						onChange( { ...others, period: chosen } );
					}
				} }
			/>
			{ isOwn && (
				<OwnPeriod
					key={ `${ days.from } ${ days.to }` }
					from={ days.from ?? '' }
					to={ days.to ?? '' }
					words={ words }
					onChoose={ ( chosen ) => {
						setChoosing( false );
						onChange( { ...others, ...chosen } );
					} }
				/>
			) }
		</>
	);
}
