import { useId, useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import type { Period } from '../../sidecar/contract';
import type { PeriodWords } from '../report-view/period-words';

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
				onChange={ ( day ) => setDays( { ...days, from: day } ) }
			/>
			<DayField
				label={ words.to }
				value={ days.to }
				min={ days.from }
				onChange={ ( day ) => setDays( { ...days, to: day } ) }
			/>
			<button type="submit" className="button">
				{ words.show }
			</button>
		</form>
	);
}

type DayProps = {
	label: string;
	value: string;
	min?: string;
	max?: string;
	onChange: ( day: string ) => void;
};

function DayField( { label, onChange, ...input }: DayProps ) {
	const id = useId();
	return (
		<div className="gatehouse-screen__field">
			<label htmlFor={ id }>{ label }</label>
			<input
				id={ id }
				type="date"
				required
				{ ...input }
				onChange={ ( { target } ) => onChange( target.value ) }
			/>
		</div>
	);
}
