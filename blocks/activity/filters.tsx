import { useEffect, useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { activityKinds } from '../../sidecar/contract/activity';
import type { ActivityQuery } from '../../sidecar/contract/activity';
import { Choice } from '../reports-screen/choice';
import { DayField } from '../reports-screen/day-field';
import type { ActivityWords } from './words';

type Props = {
	query: ActivityQuery;
	/** Whom one may choose; null where there is only oneself. */
	people: Array< { id: number; name: string } > | null;
	/** Of the file with the same filters. */
	file: string;
	words: ActivityWords;
	onChange: ( query: ActivityQuery ) => void;
};

export function Filters( { query, people, file, words, onChange }: Props ) {
	const { user, kind, from, to } = query;
	const [ days, setDays ] = useState( { from: from ?? '', to: to ?? '' } );
	// Going back changes what is chosen; the focus stays where it is.
	useEffect(
		() => setDays( { from: from ?? '', to: to ?? '' } ),
		[ from, to ]
	);
	const isFiltered = Object.keys( query ).length > 0;

	function submit( event: FormEvent ) {
		event.preventDefault();
		change( {} );
	}

	function change( changes: { user?: number | null; kind?: string } ) {
		const wanted = {
			user: changes.user === undefined ? user : changes.user,
			kind: changes.kind === undefined ? kind : changes.kind,
		};
		const known = activityKinds.find( ( one ) => one === wanted.kind );
		onChange( {
			...( wanted.user && { user: wanted.user } ),
			...( known && { kind: known } ),
			...( days.from && { from: days.from } ),
			...( days.to && { to: days.to } ),
		} );
	}

	return (
		<form className="gatehouse-activity__filters" onSubmit={ submit }>
			{ people && (
				<Choice
					label={ words.who }
					value={ String( user ?? '' ) }
					options={ [
						[ '', words.anyone ],
						...people.map(
							( { id, name } ) => [ String( id ), name ] as const
						),
					] }
					onChange={ ( id ) =>
						change( { user: Number( id ) || null } )
					}
				/>
			) }
			<Choice
				label={ words.what }
				value={ kind ?? '' }
				options={ [
					[ '', words.anything ],
					...activityKinds.map(
						( one ) => [ one, words.kinds[ one ] ] as const
					),
				] }
				onChange={ ( chosen ) => change( { kind: chosen } ) }
			/>
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
				{ words.filter }
			</button>
			{ isFiltered && (
				<button
					type="button"
					className="button-link"
					onClick={ () => {
						setDays( { from: '', to: '' } );
						onChange( {} );
					} }
				>
					{ words.clear }
				</button>
			) }
			<a className="button gatehouse-activity__file" href={ file }>
				{ words.download }
			</a>
		</form>
	);
}
