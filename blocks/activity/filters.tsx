import { useEffect, useId, useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { activityKinds } from '../../sidecar/contract';
import type { ActivityQuery } from '../../sidecar/contract';
import { Choice } from '../reports-screen/choice';
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
	const id = useId();
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
			{ ( [ 'from', 'to' ] as const ).map( ( name ) => (
				<label key={ name } htmlFor={ id + name }>
					{ words[ name ] }
					<input
						id={ id + name }
						type="date"
						value={ days[ name ] }
						min={ name === 'to' ? days.from : undefined }
						max={ name === 'from' ? days.to : undefined }
						onChange={ ( { target } ) =>
							setDays( { ...days, [ name ]: target.value } )
						}
					/>
				</label>
			) ) }
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
