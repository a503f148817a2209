import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import type { Period } from '../../sidecar/contract/report-document';
import type { PeriodWords } from '../report-view/period-words';
import { DayField } from './day-field';

type Props = Period & {
	words: PeriodWords;
	onChoose: ( period: Period ) => void;
};

export function OwnPeriod( { from, to, words, onChoose }: Props ) {
	const [ days, setDays ] = useState( { from, to } );

	function submit( event: FormEvent ) {
		event.preventDefault();
		onChoose( days );
	}

	return (
		<form onSubmit={ submit }>
			<DayField
				label={ words.from }
				value={ days.from }
				max={ days.to }
				required
				onChange={ ( day ) => setDays( { ...days, from: day } ) }
			/>
			<DayField
				label={ words.to }
				value={ days.to }
				min={ days.from }
				required
				onChange={ ( day ) => setDays( { ...days, to: day } ) }
			/>
			<button type="submit" className="button">
				{ words.show }
			</button>
		</form>
	);
}
