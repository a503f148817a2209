import { useEffect, useRef, useState } from '@wordpress/element';

type Props = {
	search: string;
	label: string;
	onSearch: ( search: string ) => void;
};

const pauseMilliseconds = 300;

/** Asks when the typing pauses. */
export function TableSearch( { search, label, onSearch }: Props ) {
	const [ typed, setTyped ] = useState( search );
	const timer = useRef( 0 );
	// Going back changes what is searched for.
	useEffect( () => setTyped( search ), [ search ] );
	useEffect( () => () => window.clearTimeout( timer.current ), [] );

	return (
		<input
			type="search"
			className="gatehouse-screen__search"
			aria-label={ label }
			placeholder={ label }
			value={ typed }
			maxLength={ 100 }
			onChange={ ( { target } ) => {
				setTyped( target.value );
				window.clearTimeout( timer.current );
				timer.current = window.setTimeout(
					() => onSearch( target.value.trim() ),
					pauseMilliseconds
				);
			} }
		/>
	);
}
