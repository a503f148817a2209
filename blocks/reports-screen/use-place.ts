import { useEffect, useState } from '@wordpress/element';
import type { Place } from './address';
import { addressOf, readPlace } from './address';

/** What is shown stands in the address, so that it can be kept, sent and gone back from. */
export function usePlace(): [ Place, ( place: Place ) => void ] {
	const [ place, setPlace ] = useState( () =>
		readPlace( window.location.href )
	);

	useEffect( () => {
		const follow = () => setPlace( readPlace( window.location.href ) );
		window.addEventListener( 'popstate', follow );
		return () => window.removeEventListener( 'popstate', follow );
	}, [] );

	function goTo( next: Place ) {
		window.history.pushState(
			null,
			'',
			addressOf( window.location.href, next )
		);
		setPlace( next );
	}

	return [ place, goTo ];
}
