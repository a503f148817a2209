import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { namedPeriods } from '../../sidecar/contract';
import type { Period, ReportQuery } from '../../sidecar/contract';
import { Choice } from './choice';
import type { ScreenWords } from './words';

type Props = {
	query: ReportQuery;
	/** Of the report on screen: where an own period starts from. */
	period: Period | null;
	words: ScreenWords;
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
					[ 'own', words.custom ] as const,
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

type OwnProps = Period & {
	words: ScreenWords;
	onChoose: ( period: Period ) => void;
};

function OwnPeriod( { from, to, words, onChoose }: OwnProps ) {
	const [ days, setDays ] = useState( { from, to } );

	function submit( event: FormEvent ) {
		event.preventDefault();
		onChoose( days );
	}

	return (
		<form onSubmit={ submit }>
			<label>
				{ words.from }
				<input
					type="date"
					required
					value={ days.from }
					max={ days.to }
					onChange={ ( { target } ) =>
						setDays( { ...days, from: target.value } )
					}
				/>
			</label>
			<label>
				{ words.to }
				<input
					type="date"
					required
					value={ days.to }
					min={ days.from }
					onChange={ ( { target } ) =>
						setDays( { ...days, to: target.value } )
					}
				/>
			</label>
			<button type="submit" className="button">
				{ words.show }
			</button>
		</form>
	);
}
