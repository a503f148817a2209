import type { ReportQuery } from '../../sidecar/contract/report-query';
import { search } from '../session/client';

/** Whether two questions are one, whatever each leaves to the sidecar's defaults. */
export function isSameQuery( one: ReportQuery, other: ReportQuery ): boolean {
	return written( one ) === written( other );
}

function written( { lang, ...query }: ReportQuery ): string {
	const asked = search( {
		...( query.from === undefined && { period: 'last-28-days' } ),
		compare: 'previous',
		...query,
	} );
	return [ ...asked ]
		.map( ( pair ) => pair.join( '=' ) )
		.toSorted()
		.join( '&' );
}
