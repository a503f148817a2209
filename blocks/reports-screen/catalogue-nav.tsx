import { useEffect, useRef } from '@wordpress/element';
import type { MouseEvent } from 'react';
import type { CatalogueEntry } from '../../sidecar/contract/report-query';
import type { Place } from './address';
import { addressOf } from './address';
import type { ScreenWords } from './words';

type Props = {
	catalogue: CatalogueEntry[];
	/** The one on screen. */
	report: string | null;
	words: ScreenWords;
	placeOf: ( report: string ) => Place;
	goTo: ( place: Place ) => void;
};

export function CatalogueNav( props: Props ) {
	const { catalogue, report, words, placeOf, goTo } = props;
	const list = useRef< HTMLUListElement >( null );

	// On a phone the list is wider than the screen. `scrollIntoView` would move the page as well.
	useEffect( () => {
		const current = list.current?.querySelector( '[aria-current]' );
		if ( list.current && current ) {
			const around = list.current.getBoundingClientRect();
			const own = current.getBoundingClientRect();
			list.current.scrollLeft +=
				own.left + own.width / 2 - around.left - around.width / 2;
		}
	}, [ report, catalogue ] );

	function follow( event: MouseEvent, id: string ) {
		// Links stay links: with a key held, the browser opens a tab of its own.
		if ( ! event.metaKey && ! event.ctrlKey && ! event.shiftKey ) {
			event.preventDefault();
			goTo( placeOf( id ) );
		}
	}

	return (
		<nav
			aria-label={ words.catalogue }
			className="gatehouse-screen__reports"
		>
			<ul ref={ list }>
				{ catalogue.map( ( { id, title } ) => (
					<li key={ id }>
						<a
							href={ addressOf(
								window.location.href,
								placeOf( id )
							) }
							aria-current={ id === report ? 'page' : undefined }
							onClick={ ( event ) => follow( event, id ) }
						>
							{ title }
						</a>
					</li>
				) ) }
			</ul>
		</nav>
	);
}
