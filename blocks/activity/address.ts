import { activityKinds } from '../../sidecar/contract/activity';
import type { ActivityQuery } from '../../sidecar/contract/activity';
import { activitySearch } from './ask-activity';

const names = [ 'user', 'kind', 'from', 'to' ] as const;

/** What is filtered, as the screen's address says it. What is not understood is left out. */
export function readFilters( address: string ): ActivityQuery {
	const given = new URL( address ).searchParams;
	const user = Number( given.get( 'user' ) );
	const kind = activityKinds.find( ( one ) => one === given.get( 'kind' ) );
	const from = readDay( given.get( 'from' ) );
	const to = readDay( given.get( 'to' ) );
	return {
		...( Number.isSafeInteger( user ) && user > 0 && { user } ),
		...( kind && { kind } ),
		...( from && { from } ),
		...( to && { to } ),
	};
}

/** The same screen of wp-admin with other filters. */
export function addressOf( address: string, query: ActivityQuery ): string {
	const url = new URL( address );
	names.forEach( ( name ) => url.searchParams.delete( name ) );
	activitySearch( query ).forEach( ( value, name ) =>
		url.searchParams.set( name, value )
	);
	return url.href;
}

function readDay( text: string | null ): string | null {
	return text !== null && /^\d{4}-\d{2}-\d{2}$/.test( text ) ? text : null;
}
