import { useEffect, useState } from '@wordpress/element';
import type { CatalogueEntry } from '../../sidecar/contract/report-query';
import type { Refused } from '../session/call';
import type { PageSession } from '../session/page-session';
import type { Status } from '../session/status';
import { askCatalogue } from './ask-catalogue';
import { askUntilAnswered } from './ask-until-answered';

type CatalogueState = {
	/** Null until it has come. */
	catalogue: CatalogueEntry[] | null;
	/** Why it could not be asked for the last time. */
	failure: Refused | 'silent' | null;
};

const notYet: CatalogueState = { catalogue: null, failure: null };

/** Asked for again whenever the session has come back. */
export function useCatalogue(
	{ client, session, context }: PageSession,
	status: Status[ 'kind' ]
): CatalogueState {
	const [ state, setState ] = useState( notYet );
	const isLive = status === 'active' || status === 'renewed';

	useEffect(
		() =>
			isLive
				? askUntilAnswered(
						session,
						() => askCatalogue( client, context.locale ),
						{
							answered: ( { reports } ) =>
								setState( {
									catalogue: reports,
									failure: null,
								} ),
							failed: ( failure ) =>
								setState( ( { catalogue } ) => ( {
									catalogue,
									failure,
								} ) ),
						}
					)
				: undefined,
		[ client, session, context.locale, isLive ]
	);

	return state;
}
