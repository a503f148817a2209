import { paths } from '../../sidecar/contract';
import type {
	EndedAnswer,
	SessionsAnswer,
} from '../../sidecar/contract/sessions';
import { hasStrings, isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';
import { isNothing } from '../session/client';

/** Live sessions of these users, by pages. */
export function askSignedIn(
	client: Client,
	users: number[],
	after: string | null
): Promise< Outcome< SessionsAnswer > > {
	const asked = new URLSearchParams(
		users.map( ( user ) => [ 'user', String( user ) ] )
	);
	if ( after !== null ) {
		asked.set( 'after', after );
	}
	return client.read( `${ paths.sessions }?${ asked }`, isSessionsAnswer );
}

/** Whichever session of the list, for good. */
export function endSession(
	client: Client,
	id: string,
	csrf: string
): Promise< Outcome< null > > {
	return client.send(
		{
			path: `${ paths.sessions }/${ encodeURIComponent( id ) }`,
			method: 'DELETE',
		},
		csrf,
		isNothing
	);
}

/** All of this user, however many, but the one that asks. */
export function endSessionsOf(
	client: Client,
	user: number,
	csrf: string
): Promise< Outcome< EndedAnswer > > {
	return client.send(
		{ path: `${ paths.sessions }?user=${ user }`, method: 'DELETE' },
		csrf,
		isEndedAnswer
	);
}

function isSessionsAnswer( value: unknown ): value is SessionsAnswer {
	return (
		isFields( value ) &&
		Array.isArray( value[ 'sessions' ] ) &&
		value[ 'sessions' ].every(
			( entry ) =>
				isFields( entry ) &&
				isFields( entry[ 'user' ] ) &&
				hasStrings( entry, 'id', 'verifier', 'device', 'address' )
		)
	);
}

function isEndedAnswer( value: unknown ): value is EndedAnswer {
	return isFields( value ) && typeof value[ 'ended' ] === 'number';
}
