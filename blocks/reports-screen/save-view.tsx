import { useId, useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import type { ViewWords } from './view-words';

type Props = {
	mayShare: boolean;
	words: ViewWords;
	/** Answers whether it was kept. */
	onSave: ( name: string, isShared: boolean ) => Promise< boolean >;
};

export function SaveView( { mayShare, words, onSave }: Props ) {
	const id = useId();
	const [ name, setName ] = useState( '' );
	const [ isShared, setShared ] = useState( false );

	async function submit( event: FormEvent ) {
		event.preventDefault();
		if ( await onSave( name, isShared ) ) {
			setName( '' );
			setShared( false );
		}
	}

	return (
		<form
			className="gatehouse-views__save"
			onSubmit={ ( event ) => void submit( event ) }
		>
			<label htmlFor={ `${ id }name` }>{ words.saveAs }</label>
			<div>
				<input
					id={ `${ id }name` }
					value={ name }
					maxLength={ 80 }
					required
					autoComplete="off"
					onChange={ ( { target } ) => setName( target.value ) }
				/>
				<button type="submit" className="button">
					{ words.save }
				</button>
			</div>
			{ mayShare && (
				<label htmlFor={ `${ id }share` }>
					<input
						id={ `${ id }share` }
						type="checkbox"
						checked={ isShared }
						onChange={ ( { target } ) =>
							setShared( target.checked )
						}
					/>
					{ words.shareWithAll }
				</label>
			) }
		</form>
	);
}
