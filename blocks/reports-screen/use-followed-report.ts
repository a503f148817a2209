import { useEffect, useState } from '@wordpress/element';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { Followed } from '../session/follow-report';
import {
	followReport,
	isTakenAway,
	nothingYet,
} from '../session/follow-report';
import type { PageSession } from '../session/page-session';

/** A change of the site is on screen within five seconds; most questions are answered by 304. */
const refreshMilliseconds = 4_000;

/**
 * While another report or period is on its way, or can't come, the last good one stays in
 * place; not when the permission was taken away.
 */
export function useFollowedReport(
	page: PageSession,
	report: string | null,
	query: ReportQuery
): Followed {
	const [ followed, setFollowed ] = useState( nothingYet );

	useEffect( () => {
		if ( report === null ) {
			setFollowed( nothingYet );
			return undefined;
		}
		const asked = { report, query, refreshMilliseconds };
		return followReport( page, asked, ( next ) =>
			setFollowed( ( last ) =>
				isWaiting( next ) ? { ...next, ...kept( last ) } : next
			)
		);
	}, [ page, report, query ] );

	return followed;
}

/** Not so when the session has ended: then nothing is left to see. */
function isWaiting( { document, failure, isAsking }: Followed ): boolean {
	return (
		document === null &&
		( isAsking || failure !== null ) &&
		! isTakenAway( failure )
	);
}

function kept( { document, receivedAt }: Followed ) {
	return { document, receivedAt };
}
