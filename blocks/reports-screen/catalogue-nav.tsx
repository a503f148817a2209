import type { MouseEvent } from 'react';
import type { CatalogueEntry } from '../../sidecar/contract/report-query';
import type { Place } from './address';
import { addressOf } from './address';
import type { ScreenWords } from './words';

type Props = {
	catalogue: CatalogueEntry[];
	place: Place;
	words: ScreenWords;
	goTo: ( place: Place ) => void;
};

export function CatalogueNav( { catalogue, place, words, goTo }: Props ) {
	function follow( event: MouseEvent, report: string ) {
		// Links stay links: with a key held, the browser opens a tab of its own.
		if ( ! event.metaKey && ! event.ctrlKey && ! event.shiftKey ) {
			event.preventDefault();
			goTo( { ...place, report } );
		}
	}

	return (
		<nav
			aria-label={ words.catalogue }
			className="gatehouse-screen__reports"
		>
			<ul>
				{ catalogue.map( ( { id, title } ) => (
					<li key={ id }>
						<a
							href={ addressOf( window.location.href, {
								...place,
								report: id,
							} ) }
							aria-current={
								id === place.report ? 'page' : undefined
							}
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
