import { useEffect, useState } from '@wordpress/element';
import type { CatalogueEntry } from '../../sidecar/contract/report-query';
import type { PageSession } from '../session/page-session';
import type { Status } from '../session/status';
import { askCatalogue } from './ask-catalogue';

/** Null until it has come; asked for again whenever the session has come back. */
export function useCatalogue(
	{ client, session, context }: PageSession,
	status: Status[ 'kind' ]
): CatalogueEntry[] | null {
	const [ catalogue, setCatalogue ] = useState< CatalogueEntry[] | null >(
		null
	);
	const isLive = status === 'active' || status === 'renewed';

	useEffect( () => {
		let isLeft = false;
		if ( isLive ) {
			void session
				.ask( () => askCatalogue( client, context.locale ) )
				.then( ( outcome ) => {
					if ( ! isLeft && outcome.kind === 'answered' ) {
						setCatalogue( outcome.value.reports );
					}
				} );
		}
		return () => {
			isLeft = true;
		};
	}, [ client, session, context.locale, isLive ] );

	return catalogue;
}
