import { paths } from '../../sidecar/contract';
import type {
	ActivityAnswer,
	ActivityQuery,
} from '../../sidecar/contract/activity';
import { hasStrings, isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';

export function askActivity(
	client: Client,
	query: ActivityQuery
): Promise< Outcome< ActivityAnswer > > {
	return client.read(
		`${ paths.activity }?${ activitySearch( query ) }`,
		isActivityAnswer
	);
}

/** Address of the same as a CSV file. */
export function activityFile(
	{ base }: Client,
	query: ActivityQuery,
	locale: string
): string {
	const asked = activitySearch( query );
	asked.set( 'lang', locale );
	return `${ base }${ paths.activityFile }?${ asked }`;
}

export function activitySearch( query: ActivityQuery ): URLSearchParams {
	const { user, kind, from, to, before } = query;
	const asked = Object.entries( { user, kind, from, to, before } );
	return new URLSearchParams(
		asked.flatMap( ( [ name, value ] ) =>
			value === undefined ? [] : [ [ name, String( value ) ] ]
		)
	);
}

function isActivityAnswer( value: unknown ): value is ActivityAnswer {
	return (
		isFields( value ) &&
		isFields( value[ 'people' ] ) &&
		typeof value[ 'timezone' ] === 'string' &&
		Array.isArray( value[ 'activity' ] ) &&
		value[ 'activity' ].every(
			( entry ) =>
				isFields( entry ) &&
				typeof entry[ 'id' ] === 'number' &&
				typeof entry[ 'at' ] === 'number' &&
				hasStrings( entry, 'kind', 'device', 'address' )
		)
	);
}
