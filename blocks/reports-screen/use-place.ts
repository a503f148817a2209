import { useCallback, useEffect, useState } from '@wordpress/element';
import type { Place } from './address';
import { addressOf, readPlace } from './address';

/** `typing` takes the place of what is shown: nobody goes back letter by letter. */
export type GoTo = ( place: Place, how?: 'typing' ) => void;

/** What is shown stands in the address, so that it can be kept, sent and gone back from. */
export function usePlace(): [ Place, GoTo ] {
	const [ place, setPlace ] = useState( () =>
		readPlace( window.location.href )
	);

	useEffect( () => {
		const follow = () => setPlace( readPlace( window.location.href ) );
		window.addEventListener( 'popstate', follow );
		return () => window.removeEventListener( 'popstate', follow );
	}, [] );

	const goTo = useCallback< GoTo >( ( next, how ) => {
		const address = addressOf( window.location.href, next );
		if ( how === 'typing' ) {
			window.history.replaceState( null, '', address );
		} else {
			window.history.pushState( null, '', address );
		}
		setPlace( next );
	}, [] );

	return [ place, goTo ];
}
